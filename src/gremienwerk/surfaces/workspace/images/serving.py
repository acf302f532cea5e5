"""How does a picture look that is not on a public page yet?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.files import store
from gremienwerk.domain.files.models import Image
from gremienwerk.domain.files.policy import Can
from gremienwerk.domain.organizations.queries.roles import office_roles
from gremienwerk.foundation.access import NotAllowed, may
from gremienwerk.surfaces.workspace.http import actor_of, signed_in

LOCKED = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
@signed_in
def image(request: HttpRequest, name: str) -> HttpResponse:
    """Hand out a picture of the library; a drawing may load and run nothing."""
    user = actor_of(request)
    found = Image.objects.filter(name=name).first()
    if found is None:
        raise Http404
    if not (office_roles(user, on=today()) or may(user, Can.ADD_IMAGE, found)):
        raise NotAllowed
    path = store.path_of(found.stored_as)
    if not path.is_file():
        raise Http404
    answer = HttpResponse(path.read_bytes(), content_type=found.mime_type)
    answer.headers["Content-Security-Policy"] = LOCKED
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
