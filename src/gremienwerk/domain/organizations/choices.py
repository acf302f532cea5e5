"""Which words describe a Gremium, its rules and the people in it?"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganizationType(models.TextChoices):
    """OParl `organizationType` (1.1, recommended words)."""

    BODY = "body", _("body")
    EXTERNAL = "external", _("external body")
    FACTION = "faction", _("parliamentary group")
    PARTY = "party", _("party")
    DEPARTMENT = "department", _("department")
    INSTITUTION = "institution", _("institution")
    OTHER = "other", _("other")


class Classification(models.TextChoices):
    """OParl `classification`: what kind of body, in full words."""

    COMMITTEE = "committee", _("committee")
    ADVISORY_COUNCIL = "advisory_council", _("advisory council")
    WORKING_GROUP = "working_group", _("working group")
    STATE_WORKING_GROUP = "state_working_group", _("state working group")
    STATE_COUNCIL = "state_council", _("state advisory council")
    COORDINATION_ROUND = "coordination_round", _("coordination round")
    EXCHANGE_ROUND = "exchange_round", _("exchange round")
    NETWORK = "network", _("network")
    ROUND_TABLE = "round_table", _("round table")
    DISTRICT_ASSEMBLY = "district_assembly", _("district assembly")


class Sphere(models.TextChoices):
    """Where a body belongs; each sphere is a heading of the overview."""

    ADMINISTRATION = "administration", _("In the administration")
    POLITICS = "politics", _("In politics")
    CIVIL_SOCIETY = "civil_society", _("In civil society")


class Stewardship(models.TextChoices):
    """What the office is to the body; it steers rights and wording."""

    OWN = "own", _("run by the office")
    JOINT = "joint", _("convened jointly")
    SECRETARIAT_OF_INDEPENDENT = (
        "secretariat_of_independent",
        _("independent, office as secretariat"),
    )
    MEMBER_ONLY = "member_only", _("the office is a member")
    EXTERNAL_MIRRORED = "external_mirrored", _("run by others, shown here")


class Status(models.TextChoices):
    """Whether a body works; a suspended one still exists."""

    ACTIVE = "active", pgettext_lazy("body", "active")
    SUSPENDED = "suspended", pgettext_lazy("body", "suspended")
    ENDED = "ended", pgettext_lazy("body", "ended")


class Mark(models.TextChoices):
    """How sure a rule or fact is."""

    LAW = "law", _("law")
    PRACTICE = "practice", _("practice")
    DEFAULT = "default", _("default, please check against your rules of procedure")
    OPEN = "open", _("open")


class ImageDecision(models.TextChoices):
    """Whether somebody decided about the picture of a page."""

    CHOSEN = "chosen", _("picture chosen")
    NONE_ON_PURPOSE = "none_on_purpose", _("no picture on purpose")
    OPEN = "open", _("not decided yet")


class RulePack(models.TextChoices):
    """Rules that several bodies share."""

    BEIRAT = "beirat", _("advisory council")
    BVV_COMMITTEE = "bvv_committee", _("committee of the assembly")
    INFORMAL_ROUND = "informal_round", _("informal round")
    NETWORK = "network", pgettext_lazy("rule pack", "network")
    ADMINISTRATION = "administration", _("internal administration")
    EXTERNAL = "external", pgettext_lazy("rule pack", "external")


class CountingMode(models.TextChoices):
    """How days are counted."""

    CLEAR_DAYS = "clear_days", _("clear days")
    CALENDAR_DAYS = "calendar_days", _("calendar days")
    WORKING_DAYS = "working_days", _("working days")


class MembershipKind(models.TextChoices):
    """In what capacity somebody belongs to a body."""

    MEMBER = "member", _("member")
    DEPUTY = "deputy", _("deputy")
    STATUTORY_MEMBER = "statutory_member", _("member by law")
    STANDING_GUEST = "standing_guest", _("standing guest")
    ADVISORY = "advisory", _("advisory member")
    EXPERT = "expert", _("expert")


class Role(models.TextChoices):
    """What a member does for the body."""

    CHAIR = "chair", _("chair")
    DEPUTY_CHAIR = "deputy_chair", _("deputy chair")
    SECRETARY = "secretary", _("secretary")
    MINUTE_TAKER = "minute_taker", _("minute taker")
    SHELTER_MANAGER = "shelter_manager", _("shelter manager")
    SHELTER_SOCIAL_WORKER = "shelter_social_worker", _("social worker of a shelter")


class BodyRole(models.TextChoices):
    """What an account is in a body; each follows from a dated row, none is set by hand."""

    OFFICE_ADMINISTRATOR = "office_administrator", _("office administrator")
    CLERK = "clerk", _("clerk")
    AUDITOR = "auditor", _("auditor")
    CHAIR = "chair", _("chair")
    DEPUTY_CHAIR = "deputy_chair", _("deputy chair")
    SECRETARY = "secretary", _("secretary")
    MEMBER = "member", _("member")
    DEPUTY = "deputy", _("deputy")
    STANDING_GUEST = "standing_guest", _("standing guest")
    ADVISER = "adviser", _("adviser")
    CONVENOR = "convenor", _("convenor")
    SUPPORTER = "supporter", _("supporter")
    SHELTER_CONTACT = "shelter_contact", _("shelter contact")


class EndReason(models.TextChoices):
    """Why a membership ended."""

    TERM_END = "term_end", _("end of term")
    RESIGNATION = "resignation", _("resignation")
    RECALL = "recall", _("recall")
    CONDITION_LOST = "condition_lost", _("a condition no longer holds")
    DEATH = "death", _("death")
    OTHER = "other", pgettext_lazy("end reason", "other")


class SeatHolder(models.TextChoices):
    """Whom a seat is for."""

    PERSON = "person", _("person")
    ORGANIZATION = "organization", _("organisation")


class RelationKind(models.TextChoices):
    """How one body is connected with another; read from left to right."""

    ADVISES = "advises", _("advises")
    IS_ELECTED_BY = "is_elected_by", _("is elected by")
    MAY_DELEGATE_TO = "may_delegate_to", _("may send a person to")
    RECEIVES_CONCERNS_FROM = "receives_concerns_from", _("receives concerns from")
    PASSES_CONCERNS_TO = "passes_concerns_to", _("passes concerns on to")
    VOTES_IN = "votes_in", _("votes in")
    IS_SUPPORTED_BY = "is_supported_by", _("is supported by")
    PREPARES_FOR = "prepares_for", _("prepares decisions for")
    REPORTS_TO = "reports_to", _("reports to")
    SUBSTITUTES_FOR = "substitutes_for", _("steps in, while it pauses, for")
    PARTICIPATES_IN = "participates_in", _("takes part in")
    EXCHANGES_WITH = "exchanges_with", _("exchanges views with")
