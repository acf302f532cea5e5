"""Who may bring pictures, take notes, look at findings and keep the districts?"""

from gremienwerk.domain.organizations.models import CommissionerEntry
from tests.factories.organizations import CommissionerEntryFactory
from tests.factories.people import PersonFactory
from tests.matrix.row import row
from tests.matrix.rows_frame import RUNNING, SIGN_IN, done_by

LEADING = ("chair", "deputy_chair", "secretary", "convenor")
BOARD = ("chair here", "deputy_chair here")
LEADING_HERE = tuple(f"{role} here" for role in LEADING)
OFFICE_READS = {"office": 200, "auditor": 200, "*": 403, "anonymous": SIGN_IN}
OFFICE = {"office": 200, "*": 403, "anonymous": SIGN_IN}
NOTING = {
    "office": 200,
    "auditor": 200,
    **dict.fromkeys(LEADING_HERE, 200),
    "*": 403,
    "anonymous": SIGN_IN,
}
NOTED = {
    "office": 422,
    **dict.fromkeys(LEADING_HERE, 422),
    "*": 403,
    "anonymous": SIGN_IN,
}


def places(stage):
    """Name an entry of a district and a person whom only the office knows."""
    body = stage.named["here_pk"]
    entry = CommissionerEntry.objects.filter(district_key="06").first()
    entry = entry or CommissionerEntryFactory(organization_id=body)
    return {"district": entry.district_key, "unknown_person": PersonFactory().pk}


ROWS = [
    row(
        "workspace:images",
        "/arbeit/gremien/{here}/bilder/",
        {"do": "upload"},
        GET=RUNNING,
        POST=done_by("office", *LEADING_HERE),
    ),
    row(
        "workspace:images",
        "/arbeit/gremien/{independent}/bilder/",
        {"do": "choose", "image": "gibt-es-nicht"},
        GET=RUNNING,
        POST=done_by(*BOARD),
    ),
    row(
        "workspace:image",
        "/arbeit/bilder/{image}/",
        GET={
            "office": 200,
            "auditor": 200,
            **{f"{role} {where}": 200 for role in LEADING for where in ("here", "elsewhere")},
            "*": 403,
            "anonymous": SIGN_IN,
        },
    ),
    row(
        "workspace:notes",
        "/arbeit/gremien/{here}/notizen/",
        GET=RUNNING,
        POST=done_by("office", *LEADING_HERE),
    ),
    row("workspace:note_on", "/arbeit/notizen/sitzung/{meeting}/", GET=NOTING, POST=NOTED),
    row(
        "workspace:note_on",
        "/arbeit/notizen/person/{unknown_person}/",
        GET={"office": 200, "auditor": 200, "*": 404, "anonymous": SIGN_IN},
        POST={"office": 422, "auditor": 403, "*": 404, "anonymous": SIGN_IN},
    ),
    row(
        "workspace:lint",
        "/arbeit/pruefung/",
        {"do": "look"},
        GET=OFFICE,
        POST={"office": 303, "*": 403, "anonymous": SIGN_IN},
    ),
    row(
        "workspace:districts",
        "/arbeit/bezirke/",
        {"entry": "0"},
        GET=OFFICE_READS,
        POST={"office": 404, "auditor": 404, "*": 403, "anonymous": SIGN_IN},
    ),
    row(
        "workspace:district",
        "/arbeit/bezirke/{district}/",
        {"do": "correct"},
        GET=OFFICE_READS,
        POST={"office": 422, "*": 403, "anonymous": SIGN_IN},
    ),
]
