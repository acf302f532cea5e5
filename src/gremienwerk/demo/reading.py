"""What stands in the files of the demo, and how does each text read in English?"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from gremienwerk.demo.days import day, moment
from gremienwerk.domain.accounts.models import User

HERE = Path(__file__).parent
ENGLISH = "_en"


@dataclass(frozen=True, slots=True)
class Stage:
    """On what the demo is built: the reference date R, and who acts."""

    reference: date
    by: User

    @property
    def opening(self) -> datetime:
        """The moment at which R begins; nothing in the demo was done later."""
        return moment(self.reference)

    def day(self, spec: str) -> date:
        """Return the day that `spec` names (see `days.day`)."""
        return day(spec, self.reference)

    def at(self, on: date, clock: str = "10:00") -> datetime:
        """Return when something was done on that day, or the opening if that is earlier."""
        return min(moment(on, clock), self.opening)


def read(name: str) -> dict[str, Any]:
    """Return what stands in the TOML file `name` of the demo."""
    return tomllib.loads(text_of(name))


def text_of(name: str) -> str:
    """Return the text of the file `name` of the demo."""
    return (HERE / name).read_text(encoding="utf-8")


def meeting_files() -> Iterator[dict[str, Any]]:
    """Yield the files about meetings, one per body."""
    for path in sorted((HERE / "meetings").glob("*.toml")):
        yield read(f"meetings/{path.name}")


def body_files() -> list[Path]:
    """Return the paths of the body files, in the order of their names."""
    return sorted((HERE / "bodies").glob("*.toml"))


def english() -> dict[str, str]:
    """Return every German text of the demo with its English wording."""
    known: dict[str, str] = read("english.toml")
    files = ["draft", "installation", "offices", "people", "papers", "source"]
    for content in (*(read(f"{name}.toml") for name in files), *meeting_files()):
        known |= dict(pairs(content))
    return known


def pairs(content: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 -- what TOML holds
    """Yield each text in `content` that has its English wording beside it."""
    if isinstance(content, list):
        for part in content:
            yield from pairs(part)
    elif isinstance(content, dict):
        for key, value in content.items():
            if f"{key}{ENGLISH}" in content:
                yield value, content[f"{key}{ENGLISH}"]
            yield from pairs(value)
