"""What does a body still lack before the public may see it? Check it, publish it, withdraw it."""

from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.commands.accept_finding import Acceptance, accept_finding
from gremienwerk.domain.organizations.commands.publish_organization import publish_organization
from gremienwerk.domain.organizations.commands.withdraw_organization import (
    withdraw_organization,
)
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.domain.organizations.queries import abilities_on
from gremienwerk.domain.organizations.queries.findings import Placed, drafts_by_body, findings_of
from gremienwerk.domain.organizations.queries.members import members_of
from gremienwerk.foundation.errors import Refusal
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.bodies.checks import checks_of
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.bodies.outlook import (
    hidden_from_all,
    missed_by_visitors,
    names_said,
)
from gremienwerk.surfaces.workspace.finding_words import hint_of, place_of, place_url
from gremienwerk.surfaces.workspace.forms import WorkspaceForm
from gremienwerk.surfaces.workspace.frame import OFFICE, RUNNING, address, render_workspace
from gremienwerk.surfaces.workspace.http import signed_in


class FindingGone(Refusal):
    """The text reads otherwise now, so the finding is gone."""


def _publish(opened: Opened, _form: WorkspaceForm, now: datetime) -> Said:
    publish_organization(opened.body, by=opened.user, now=now)
    here = f"{address('body_publish', opened.body.slug)}#content"
    return Said(_("The body is public. From now on it stands in the list."), here)


def _withdraw(opened: Opened, _form: WorkspaceForm, now: datetime) -> Said:
    withdraw_organization(opened.body, by=opened.user, now=now)
    here = f"{address('body_publish', opened.body.slug)}#content"
    return Said(_("The body is withdrawn; what is known of it stays."), here)


class AcceptForm(WorkspaceForm):
    """Which finding may stay, as `field:key`, and why."""

    finding = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(label=gettext_lazy("Why it may stay"), max_length=300, required=False)


def _accept(opened: Opened, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    found = findings_of([opened.body])[opened.body.pk]
    placed = next((one for one in found if _key(one) == given["finding"]), None)
    if placed is None:
        raise FindingGone(_("This passage reads otherwise now; look at the text again."))
    acceptance = Acceptance(placed.field, placed.finding, given["reason"])
    accept_finding(opened.body, acceptance, by=opened.user, now=now)
    here = f"{address('body_publish', opened.body.slug)}#hints"
    return Said(_("The passage may stay; your reason is kept."), here)


def _key(placed: Placed) -> str:
    return f"{placed.field}:{placed.finding.key}"


def _hint(opened: Opened, placed: Placed) -> dict[str, object]:
    return {
        "pk": _key(placed),
        "hint": hint_of(placed.finding),
        "place": place_of(placed.field),
        "is_draft": placed.is_draft,
        "url": place_url(opened.body, placed.field),
    }


ACTS = {
    "accept": Act[Opened](
        lambda _opened, data, ids: AcceptForm(data, auto_id=ids),
        _accept,
        lambda opened: opened.may(Can.PREPARE_TEXTS),
    ),
    "publish": Act[Opened](
        lambda _opened, data, ids: WorkspaceForm(data, auto_id=ids),
        _publish,
        lambda opened: opened.body.published_at is None and opened.may(Can.PUBLISH),
    ),
    "withdraw": Act[Opened](
        lambda _opened, data, ids: WorkspaceForm(data, auto_id=ids),
        _withdraw,
        lambda opened: opened.body.published_at is not None and opened.may(Can.WITHDRAW),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is checked, and publish or withdraw."""
    opened = open_body(request, slug, roles=RUNNING)
    outcome = perform(request, ACTS, opened)
    if outcome.answer:
        return outcome.answer
    known = abilities_on([opened.body], today()).get(opened.body.pk, {})
    checks = list(checks_of(opened.body, known))
    members = list(members_of(opened.body, today()))
    drafts = drafts_by_body([opened.body])
    found = findings_of([opened.body], drafts=drafts)[opened.body.pk]
    context = {
        **opened.frame("body_publish", _("Publish")),
        "checks": checks,
        "missing": [check for check in checks if check.is_needed and not check.is_met],
        "names": names_said(members),
        "hidden": hidden_from_all(opened.body, members, len(drafts.get(opened.body.pk, ()))),
        "missed": missed_by_visitors(opened.body, known),
        "consents_url": address("members_consents", slug) if opened.roles & OFFICE else "",
        "open_hints": _open_hints(len(found)),
        "preview_url": _preview(slug),
        "hints": [_hint(opened, one) for one in found],
        "refused": request.POST.get("finding", ""),
        "typed": request.POST.get("reason", ""),
        **_public(opened),
        **outcome.context,
    }
    return render_workspace(request, "workspace/bodies/publish.html", context)


def _open_hints(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "%(number)s hint is open; you can publish all the same.",
        "%(number)s hints are open; you can publish all the same.",
        number,
    ) % {"number": number}


def _public(opened: Opened) -> dict[str, str]:
    """Return the address of the public page, for the head of the page and for its message."""
    url = reverse("portal:body", args=[opened.body.slug]) if opened.body.published_at else ""
    return {"public_url": url, "seen_url": url}


def _preview(slug: str) -> str:
    try:
        return reverse("body_preview", args=[slug])
    except NoReverseMatch:
        return ""
