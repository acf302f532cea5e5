"""Which words do files and images need?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UsageRestriction(models.TextChoices):
    """Where an image may appear."""

    ALL_MEDIA = "all_media", _("all media")
    WEB_ONLY = "web_only", _("web only")
    EDITORIAL_ONLY = "editorial_only", _("editorial use only")


class ImagePurpose(models.TextChoices):
    """What an image is chosen for; the restriction decides whether it may be."""

    PAGE = "page", _("page of the portal")
    SOCIAL_CARD = "social_card", _("social card")
    FLYER = "flyer", _("flyer")
    MAIL = "mail", _("mail")
