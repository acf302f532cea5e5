"""How does one do what is done most, and whom does one ask?"""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gremienwerk.domain.bodies import queries
from gremienwerk.domain.bodies.queries import own_body
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import may
from gremienwerk.surfaces.workspace.frame import address, render_workspace
from gremienwerk.surfaces.workspace.http import actor_of, signed_in


@require_safe
@signed_in
def show(request: HttpRequest) -> HttpResponse:
    """Show the short guide; the office's contact comes from the installation."""
    own = own_body()
    context = {
        "title": _("Help"),
        "installation": queries.installation(),
        "new_url": address("body_new")
        if own is not None and may(actor_of(request), Can.ADD, own)
        else "",
    }
    return render_workspace(request, "workspace/help/show.html", context)
