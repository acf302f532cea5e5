"""Who runs the portal of the demo, and what do its duties pages say?"""

from typing import Any

from gremienwerk.demo.reading import Stage, read, text_of
from gremienwerk.domain.bodies.choices import TextName
from gremienwerk.domain.bodies.commands.edit_installation_text import edit_installation_text
from gremienwerk.domain.bodies.commands.set_up_installation import (
    BodyDraft,
    InstallationDraft,
    set_up_installation,
)
from gremienwerk.domain.bodies.models import Body
from gremienwerk.foundation.texts.write import Rendering
from gremienwerk.foundation.wording import date_words


def set_up(stage: Stage) -> Body:
    """Make the installation with the texts of its duties pages; return the own Körperschaft."""
    content = read("installation.toml")
    office = InstallationDraft(
        **_german(content["installation"]), demo_reference_on=stage.reference
    )
    body = BodyDraft(**_german(content["body"]))
    made = set_up_installation(body, office, by=stage.by, now=stage.opening)
    for name in TextName:
        text = duty_text(name, "de")
        rendering = Rendering("en", duty_text(name, "en"))
        edit_installation_text(name, text, renderings=[rendering], by=stage.by, now=stage.opening)
    return made.body


def duty_text(name: TextName, language: str) -> str:
    """Return a duties text; what the statement says about tests comes from `tested.toml`."""
    text = text_of(f"texts/{name.value}.{language}.md")
    if name != TextName.ACCESSIBILITY:
        return text
    tested = read("texts/tested.toml")
    said = {key: value.strip() for key, value in tested[language].items()}
    days = {key: date_words(tested[key], language) for key in ("made_on", "reviewed_on")}
    return text.format(**said, **days)


def _german(content: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if not key.endswith("_en")}
