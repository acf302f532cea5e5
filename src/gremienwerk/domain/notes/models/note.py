"""What did people at work write down for themselves, and who may read it?

On a body, a paper or a person; mirrored ones included, for no import touches these rows. Notes on
meetings are `MeetingNote` in meetings.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, Q

from gremienwerk.domain.accounts.sight import Actor, is_at_work, reads_everything
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.models.belonging import within, worked_on
from gremienwerk.domain.papers.models import Paper
from gremienwerk.domain.people.models import Person

SUBJECTS = ("organization", "paper", "person")
_ONE = (
    Q(organization__isnull=False, paper=None, person=None)
    | Q(organization=None, paper__isnull=False, person=None)
    | Q(organization=None, paper=None, person__isnull=False)
)


class NoteQuerySet(models.QuerySet["Note"]):
    """Notes by who may read them."""

    def public(self) -> Self:
        """Nothing, ever."""
        return self.none()

    def visible_to(self, actor: Actor) -> Self:
        """For office and auditor all; one's own as long as one is at work on what it is about."""
        everything = reads_everything(actor)
        if not is_at_work(actor):
            return self.filter(everything)
        mine = Organization.objects.filter(within("pk", worked_on(actor)))
        papers = Paper.objects.visible_to(actor).filter(Exists(mine))
        still = Q(organization__in=mine.values("pk")) | Q(paper__in=papers.values("pk"))
        return self.filter(everything | (Q(author=actor) & still))


class Note(models.Model):
    """An internal note; never public, in no feed, search, public archive or letter.

    A note on a person belongs to that person's data: Art. 15 shows it, Art. 17 erases it.
    """

    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="notes"
    )
    paper = models.ForeignKey(
        Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="notes"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="notes"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes"
    )
    text = models.TextField()
    created_at = models.DateTimeField()

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=_ONE, name="note_is_about_one_thing")]

    def __str__(self) -> str:
        return f"note #{self.pk}"
