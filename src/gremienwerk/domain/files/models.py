"""Which files and images are there, and who may have them?"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from gremienwerk.domain.accounts.sight import Actor, reads_everything
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.files.choices import ImagePurpose, UsageRestriction
from gremienwerk.foundation.records import Record, RecordQuerySet
from gremienwerk.foundation.sight import opened

ALLOWED = {
    UsageRestriction.ALL_MEDIA: set(ImagePurpose),
    UsageRestriction.WEB_ONLY: {ImagePurpose.PAGE, ImagePurpose.SOCIAL_CARD},
    UsageRestriction.EDITORIAL_ONLY: {ImagePurpose.PAGE},
}


class FileQuerySet(RecordQuerySet["File"]):
    """Files by who may have them."""

    def public(self) -> Self:
        """Everything that was released and not taken back."""
        return self.alive().filter(body__is_public=True, published_at__isnull=False)

    def visible_to(self, actor: Actor) -> Self:
        """Everything public, what belongs to a paper or meeting of theirs, for the office all."""
        public = Q(body__is_public=True, published_at__isnull=False)
        return self.alive().filter(public | reads_everything(actor) | opened(File, actor))


class File(Record):
    """OParl 1.1 File (3.14).

    Our own files lie in the store under `stored_as`; those of a source stay there and are
    reached by `access_url`. `size` in bytes. `published_at` is null until a person releases
    the file; an imported file counts as released by its source.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=500, blank=True)
    file_name = models.CharField(max_length=300, blank=True)
    mime_type = models.CharField(max_length=200, blank=True)
    date = models.DateField(null=True, blank=True, help_text="the day that time limits count from")
    size = models.PositiveBigIntegerField(null=True, blank=True)
    sha512 = models.CharField(max_length=128, blank=True)
    text = models.TextField(blank=True)
    license = models.CharField(max_length=500, blank=True)
    stored_as = models.CharField(max_length=200, blank=True)
    access_url = models.URLField(max_length=1000, blank=True)
    download_url = models.URLField(max_length=1000, blank=True)
    web = models.URLField(max_length=1000, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stored_as="") | Q(access_url=""),
                name="file_lies_here_or_there",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.file_name}"


class Image(models.Model):
    """A picture with what the law and a reader need: words for it, author, licence, limits.

    `expires_on` is the first day on which it may no longer be shown. `width` and `height`
    in pixels. A decorative image has no words; every other has (WCAG 2.2, 1.1.1).
    """

    name = models.SlugField(max_length=100, unique=True)
    stored_as = models.CharField(max_length=200)
    mime_type = models.CharField(max_length=100)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt_text = models.CharField(max_length=200, blank=True)
    is_decorative = models.BooleanField(default=False)
    author = models.CharField(max_length=200)
    source = models.CharField(max_length=500, blank=True)
    license = models.CharField(max_length=200)
    usage_restriction = models.CharField(max_length=20, choices=UsageRestriction)
    expires_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_decorative=True, alt_text="")
                | (Q(is_decorative=False) & ~Q(alt_text="")),
                name="image_has_words_or_is_decorative",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def may_be_used(self, purpose: ImagePurpose, day: date) -> bool:
        """Test whether the licence allows `purpose` on `day`.

        Rule: an image for editorial use never advertises; an expired one is shown nowhere
        (source: network.md P.2).
        """
        allowed = purpose in ALLOWED[UsageRestriction(self.usage_restriction)]
        return allowed and (self.expires_on is None or day < self.expires_on)
