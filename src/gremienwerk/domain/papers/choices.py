"""Which kinds of papers are there, and how do they hang together?"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaperType(models.TextChoices):
    """OParl `paperType` of our own papers; imported ones keep their word beside it."""

    SUBMISSION_FOR_DECISION = "submission_for_decision", _("submission for decision")
    FOR_INFORMATION = "for_information", _("submission for information")
    MOTION = "motion", _("motion")
    INQUIRY_MINOR = "inquiry_minor", _("minor inquiry")
    INQUIRY_MAJOR = "inquiry_major", _("major inquiry")
    INQUIRY_ORAL = "inquiry_oral", _("oral inquiry")
    TABLED_PAPER = "tabled_paper", _("tabled paper")
    SUPPLEMENTARY_PAPER = "supplementary_paper", _("supplementary paper")
    REQUEST_TO_OFFICE = "request_to_office", _("request to the district office")
    RECOMMENDATION_TO_OFFICE = (
        "recommendation_to_office",
        _("recommendation to the district office"),
    )
    INTERIM_REPORT = "interim_report", _("interim report")
    FINAL_REPORT = "final_report", _("final report")
    STATEMENT = "statement", _("statement")
    STRATEGY = "strategy", _("strategy paper")
    ANNUAL_REPORT = "annual_report", _("annual report")
    BUDGET_PLAN = "budget_plan", _("budget plan")


class PaperFileRole(models.TextChoices):
    """What a file is to a paper."""

    MAIN = "main", _("main document")
    AUXILIARY = "auxiliary", _("annex")


class PaperRelationKind(models.TextChoices):
    """How one paper relates to another; read from left to right."""

    RELATED = "related", _("belongs to")
    SUPERORDINATED = "superordinated", _("is subordinate to")
    SUBORDINATED = "subordinated", _("is superior to")


class OriginatorKind(models.TextChoices):
    """What somebody did for a paper."""

    ORIGINATOR = "originator", _("submitted by")
    UNDER_DIRECTION_OF = "under_direction_of", _("under the direction of")
