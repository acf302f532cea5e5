"""What can be done with a source? Each act is one form of its page."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.mirror.choices import Feature, Shown
from gremienwerk.domain.mirror.commands.confirm_loss import confirm_loss
from gremienwerk.domain.mirror.commands.correct_capability import Correction, correct_capability
from gremienwerk.domain.mirror.commands.remove_source import remove_source
from gremienwerk.domain.mirror.commands.request_sync import request_sync
from gremienwerk.domain.mirror.commands.show_source import show_source
from gremienwerk.domain.mirror.commands.steer_source import Switches, steer_source
from gremienwerk.domain.mirror.mapping.values import is_web_address
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.domain.mirror.policy import Can
from gremienwerk.foundation.access import Permission, may
from gremienwerk.surfaces.workspace.acts import Act, Said
from gremienwerk.surfaces.workspace.forms import WorkspaceForm, as_text
from gremienwerk.surfaces.workspace.frame import address


@dataclass(frozen=True)
class Looked:
    """A source, who looks at it, and how many objects its last run missed."""

    source: MirrorSource
    user: User
    missing: int

    @property
    def url(self) -> str:
        """Return the page of the source."""
        return address("mirror_source", self.source.name)


class Plain(WorkspaceForm):
    """A button without fields."""


class RemoveForm(WorkspaceForm):
    """Removing is confirmed by a tick."""

    is_sure = forms.BooleanField(
        label=gettext_lazy("Yes, stop mirroring. Own notes stay; added again, all comes back.")
    )


class CorrectionForm(WorkspaceForm):
    """What holds instead of what the probe found."""

    feature = forms.ChoiceField(label=gettext_lazy("What the server can"), choices=Feature.choices)
    value = forms.CharField(
        label=gettext_lazy("What holds instead"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("true, false, a number, or words. Empty: the probe holds again."),
    )
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where there is a value."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("value") and not given.get("reason"):
            self.add_error("reason", _("Please say why."))
        return given


class SteerForm(WorkspaceForm):
    """How the answers of a server are to be read; lists one entry per line."""

    pause_seconds = forms.FloatField(
        label=gettext_lazy("Pause between two requests, in seconds"),
        min_value=0,
        max_value=3600,
        localize=False,
        widget=forms.NumberInput(attrs={"step": "any"}),
    )
    hosts = forms.CharField(
        label=gettext_lazy("Further servers that may be followed"),
        required=False,
        help_text=gettext_lazy("One host per line, for example dateien.stadt.example"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    volatile = forms.CharField(
        label=gettext_lazy("Attributes that change in every answer"),
        required=False,
        help_text=gettext_lazy("One per line; they are left out when answers are compared."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    rewrites = forms.CharField(
        label=gettext_lazy("Addresses that are written otherwise than they are reached"),
        required=False,
        help_text=gettext_lazy("One per line: as written -> as reached"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_swapped = forms.BooleanField(
        label=gettext_lazy("Superordinated and subordinated papers are exchanged"), required=False
    )

    def clean_rewrites(self) -> str:
        """Ask for two addresses in each line."""
        given: str = self.cleaned_data["rewrites"]
        for line in lines(given):
            if len(pair_of(line)) != PAIR or not all(map(is_web_address, pair_of(line))):
                raise forms.ValidationError(
                    _("“%(line)s” does not name two addresses with -> between them."),
                    params={"line": line},
                )
        return given

    def clean_hosts(self) -> str:
        """Ask for names of servers, without the rest of an address."""
        given: str = self.cleaned_data["hosts"]
        for line in lines(given):
            if "/" in line or " " in line:
                raise forms.ValidationError(
                    _("“%(line)s” is no server: name it without https:// and without a path."),
                    params={"line": line},
                )
        return given


PAIR = 2


def lines(text: str) -> list[str]:
    """Return the lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def pair_of(line: str) -> list[str]:
    """Return what stands on both sides of the arrow."""
    return [part.strip() for part in line.split("->")]


def _switches(looked: Looked) -> dict[str, str]:
    source = looked.source
    return {
        "pause_seconds": as_text(source.pause_seconds),
        "hosts": "\n".join(source.hosts),
        "volatile": "\n".join(source.volatile),
        "rewrites": "\n".join(f"{old} -> {new}" for old, new in source.rewrites),
        "is_swapped": as_text(source.is_swapped),
    }


def _steer_form(looked: Looked, data: QueryDict | None, ids: str) -> WorkspaceForm:
    return SteerForm(data, auto_id=ids, initial=_switches(looked))


def _steer(looked: Looked, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    switches = Switches(
        pause_seconds=given["pause_seconds"],
        hosts=lines(given["hosts"]),
        volatile=lines(given["volatile"]),
        rewrites=[(old, new) for old, new in map(pair_of, lines(given["rewrites"]))],
        is_swapped=given["is_swapped"],
    )
    steer_source(looked.source, switches, by=looked.user, now=now)
    return Said(_("Saved; the next sync goes by it."), looked.url)


def _form(kind: type[WorkspaceForm]) -> Callable[[Looked, QueryDict | None, str], WorkspaceForm]:
    return lambda _looked, data, ids: kind(data, auto_id=ids)


def _may(
    permission: Permission[User, MirrorSource],
    applies: Callable[[MirrorSource], bool] = lambda _source: True,
) -> Callable[[Looked], bool]:
    def test(looked: Looked) -> bool:
        source = looked.source
        is_there = source.removed_at is None and applies(source)
        return is_there and may(looked.user, permission, source)

    return test


def _sync(looked: Looked, _form: WorkspaceForm, now: datetime) -> Said:
    request_sync(looked.source, by=looked.user, now=now)
    return Said(_("The sync begins in a moment; this page shows how far it is."), looked.url)


def _pause(looked: Looked, _form: WorkspaceForm, now: datetime) -> Said:
    is_paused = not looked.source.is_paused
    steer_source(looked.source, Switches(is_paused=is_paused), by=looked.user, now=now)
    words = _("Paused; what is there stays.") if is_paused else _("Goes on with the next night.")
    return Said(words, looked.url)


def _show(looked: Looked, _form: WorkspaceForm, now: datetime) -> Said:
    is_public = looked.source.shown == Shown.PUBLIC
    shown = Shown.INTERNAL if is_public else Shown.PUBLIC
    show_source(looked.source, shown, by=looked.user, now=now)
    words = _("Only the office sees it now.") if is_public else _("Everybody sees it now.")
    return Said(words, looked.url)


def _confirm(looked: Looked, _form: WorkspaceForm, now: datetime) -> Said:
    confirm_loss(looked.source, by=looked.user, now=now)
    request_sync(looked.source, by=looked.user, now=now)
    return Said(_("Confirmed; the next sync marks the missing objects as gone."), looked.url)


def _alarm(looked: Looked, _form: WorkspaceForm, now: datetime) -> Said:
    steer_source(looked.source, Switches(alarm_to=looked.user), by=looked.user, now=now)
    return Said(_("You get a letter when this source needs somebody."), looked.url)


def _remove(looked: Looked, _form: WorkspaceForm, now: datetime) -> Said:
    remove_source(looked.source, by=looked.user, now=now)
    return Said(_("Removed; own notes stay."), address("mirror"))


def _correct(looked: Looked, form: WorkspaceForm, now: datetime) -> Said:
    given = form.cleaned_data
    correction = Correction(Feature(given["feature"]))
    if given["value"]:
        correction = Correction(correction.feature, _read(given["value"]), given["reason"])
    correct_capability(looked.source, correction, by=looked.user, now=now)
    return Said(_("Corrected; the next sync goes by it."), looked.url)


def _read(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _is_asked(source: MirrorSource) -> bool:
    return bool(source.url) and not source.is_paused


def _may_confirm(looked: Looked) -> bool:
    is_open = bool(looked.missing) and not looked.source.loss_confirmed
    return is_open and _may(Can.CONFIRM_LOSS)(looked)


ACTS = {
    "sync": Act[Looked](_form(Plain), _sync, _may(Can.SYNC, _is_asked)),
    "confirm": Act[Looked](_form(Plain), _confirm, _may_confirm),
    "pause": Act[Looked](_form(Plain), _pause, _may(Can.STEER, lambda s: bool(s.url))),
    "show": Act[Looked](_form(Plain), _show, _may(Can.SHOW)),
    "alarm": Act[Looked](_form(Plain), _alarm, _may(Can.STEER, lambda s: bool(s.url))),
    "steer": Act[Looked](_steer_form, _steer, _may(Can.STEER, lambda s: bool(s.url)), _switches),
    "correct": Act[Looked](_form(CorrectionForm), _correct, _may(Can.STEER)),
    "remove": Act[Looked](_form(RemoveForm), _remove, _may(Can.REMOVE)),
}
