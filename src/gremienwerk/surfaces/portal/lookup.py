"""What does an address answer when its object is not to be seen: never was, or no longer?"""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from gremienwerk.surfaces.portal.errors.views import gone

Row = TypeVar("Row", bound=Model)


def gone_or_missing(
    request: HttpRequest, once_public: QuerySet[Row], primary_key: int
) -> HttpResponse:
    """Say that an object is gone, if it was public once.

    Raises:
        Http404: It never was, or does not exist; both look the same from outside.

    """
    if once_public.filter(pk=primary_key).exists():
        return gone(request)
    raise Http404(str(primary_key))
