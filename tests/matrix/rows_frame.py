"""Who may do what on the desk, on the pages that run a body, and with the set-up?"""

from tests.matrix.row import row

SIGN_IN = 302
EVERY_ACCOUNT = {"*": 200, "anonymous": SIGN_IN}
IN_BODY = {"office": 200, "auditor": 200, "here": 200, "*": 404, "anonymous": SIGN_IN}
RUNNING = {
    **IN_BODY,
    "here": 403,
    "chair here": 200,
    "deputy_chair here": 200,
    "secretary here": 200,
    "convenor here": 200,
}
OUTSIDE = {"*": 404, "anonymous": SIGN_IN}


def done_by(*who, status=422):
    """Say who may act in a body; 422: something is missing in the form, 303: it is done."""
    return {**OUTSIDE, "auditor": 403, "office": 403, "here": 403, **dict.fromkeys(who, status)}


BOARD = ("chair here", "deputy_chair here")
OF_OFFICE = done_by("office")
OF_BOARD = done_by(*BOARD)
OF_JOINT = done_by("office", "convenor here")

ROWS = [
    row("workspace:desk", "/arbeit/", GET=EVERY_ACCOUNT),
    row("workspace:help", "/arbeit/hilfe/", GET=EVERY_ACCOUNT),
    row("workspace:bodies", "/arbeit/gremien/", GET=EVERY_ACCOUNT),
    row(
        "workspace:body_new",
        "/arbeit/gremien/neu/",
        {"do": "begin"},
        GET={"office": 200, "*": 403, "anonymous": SIGN_IN},
        POST={"office": 422, "*": 403, "anonymous": SIGN_IN},
    ),
    row("workspace:body", "/arbeit/gremien/{here}/", GET=IN_BODY),
    row("workspace:body", "/arbeit/gremien/{independent}/", GET=IN_BODY),
    row(
        "workspace:body_details",
        "/arbeit/gremien/{here}/angaben/",
        {"do": "details"},
        GET=IN_BODY,
        POST=OF_OFFICE,
    ),
    row(
        "workspace:body_details",
        "/arbeit/gremien/{independent}/angaben/",
        {"do": "details"},
        GET=IN_BODY,
        POST=OF_BOARD,
    ),
    row(
        "workspace:body_details",
        "/arbeit/gremien/{joint}/angaben/",
        {"do": "details"},
        GET=IN_BODY,
        POST=OF_JOINT,
    ),
    row(
        "workspace:body_dates",
        "/arbeit/gremien/{here}/termine/",
        {"do": "rhythm"},
        GET=IN_BODY,
        POST=OF_OFFICE,
    ),
    row(
        "workspace:body_dates",
        "/arbeit/gremien/{independent}/termine/",
        {"do": "rhythm"},
        GET=IN_BODY,
        POST=OF_BOARD,
    ),
    row(
        "workspace:body_parties",
        "/arbeit/gremien/{here}/partner/",
        {"do": "convenor"},
        GET=IN_BODY,
        POST=OF_OFFICE,
    ),
    row(
        "workspace:body_parties",
        "/arbeit/gremien/{joint}/partner/",
        {"do": "convenor"},
        GET=IN_BODY,
        POST=OF_OFFICE,
    ),
    row(
        "workspace:body_rules",
        "/arbeit/gremien/{here}/regeln/",
        {"do": "rule"},
        GET=IN_BODY,
        POST=OF_OFFICE,
    ),
    row(
        "workspace:body_rules",
        "/arbeit/gremien/{independent}/regeln/",
        {"do": "rule"},
        GET=IN_BODY,
        POST=OF_BOARD,
    ),
    row(
        "workspace:body_template",
        "/arbeit/gremien/{here}/regeln/vorlage/",
        {"do": "switch"},
        GET=done_by("office", status=200),
        POST=OF_OFFICE,
    ),
    row(
        "workspace:body_status",
        "/arbeit/gremien/{here}/zustand/",
        {"do": "suspend"},
        GET=RUNNING,
        POST=OF_OFFICE,
    ),
    row(
        "workspace:body_status",
        "/arbeit/gremien/{independent}/zustand/",
        {"do": "suspend"},
        GET=RUNNING,
        POST=OF_BOARD,
    ),
    row(
        "workspace:body_publish",
        "/arbeit/gremien/{here}/veroeffentlichen/",
        {"do": "withdraw"},
        GET=RUNNING,
        POST=done_by("office", status=303),
    ),
    row(
        "workspace:body_delete",
        "/arbeit/gremien/{here}/loeschen/",
        {"do": "delete"},
        GET=done_by("office", status=200),
        POST=OF_OFFICE,
    ),
    row(
        "workspace:body_history",
        "/arbeit/gremien/{here}/verlauf/",
        GET=RUNNING,
    ),
    row(
        "workspace:body_meeting",
        "/arbeit/gremien/{here}/termine/{internal_meeting}/",
        {"do": "place", "room": "Saal 2"},
        GET=IN_BODY,
        POST=done_by(
            "office",
            "chair here",
            "deputy_chair here",
            "secretary here",
            "convenor here",
            "supporter here",
            status=303,
        ),
    ),
    row(
        "workspace:body_meeting",
        "/arbeit/gremien/{independent}/termine/{meeting}/",
        {"do": "title", "name": "Anders"},
        GET=IN_BODY,
        POST=done_by(*BOARD, status=303),
    ),
    row(
        "workspace:body_meeting",
        "/arbeit/gremien/{here}/termine/{meeting}/",
        GET={"*": 404, "anonymous": SIGN_IN},
        POST={"*": 404, "anonymous": SIGN_IN},
    ),
    row(
        "workspace:undo",
        "/arbeit/zuruecknehmen/",
        {"entry": "0"},
        POST=OUTSIDE,
    ),
    row(
        "body_preview",
        "/arbeit/gremien/{here}/vorschau/",
        GET={
            "office": 200,
            "auditor": 200,
            "chair here": 200,
            "deputy_chair here": 200,
            "secretary here": 200,
            "convenor here": 200,
            **OUTSIDE,
        },
    ),
    row(
        "body_preview",
        "/arbeit/gremien/{joint}/vorschau/",
        GET={
            "office": 200,
            "auditor": 200,
            "chair here": 200,
            "deputy_chair here": 200,
            "secretary here": 200,
            "convenor here": 200,
            **OUTSIDE,
        },
    ),
    row(
        "workspace:office",
        "/arbeit/einrichtung/",
        {"do": "office"},
        GET={"office": 200, "auditor": 200, "*": 403, "anonymous": SIGN_IN},
        POST={"office_administrator": 422, "*": 403, "anonymous": SIGN_IN},
    ),
]
