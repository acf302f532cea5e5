"""What in a text would let a stranger into a conference? It is left out wherever the public reads.

Rule: passcodes and dial-in data never stand in public text, also not in imported text (source:
network.md N6.9). The stored text stays as it came; only what is shown is cut.
"""

import re
from typing import Final

LEFT_OUT: Final = "[…]"

_LABEL = (
    r"(?:meeting|webinar|konferenz|besprechungs?|sitzungs?|teilnehmer|participant|session|raum|room)"
    r"[ -]?(?:id|kenn(?:nummer|code|wort)|passwor[dt]|passcode|pin|code|nummer|nr\.?|schlüssel|key)"
    r"|passcode|passwor[dt]|kenn(?:wort|code|nummer)|kenn-?nr\.?|zugangs(?:code|daten|kennung|nummer)"
    r"|access code|host key|einwahl(?:nummer|daten|code|-?pin)?|dial[ -]?in(?: number)?|pin|pwd"
)
_SIGN = r"\s*(?:[:=]|\b(?:lautet|ist|sind|is|are)\b\s*:?)\s*"
_FIGURES = r"\+?\d[\d \t/().,#*-]*[\d#]"
_WORD = r"[^\s,;<>]*[^\s,;.<>)]"
_VALUE = rf"(?:{_FIGURES}|{_WORD})"
_CONFERENCES = (
    r"zoom\.us|zoom\.com|webex\.com|teams\.(?:microsoft|live)\.com|meet\.google\.com|whereby\.com"
    r"|goto(?:meeting|webinar)\.com|gotomeet\.me|meet\.jit\.si|bigbluebutton|/bbb/|/b/[a-z0-9-]+"
    r"|jitsi|alfaview|openTalk|edudip|[?&](?:pwd|passcode|password|pin|secret)="
)

_PATTERNS: Final = (
    re.compile(rf"(?:https?://|www\.)[^\s<>]*(?:{_CONFERENCES})[^\s<>)\"']*", re.IGNORECASE),
    re.compile(rf"\b(?:{_LABEL}){_SIGN}{_VALUE}", re.IGNORECASE),
    re.compile(rf"\b(?:{_LABEL})\s+{_FIGURES}", re.IGNORECASE),
    # A telephone number that dials on by itself: the figures after the commas are the code.
    re.compile(r"\+?\d[\d /()-]{5,}\d,{1,3}\*?\d[\d,*]{3,}#?"),
)
_GAP = re.escape(LEFT_OUT)
_ONLY_LEFT_OUT = re.compile(rf"^[ \t]*(?:{_GAP}[ \t.,;|/-]*)+(?:\n|\Z)", re.MULTILINE)
_TWICE = re.compile(rf"{_GAP}(?:[ \t,;|/-]*{_GAP})+")


def without_access_data(text: str) -> str:
    """Return `text` without conference links, passcodes and numbers to dial in.

    A gap is shown as "[…]"; a line that held nothing else is gone. Text that merely speaks of
    passwords stays.
    """
    shown = text
    for pattern in _PATTERNS:
        shown = pattern.sub(LEFT_OUT, shown)
    if shown == text:
        return text
    return _TWICE.sub(LEFT_OUT, _ONLY_LEFT_OUT.sub("", shown)).strip()
