"""What is wrong in a file, where, and how is it put right?"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext as _

from gremienwerk.foundation.errors import Refusal


class BodyFileRefused(Refusal):
    """A file cannot become a body; one line per mistake: file, place, what to do."""


@dataclass
class Problems:
    """The mistakes found so far in one file, in the order of reading."""

    file: str
    found: list[str] = field(default_factory=list)

    def note(self, place: str, sentence: str) -> None:
        """Remember one mistake; `place` is the table and key as they stand in the file."""
        self.found.append(line(self.file, place, sentence))

    @contextmanager
    def at(self, place: str) -> Iterator[None]:
        """Remember what is refused within as a mistake at `place`, and go on after it."""
        try:
            yield
        except Refusal as refusal:
            self.note(place, str(refusal))

    def check(self) -> None:
        """Raise `BodyFileRefused` if there was any mistake."""
        if self.found:
            raise BodyFileRefused("\n".join(self.found))


@contextmanager
def refused_at(file: str, place: str) -> Iterator[None]:
    """Say file and place in whatever is refused within."""
    try:
        yield
    except BodyFileRefused:
        raise
    except Refusal as refusal:
        raise BodyFileRefused(line(file, place, str(refusal))) from refusal


def line(file: str, place: str, sentence: str) -> str:
    """Return one mistake as one line."""
    return f"{file}, {place}: {sentence}" if place else f"{file}: {sentence}"


def one_of(value: object, words: Iterable[str]) -> str:
    """Return the sentence that `value` is none of `words`, with the nearest if one is near."""
    known = list(words)
    near = get_close_matches(str(value), known, n=1, cutoff=0.6)
    if near:
        return _("“%(value)s” is not known; did you mean “%(near)s”?") % {
            "value": value,
            "near": near[0],
        }
    return _("“%(value)s” is not known; choose one of: %(all)s.") % {
        "value": value,
        "all": ", ".join(known),
    }
