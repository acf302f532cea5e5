"""Who may open and send which page about members and people?

Names of members are for those who lead the body, and for parties with an agreement; a person
whom one may not know of does not exist (404).
"""

from tests.matrix.row import row

AWAY = {"elsewhere": 404, "account": 404, "anonymous": 302}
PARTS = {"office": 200, "auditor": 200, "here": 200, **AWAY}
RUNNING = {
    "office": 200,
    "auditor": 200,
    "chair here": 200,
    "deputy_chair here": 200,
    "secretary here": 200,
    "convenor here": 200,
    "here": 403,
    **AWAY,
}
KEEPERS_SEND = {
    "office": 422,
    "auditor": 403,
    "chair here": 422,
    "deputy_chair here": 422,
    "secretary here": 422,
    "here": 403,
    **AWAY,
}
SIGNED_IN = {"*": 200, "anonymous": 302}
OFFICE_ONLY = {"office": 200, "*": 403, "anonymous": 302}


def changed(status, cells):
    """Write the same cells with another answer for those who may."""
    return {key: status if cell == 422 else cell for key, cell in cells.items()}


LIST = "/arbeit/gremien/{here}/mitglieder/liste/"
KEEPERS = changed(200, KEEPERS_SEND)
UNKNOWN = {"here": 404, **AWAY}
OF_ONE = {
    "office": 200,
    "auditor": 403,
    "chair here": 200,
    "deputy_chair here": 200,
    "secretary here": 200,
    **UNKNOWN,
}
OFFICE_SENDS = {"office": 422, "*": 403, "anonymous": 302}

ROWS = [
    row("workspace:members", "/arbeit/gremien/{here}/mitglieder/", GET=PARTS),
    row(
        "workspace:member_add",
        "/arbeit/gremien/{here}/mitglieder/neu/",
        {"do": "admit"},
        GET=KEEPERS,
        POST=KEEPERS_SEND,
    ),
    row(
        "workspace:member",
        "/arbeit/gremien/{here}/mitglieder/{membership}/",
        {"do": "end"},
        GET=OF_ONE,
        POST={key: 422 if cell == 200 else cell for key, cell in OF_ONE.items()},
    ),
    row("workspace:members_list", LIST, GET=KEEPERS),
    row("workspace:members_preview", LIST + "pruefen/", GET={"*": 405}, POST=KEEPERS_SEND),
    row("workspace:members_enter", LIST + "eintragen/", GET={"*": 405}, POST=KEEPERS_SEND),
    row(
        "workspace:members_list_back",
        LIST + "4711/zuruecknehmen/",
        GET={"*": 405},
        POST=changed(404, KEEPERS_SEND),
    ),
    row(
        "workspace:members_consents",
        "/arbeit/gremien/{here}/mitglieder/einwilligungen/",
        GET={"office": 200, "auditor": 403, "here": 403, **AWAY},
        POST={"office": 303, "auditor": 403, "here": 403, **AWAY},
    ),
    row("workspace:members_sample", LIST + "vorlage.csv", GET=KEEPERS),
    row(
        "workspace:seats",
        "/arbeit/gremien/{here}/sitze/",
        {"do": "add"},
        GET=RUNNING,
        POST=KEEPERS_SEND,
    ),
    row("workspace:people", "/arbeit/personen/", GET=SIGNED_IN),
    row(
        "workspace:person_add",
        "/arbeit/personen/neu/",
        {"do": "add"},
        GET=OFFICE_ONLY,
        POST=OFFICE_SENDS,
    ),
    row("workspace:duplicates", "/arbeit/personen/dubletten/", GET=OFFICE_ONLY),
    row(
        "workspace:person",
        "/arbeit/personen/{withheld_person}/",
        {"do": "edit"},
        GET={**OF_ONE, "auditor": 200},
        POST={
            "office": 422,
            "auditor": 403,
            "chair here": 403,
            "deputy_chair here": 403,
            "secretary here": 403,
            **UNKNOWN,
        },
    ),
    row(
        "workspace:people_compare",
        "/arbeit/personen/{withheld_person}/{person}/",
        {"do": "merge"},
        GET=OFFICE_ONLY,
        POST=OFFICE_SENDS,
    ),
    row(
        "workspace:people_unmerge",
        "/arbeit/personen/verbunden/4711/aufheben/",
        GET={"*": 405},
        POST=changed(404, OFFICE_SENDS),
    ),
]
