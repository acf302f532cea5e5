"""Is this German word one that is known, alone or as a compound?

The word list is simplemma's (MIT; its data under the open licences that its repository lists);
`words.txt` adds the office's own words. The list is large: it is read at the first question,
not at start. A compound is known if its parts are, with a linking letter between them.
No list is complete, so what is unknown is a hint and never a mistake.
"""

from functools import cache, lru_cache
from pathlib import Path

OWN_WORDS = Path(__file__).with_name("words.txt")
LINKS = ("", "s", "es", "n", "en", "er", "e")
LONG = 7  # letters: shorter words are seldom compounds
SHORT_PARTS = {"ag", "amt", "bad", "bau", "job", "not", "ort", "rad", "rat", "tag", "weg", "bvv"}
# Endings and fragments that a dictionary lists, but that never are a part of a compound.
NEVER_PARTS = {
    *("samt", "ung", "heit", "keit", "schaft", "tion", "unter", "besch", "arbi", "biet"),
    *("luss", "kunft", "gen", "ten", "ter", "nen", "ern", "lich", "isch"),
}
ALPHABET = "abcdefghijklmnopqrstuvwxyzäöüß"


def is_known(word: str) -> bool:
    """Test whether `word` stands in a list, or is a compound of words that do."""
    return _listed(word) or is_compound(word.lower())


@lru_cache(maxsize=50_000)
def is_compound(word: str) -> bool:
    """Test whether the lower-case `word` is made of known words; the tail may be one itself."""
    if len(word) < LONG:
        return False
    return any(
        _part(word[cut:]) or (len(word) - cut >= 2 * LONG and is_compound(word[cut:]))
        for cut in range(3, len(word) - 2)
        if _head(word[:cut])
    )


@lru_cache(maxsize=2_000)
def proposal_for(word: str) -> str:
    """Return a known word that differs in one letter, or nothing."""
    near = list(_one_letter_off(word))
    found = next((one for one in near if _listed(one)), "")
    return found or next((one for one in near if is_compound(one.lower())), "")


def _one_letter_off(word: str) -> list[str]:
    cuts = [(word[:n], word[n:]) for n in range(1, len(word) + 1)]
    return [
        *(a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1),
        *(a + b[1:] for a, b in cuts if b),
        *(a + letter + b for a, b in cuts for letter in ALPHABET),
        *(a + letter + b[1:] for a, b in cuts if b for letter in ALPHABET),
    ]


def _head(start: str) -> bool:
    """Test whether a compound may begin like this: a known word, perhaps with a link."""
    return any(
        _part(start.removesuffix(link) if link else start) for link in LINKS if start.endswith(link)
    )


@lru_cache(maxsize=50_000)
def _part(word: str) -> bool:
    if word in NEVER_PARTS or (len(word) < len("bund") and word not in SHORT_PARTS):
        return False
    return _listed(word.capitalize()) or _listed(word)


@lru_cache(maxsize=50_000)
def _listed(word: str) -> bool:
    import simplemma  # noqa: PLC0415 -- slow import

    return word.lower() in own_words() or bool(simplemma.is_known(word, lang="de"))


@cache
def own_words() -> frozenset[str]:
    """Return the words of the office, in lower case."""
    lines = OWN_WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip().lower() for line in lines if line.strip()[:1] not in {"", "#"})
