"""From where do mirrored rows come, and what can its server do?"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from gremienwerk.domain.accounts.sight import Actor, reads_everything
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.mirror.choices import Feature, Shown


class MirrorSourceQuerySet(models.QuerySet["MirrorSource"]):
    """Sources by who may know of them."""

    def visible_to(self, actor: Actor) -> Self:
        """Those shown; for office and auditor all."""
        return self.filter(Q(shown=Shown.PUBLIC) | reads_everything(actor))

    def in_use(self) -> Self:
        """Those that are asked: with an address, neither paused nor removed."""
        return self.filter(removed_at=None, is_paused=False).exclude(url="")


class MirrorSource(models.Model):
    """One OParl server that we mirror; an empty `url` is never asked (demo).

    `license` is the source's own wording. What is `shown` was decided by a named person; to
    republish is a second decision. The lock is the row itself: whoever holds `lock_token`
    syncs, and shows by `heartbeat_at` that it lives.

    Switches, each set by a person: `volatile` names attributes that change in every answer;
    `hosts` the further servers that may be followed; `rewrites` pairs of the beginning of
    addresses as the source writes them and as they can be reached; `id_rules` pairs of
    pattern and replacement that turn ids of an old form into the present one; `is_swapped`:
    superordinated and subordinated papers are exchanged; `ca_file` further certificates.

    `loss_confirmed` is type to how many objects may vanish at once, by the word of a person.
    `rests_until`: its server failed several times in a row and is left alone until then.
    `alarm_to` gets the letters; `alarms` are the ones that are on.
    """

    name = models.SlugField(max_length=50, unique=True)
    url = models.URLField(max_length=500, blank=True)
    label = models.CharField(max_length=300, blank=True)
    license = models.CharField(max_length=500, blank=True)
    shown = models.CharField(max_length=20, choices=Shown, default=Shown.INTERNAL)
    shown_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    shown_at = models.DateTimeField(null=True, blank=True)
    is_republished = models.BooleanField(default=False)
    pause_seconds = models.FloatField(default=0.5)
    is_private_allowed = models.BooleanField(default=False)
    hosts = models.JSONField(default=list, blank=True)
    volatile = models.JSONField(default=list, blank=True)
    rewrites = models.JSONField(default=list, blank=True)
    id_rules = models.JSONField(default=list, blank=True)
    is_swapped = models.BooleanField(default=False)
    ca_file = models.CharField(max_length=500, blank=True)
    is_paused = models.BooleanField(default=False)
    loss_confirmed = models.JSONField(default=dict, blank=True)
    alarm_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    alarms = models.JSONField(default=list, blank=True)
    probed_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    last_success_at = models.DateTimeField(null=True, blank=True)
    lock_token = models.CharField(max_length=32, blank=True)
    lock_host = models.CharField(max_length=200, blank=True)
    lock_pid = models.PositiveIntegerField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    rests_until = models.DateTimeField(null=True, blank=True)

    objects = MirrorSourceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["url"], condition=~Q(url=""), name="mirror_source_once_per_address"
            ),
            models.CheckConstraint(
                condition=Q(is_republished=False) | ~Q(license=""),
                name="mirror_republished_has_license",
            ),
            models.CheckConstraint(
                condition=Q(shown=Shown.INTERNAL) | Q(shown_by__isnull=False),
                name="mirror_shown_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MirroredBody(models.Model):
    """A Körperschaft that came with a source."""

    source = models.ForeignKey(MirrorSource, on_delete=models.PROTECT, related_name="bodies")
    body = models.OneToOneField(Body, on_delete=models.PROTECT, related_name="mirrored")

    def __str__(self) -> str:
        return f"{self.body_id} from {self.source_id}"


class Capability(models.Model):
    """What the probe found about a server at `found_at`; a person can correct it with a reason."""

    source = models.ForeignKey(MirrorSource, on_delete=models.PROTECT, related_name="capabilities")
    feature = models.CharField(max_length=20, choices=Feature)
    found = models.JSONField(null=True)
    found_at = models.DateTimeField()
    corrected = models.JSONField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    corrected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "feature"], name="capability_once_per_source"
            ),
            models.CheckConstraint(
                condition=Q(corrected_at=None) | ~Q(reason=""),
                name="capability_corrected_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.feature}"
