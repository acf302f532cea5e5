"""What is said to somebody who sends more text at once than the server takes?

Django refuses to read such a form before any view sees it; `urls.py` of the whole calls
`too_large` then. No text is lost: a boosted form stays where it is, with the sentence above
it; a plain one gets the text back, to be copied, as not every browser keeps it.
"""

from typing import Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from gremienwerk.surfaces.workspace.frame import render_workspace
from gremienwerk.surfaces.workspace.http import signed_in

CONTENT_TOO_LARGE: Final = 413
GIVEN_BACK: Final = 10_000_000  # bytes of a form; what is longer is not read at all
PLAIN_FORM: Final = "application/x-www-form-urlencoded"
OVER: Final = (RequestDataTooBig, TooManyFieldsSent)


@signed_in
def too_large(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say how much came, how much is allowed, what to do; 413, and nothing was changed.

    `exception` is one of `OVER`. The editor's own saving gets the sentence alone.
    """
    why = _sentence(request, exception)
    if request.headers.get("HX-Boosted"):
        refusal = {"text": f"{why} {_what_to_do()}"}
        answer = render(request, "workspace/refusal.html", {"refusal": refusal})
        answer.headers["HX-Retarget"] = "#refused"
        answer.headers["HX-Reswap"] = "innerHTML show:window:top"
        answer.headers["HX-Reselect"] = ".refusal"
        answer.headers["HX-Push-Url"] = "false"
    elif request.headers.get("HX-Request"):
        answer = render(request, "workspace/texts/saved.html", {"failed": why})
    else:
        context = {
            "title": _("Too much text at once"),
            "why": why,
            "what_to_do": _what_to_do(),
            "given": _given_back(request),
            "back_url": _form(request),
        }
        answer = render_workspace(request, "workspace/too_large.html", context)
    answer.status_code = CONTENT_TOO_LARGE
    return answer


def _sentence(request: HttpRequest, exception: Exception) -> str:
    if isinstance(exception, TooManyFieldsSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        return _("The form had more fields than the %(most)s that are accepted at once.") % {
            "most": most
        }
    allowed = filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    if request.content_type != PLAIN_FORM:  # files count in its length, but not in the limit
        return _("Your text is larger than the %(allowed)s that are accepted at once.") % {
            "allowed": allowed
        }
    return _("You sent %(size)s of text; at most %(allowed)s are accepted at once.") % {
        "size": filesizeformat(_length(request)),
        "allowed": allowed,
    }


def _what_to_do() -> str:
    return _(
        "Send it in several parts. A long list can also be sent as a file; a long document "
        "belongs to a meeting or a paper as a file."
    )


def _length(request: HttpRequest) -> int:
    """Return how many bytes came, as the server counted them."""
    return int(request.META.get("CONTENT_LENGTH") or 0)


def _form(request: HttpRequest) -> str:
    """Return the page that the form stands on, if the browser names it; some only take forms."""
    page = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()})
    return page if is_ours else ""


def _given_back(request: HttpRequest) -> str:
    """Return the longest text of a plain form; empty if it cannot be read any more.

    Only who sent it sees it again, and nobody keeps it.
    """
    if request.content_type != PLAIN_FORM or _length(request) > GIVEN_BACK:
        return ""
    try:
        fields = QueryDict(request.read(), encoding=request.encoding)
    except (OSError, SuspiciousOperation):
        return ""
    return max((text for name in fields for text in fields.getlist(name)), key=len, default="")
