"""Which address has a licence that is known by its name?"""

from typing import Final

from gremienwerk.surfaces.oparl.values import clean, web_address

CREATIVE_COMMONS: Final = "https://creativecommons.org/"
KNOWN: Final = {
    "cc0 1.0": f"{CREATIVE_COMMONS}publicdomain/zero/1.0/",
    "cc by 3.0 de": f"{CREATIVE_COMMONS}licenses/by/3.0/de/",
    "cc by 4.0": f"{CREATIVE_COMMONS}licenses/by/4.0/",
    "cc by-sa 3.0 de": f"{CREATIVE_COMMONS}licenses/by-sa/3.0/de/",
    "cc by-sa 4.0": f"{CREATIVE_COMMONS}licenses/by-sa/4.0/",
    "dl-de/zero-2-0": "https://www.govdata.de/dl-de/zero-2-0",
    "dl-de/by-2-0": "https://www.govdata.de/dl-de/by-2-0",
}


def licence_url(words: str) -> str:
    """Return the address of a licence, "" where the words name none that we know."""
    name = clean(words).lower().replace("cc-", "cc ").replace("-1.0", " 1.0")
    return web_address(words) or KNOWN.get(name, "")
