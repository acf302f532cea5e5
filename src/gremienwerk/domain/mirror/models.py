"""From where do mirrored rows come, what did the source say, and what became of it?

Mirrored rows are ordinary rows of their noun; source, hash and time stand here and point to
them by type and key (decision 12).
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from gremienwerk.domain.accounts.sight import Actor, reads_everything
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.mirror.choices import AnswerKind, ObjectType, Reason, RunState, Shown


class MirrorSourceQuerySet(models.QuerySet["MirrorSource"]):
    """Sources by who may know of them."""

    def visible_to(self, actor: Actor) -> Self:
        """Those shown; for office and auditor all."""
        return self.filter(Q(shown=Shown.PUBLIC) | reads_everything(actor))


class MirrorSource(models.Model):
    """One OParl server that we mirror; an empty `url` is never asked (demo).

    `license` is the source's own wording. What is `shown` was decided by a named person; to
    republish is a second decision. `volatile` names attributes that change in every answer;
    `hosts` the further servers that may be followed. The lock is the row itself: whoever
    holds `lock_token` syncs, and shows by `heartbeat_at` that it lives.
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
    created_at = models.DateTimeField()
    last_success_at = models.DateTimeField(null=True, blank=True)
    lock_token = models.CharField(max_length=32, blank=True)
    lock_host = models.CharField(max_length=200, blank=True)
    lock_pid = models.PositiveIntegerField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)

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


class MirrorRun(models.Model):
    """One sync: how far it is, and its report once it ended.

    `is_complete`: every list was read to its end. `counts` is type to numbers of new, changed,
    unchanged, gone and withheld objects; `lists` is type to whether its lists were read to
    their end.
    """

    source = models.ForeignKey(MirrorSource, on_delete=models.PROTECT, related_name="runs")
    state = models.CharField(max_length=20, choices=RunState, default=RunState.FETCHING)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    is_complete = models.BooleanField(null=True, blank=True)
    mapping_version = models.PositiveIntegerField(null=True, blank=True)
    requests = models.PositiveIntegerField(default=0)
    bytes = models.PositiveBigIntegerField(default=0)
    counts = models.JSONField(default=dict, blank=True)
    lists = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return f"#{self.pk} {self.source_id} {self.state}"


class RawBody(models.Model):
    """The bytes of an answer, compressed (zlib) and stored once per source."""

    source = models.ForeignKey(MirrorSource, on_delete=models.PROTECT, related_name="raw_bodies")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(help_text="bytes, not compressed")
    data = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "sha256"], name="raw_body_once_per_source")
        ]

    def __str__(self) -> str:
        return self.sha256


class RawAnswer(models.Model):
    """One answer of a source as it came, stored before anything is made of it.

    `position` is the order of asking, which is the order of mapping. `object_type` is what
    the list should hold; `owner` is the object that named the address. `reason` says why
    there is no answer, or why the walk stopped here.
    """

    run = models.ForeignKey(MirrorRun, on_delete=models.PROTECT, related_name="answers")
    position = models.PositiveIntegerField()
    url = models.CharField(max_length=2000)
    kind = models.CharField(max_length=10, choices=AnswerKind)
    object_type = models.CharField(max_length=20, choices=ObjectType)
    owner = models.CharField(max_length=1000, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    headers = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    detail = models.CharField(max_length=500, blank=True)
    fetched_at = models.DateTimeField()
    body = models.ForeignKey(
        RawBody, null=True, blank=True, on_delete=models.PROTECT, related_name="answers"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="raw_answer_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.url}"


class MirrorObjectQuerySet(models.QuerySet["MirrorObject"]):
    """Objects by whether the source still has them."""

    def live(self) -> Self:
        """Everything that the source still has."""
        return self.filter(gone_at_source=None)


class MirrorObject(models.Model):
    """One object of a source and the row that it became.

    `row_id` is the key in the table of `object_type`; null where no row could be made (the
    system itself, a tombstone of something that was never seen). `digest` is the hash of its
    canonical JSON, the only sign of change. `parent` is the object that embeds it.
    `coercions` names what had to be bent to fit, as `field:code` joined by blanks.
    """

    source = models.ForeignKey(MirrorSource, on_delete=models.PROTECT, related_name="objects_seen")
    object_type = models.CharField(max_length=20, choices=ObjectType)
    url = models.CharField(max_length=1000)
    row_id = models.PositiveBigIntegerField(null=True, blank=True)
    digest = models.CharField(max_length=32)
    parent = models.CharField(max_length=1000, blank=True)
    coercions = models.TextField(blank=True)
    fetched_at = models.DateTimeField()
    gone_at_source = models.DateTimeField(null=True, blank=True)

    objects = MirrorObjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "url"], name="mirror_object_once_per_source")
        ]
        indexes = [models.Index(fields=["object_type", "row_id"], name="mirror_object_of_row")]

    def __str__(self) -> str:
        return f"{self.object_type} {self.url}"


class UnresolvedReference(models.Model):
    """An address that an object names and that leads to nothing we know; asked for again."""

    source = models.ForeignKey(MirrorSource, on_delete=models.PROTECT, related_name="unresolved")
    object_type = models.CharField(max_length=20, choices=ObjectType)
    owner = models.CharField(max_length=1000)
    field = models.CharField(max_length=50)
    url = models.CharField(max_length=2000)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "owner", "field", "url"], name="unresolved_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.field} {self.url}"


class Quarantined(models.Model):
    """An answer or object that a run could not use, and why; the run went on without it."""

    run = models.ForeignKey(MirrorRun, on_delete=models.PROTECT, related_name="quarantine")
    object_type = models.CharField(max_length=20, choices=ObjectType)
    url = models.CharField(max_length=2000)
    reason = models.CharField(max_length=20, choices=Reason)
    detail = models.CharField(max_length=500, blank=True)
    is_page = models.BooleanField(default=False, help_text="a page of a list, not an object")

    def __str__(self) -> str:
        return f"{self.url}: {self.reason}"
