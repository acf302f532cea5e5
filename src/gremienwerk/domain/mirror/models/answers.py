"""What did a source answer, in which run?"""

from django.db import models

from gremienwerk.domain.mirror.choices import AnswerKind, ObjectType, Reason, RunState
from gremienwerk.domain.mirror.models.source import MirrorSource


class MirrorRun(models.Model):
    """One sync: how far it is, and its report once it ended.

    `is_complete`: every list was read to its end. `counts` is type to numbers of new, changed,
    unchanged, gone and withheld objects; `lists` is type to whether its lists were read to
    their end. Where `is_full` is false only what changed after `since` was asked for. `news`
    are what came new since the run before: type, word (new, moved, called_off) and number.
    """

    source = models.ForeignKey(MirrorSource, on_delete=models.PROTECT, related_name="runs")
    state = models.CharField(max_length=20, choices=RunState, default=RunState.FETCHING)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    is_complete = models.BooleanField(null=True, blank=True)
    is_full = models.BooleanField(default=True)
    since = models.DateTimeField(null=True, blank=True)
    news = models.JSONField(default=list, blank=True)
    mapping_version = models.PositiveIntegerField(null=True, blank=True)
    requests = models.PositiveIntegerField(default=0)
    bytes = models.PositiveBigIntegerField(default=0)
    counts = models.JSONField(default=dict, blank=True)
    lists = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return f"#{self.pk} {self.source_id} {self.state}"


class RawBody(models.Model):
    """The bytes of an answer, compressed (zlib) and stored once per source.

    Purged ones keep their hash and size only.
    """

    source = models.ForeignKey(MirrorSource, on_delete=models.PROTECT, related_name="raw_bodies")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(help_text="bytes, not compressed")
    data = models.BinaryField()
    purged_at = models.DateTimeField(null=True, blank=True)

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
