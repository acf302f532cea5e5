"""Did a preposition and its article slip, or a word come twice?"""

import re
from collections.abc import Iterator

from gremienwerk.foundation.lint.findings import Facts, Finding, Kind, without_hidden

SLIPPED = {
    "im den": "in den",
    "im dem": "in dem",
    "im der": "in der",
    "im die": "in die",
    "am den": "an den",
    "am der": "an der",
    "am dem": "an dem",
    "zum den": "zu den",
    "zum dem": "zu dem",
    "zum der": "zu der",
    "zur den": "zu den",
    "zur dem": "zu dem",
    "zur der": "zu der",
    "vom den": "von den",
    "vom dem": "von dem",
    "vom der": "von der",
    "beim den": "bei den",
    "beim dem": "bei dem",
    "beim der": "bei der",
    "ins das": "in das",
    "ans das": "an das",
    "in im": "im",
    "seit dem dem": "seit dem",
}
SLIP = re.compile(rf"\b(?:{'|'.join(SLIPPED)})\b(?=\s+[A-ZÄÖÜ])")
TWICE = re.compile(
    r"\b(und|oder|mit|in|im|zu|zum|zur|für|von|vom|auf|bei|ein|eine|einen|nicht|auch|wird|ist|"
    r"hat|sind|haben|alle|dem|des)\s+\1\b",
    re.IGNORECASE,
)


def slips(text: str, _facts: Facts) -> Iterator[Finding]:
    """Find "im den Räumen" and "und und"."""
    plain = without_hidden(text)
    for found in SLIP.finditer(plain):
        right = SLIPPED[found[0]]
        yield Finding(Kind.GRAMMAR, found.start(), found.end(), found[0], right, replaces=True)
    for found in TWICE.finditer(plain):
        yield Finding(Kind.GRAMMAR, found.start(), found.end(), found[0], found[1], replaces=True)
