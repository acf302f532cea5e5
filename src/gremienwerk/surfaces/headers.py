"""Which headers does every answer carry, and which answers are compressed?"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

Answer = Callable[[HttpRequest], HttpResponseBase]
UNUSED = ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")


def permissions_policy(answer: Answer) -> Answer:
    """Middleware: give up the browser's powers that no page uses."""
    policy = ", ".join(f"{power}=()" for power in UNUSED)

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        response.headers["Permissions-Policy"] = policy
        return response

    return answered


def head_without_body(answer: Answer) -> Answer:
    """Middleware: answer HEAD with the headers alone, and with the length that GET would have.

    The web server sends what it is given: a body would be read as the next answer by whoever
    keeps the connection.
    """

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if request.method != "HEAD":
            return response
        if isinstance(response, HttpResponse):
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        elif isinstance(response, StreamingHttpResponse):
            response.streaming_content = ()
        return response

    return answered


class CompressPages(GZipMiddleware):
    """Middleware: compress pages and feeds, but leave files as they are.

    A streamed file would lose its length and its byte ranges.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Compress what is a whole answer in memory."""
        if not isinstance(response, HttpResponse):
            return response
        return super().process_response(request, response)
