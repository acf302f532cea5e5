"""Does a typed number say what the data say?"""

import re
from collections.abc import Iterator
from typing import Final

from gremienwerk.foundation.lint.findings import Facts, Finding, Kind

WORDS: Final = (
    *("null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"),
    *("elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn"),
    *("neunzehn", "zwanzig"),
)
NUMBER = rf"(?P<number>\d{{1,4}}|{'|'.join(sorted(WORDS, key=len, reverse=True))})"


def contradicted_numbers(text: str, facts: Facts) -> Iterator[Finding]:
    """Find "unsere zwölf Mitglieder" where the data hold 15."""
    for noun, (number, placeholder) in facts.numbers.items():
        pattern = rf"\b{NUMBER}\s+(?:[a-zäöüß]+en?\s+)?{re.escape(noun)}\b"
        for found in re.finditer(pattern, text, re.IGNORECASE):
            if _value(found["number"]) != number:
                yield Finding(
                    Kind.CONTRADICTED_NUMBER,
                    found.start("number"),
                    found.end("number"),
                    found["number"],
                    placeholder or str(number),
                    replaces=True,
                )


def _value(word: str) -> int:
    return int(word) if word.isdigit() else WORDS.index(word.casefold())
