"""Which part of a written name is the family name? Guessed only where everyone would agree."""

TWO = 2


def split_name(name: str) -> tuple[str, str]:
    """Return given and family name of `name`; both empty where it does not tell.

    Two words, or a comma as in “Vorlage, Lotte”. People with one name or with more words are
    not guessed: they are sorted by the name as it stands.
    """
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and family and given:
        return given, family
    words = name.split()
    if not comma and len(words) == TWO:
        return words[0], words[1]
    return "", ""
