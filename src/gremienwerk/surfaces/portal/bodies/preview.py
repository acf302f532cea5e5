"""How will the public see a body that is not public yet? Its own page, for who works on it."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.commands._as_if_published import as_if_published
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import may
from gremienwerk.surfaces.portal.bodies.views import page_of
from gremienwerk.surfaces.portal.site import render_page

SIGN_IN = "/konto/anmelden/"


@require_safe
def preview(
    request: HttpRequest, slug: str, *, steps: Callable[[HttpRequest, str], object]
) -> HttpResponse:
    """Show the page of a body as it will be, to those who prepare its texts.

    `steps` gives the way to the public, which the workspace draws on its pages too.
    """
    if not isinstance(request.user, User):
        query = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{SIGN_IN}?{query}")
    rows = Organization.objects.visible_to(request.user).select_related("body")
    body = rows.filter(slug=slug, is_listed=True).first()
    if body is None or not may(request.user, Can.PREVIEW, body):
        raise Http404
    way = steps(request, slug)
    with as_if_published(body, now=timezone.now()):
        context = page_of(slug)
        if context is None:
            raise Http404
        context = {**context, "slug": slug, "way": way}
        response = render_page(request, "portal/bodies/preview.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, private=True, no_store=True)
    return response
