"""Which facts of the installation may a text of a duties page name by placeholder?"""

import re

from gremienwerk.domain.bodies.models import Installation
from gremienwerk.foundation.texts.queries import Texts

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def filled(text: str, here: Installation, texts: Texts) -> str:
    """Put the facts of the installation into a text, in the language of `texts`.

    Unknown braces stay as they are.

    A fact that is not set reads "—", so that nobody takes a gap for a statement.
    """
    facts = {
        "portal_name": str(texts.of(here, "portal_name")),
        "office_name": str(texts.of(here, "office_name")),
        "office_parent": str(texts.of(here, "office_parent")),
        "office_email": here.office_email,
        "office_address": str(texts.of(here, "office_address")),
        "representative": str(texts.of(here, "representative")),
        "data_protection_officer": str(texts.of(here, "data_protection_officer")),
        "supervisory_authority": str(texts.of(here, "supervisory_authority")),
        "district": here.body.name,
    }

    def fact(found: re.Match[str]) -> str:
        return (facts[found[1]] or "—") if found[1] in facts else found[0]

    return PLACEHOLDER.sub(fact, text)
