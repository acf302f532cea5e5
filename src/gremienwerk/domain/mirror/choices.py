"""Which words does a mirror need: types of objects, states of a run, reasons?"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ObjectType(models.TextChoices):
    """The types of OParl, in the order in which they are mapped: each refers to earlier ones."""

    SYSTEM = "System", _("system")
    BODY = "Body", _("corporation")
    LEGISLATIVE_TERM = "LegislativeTerm", _("legislative term")
    LOCATION = "Location", _("place")
    ORGANIZATION = "Organization", _("organisation")
    PERSON = "Person", _("person")
    MEMBERSHIP = "Membership", _("membership")
    FILE = "File", _("file")
    MEETING = "Meeting", _("meeting")
    AGENDA_ITEM = "AgendaItem", _("agenda item")
    PAPER = "Paper", _("paper")
    CONSULTATION = "Consultation", _("consultation")


class Shown(models.TextChoices):
    """Who sees what came from a source."""

    INTERNAL = "internal", _("internal")
    PUBLIC = "public", pgettext_lazy("source", "public")


class RunState(models.TextChoices):
    """How far one run is."""

    FETCHING = "fetching", _("fetching")
    DONE = "done", pgettext_lazy("run", "done")
    GIVEN_UP = "given_up", _("given up")


class AnswerKind(models.TextChoices):
    """What was asked for."""

    SYSTEM = "system", _("system")
    LIST = "list", _("page of a list")
    PART = "part", _("page of a part of a list")
    FILTERED = "filtered", _("page of what changed in a list")
    SINGLE = "single", _("single object")


class Reason(models.TextChoices):
    """Why an answer or an object was refused."""

    UNREACHABLE = "unreachable", _("the server could not be reached")
    SERVER_ERROR = "server_error", _("the server reported an error")
    REFUSED = "refused", _("the server refused the request")
    NOT_FOUND = "not_found", _("the server does not know this address")
    NO_JSON = "no_json", _("the answer is a web page, not data")
    BROKEN_JSON = "broken_json", _("the answer cannot be read")
    EMPTY = "empty", _("the answer is empty")
    TOO_BIG = "too_big", _("the answer is too big")
    WRONG_SHAPE = "wrong_shape", _("the answer is neither a list nor an object of this kind")
    OTHER_HOST = "other_host", _("the address leads to another server")
    PRIVATE_ADDRESS = "private_address", _("the address lies in a private network")
    REDIRECTS = "redirects", _("the server forwards without end or to an unsafe address")
    LOOP = "loop", _("the pages of the list do not come to an end")
    SOURCE_DOWN = "source_down", _("not asked, because the server failed several times in a row")
    NO_LIST = "no_list", _("the source names no such list")
    NO_ID = "no_id", _("the object has no id")
    NO_OBJECT = "no_object", _("this is not an object")
    WRONG_TYPE = "wrong_type", _("the object is of another type than its list")
    NO_START = "no_start", _("the meeting has no day")
    NO_PARENT = "no_parent", _("what the object belongs to is not known")
    UNMAPPABLE = "unmappable", _("the object cannot be stored")
    SWITCHED_OFF = "switched_off", _("the OParl interface of the source is switched off there")
    NOT_LISTED = "not_listed", _("the source has this object, but its list lacks it")
    IDS_MOVED = (
        "ids_moved",
        _("as many objects vanished as came anew: their ids seem to have moved"),
    )


class Feature(models.TextChoices):
    """What a probe finds out about a server."""

    VERSION = "version", _("version of OParl")
    SOFT_404 = "soft_404", _("answers unknown addresses as if they existed")
    PAGE_SIZE = "page_size", _("objects per page")
    TOTAL = "total", _("states how many objects there are")
    ORDER = "order", _("order of lists")
    SINCE = "since", _("finds what changed since a moment")
    EMPTY = "empty", _("form of an empty list")
    SPELLING = "spelling", _("spelling of a moment in an address")
    KEEPS_FILTER = "keeps_filter", _("keeps the moment on later pages")
    LIMIT = "limit", _("lets the page size be chosen")
    TOMBSTONES = "tombstones", _("tells what was deleted")
    LISTS = "lists", _("lists of the corporation")
    VOLATILE = "volatile", _("attributes that change in every answer")
    CONDITIONAL = "conditional", _("tells that nothing changed")


class Alarm(models.TextChoices):
    """Why a person should look at a source."""

    NO_SUCCESS = "no_success", _("no successful run for 26 hours")
    NO_FULL_WALK = "no_full_walk", _("no complete walk over all lists for 8 days")
    NOTHING_NEW = "nothing_new", _("the newest meeting or paper is unusually old")
    SHRUNK = "shrunk", _("there are over 2 percent fewer objects of a type")
    LIST_FAILS = "list_fails", _("the server answers, but a list cannot be read")
    LOSS_WITHHELD = "loss_withheld", _("more objects are missing than may vanish at once")
