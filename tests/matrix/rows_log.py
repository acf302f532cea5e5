"""Who may read the log, ask what is held of somebody, and see a mailing list?"""

from tests.factories.privacy import ListEntryFactory, MailingListFactory
from tests.matrix.row import row

OVERSEEN = {"office_administrator": 200, "auditor": 200, "*": 403, "anonymous": 302}
HELD = {"office_administrator": 200, "auditor": 200, "*": 404, "anonymous": 302}
HOLD = {"do": "hold", "reason": "Klage"}
TOLD = {
    "do": "tell",
    "category": "health",
    "text": "x",
    "evidence": "im Gespräch",
}
LEADING = {
    "office": 200,
    "chair here": 200,
    "deputy_chair here": 200,
    "secretary here": 200,
    "convenor here": 200,
    "*": 404,
    "anonymous": 302,
}
CLOSED = {key: {200: 303}.get(status, status) for key, status in LEADING.items()}
OPEN = {"do": "open", "name": "Netz", "purpose": "Einladungen", "body": ""}


def places(stage):
    """A list of the body run by the office, and one of the independent body."""
    lists = {
        "list": MailingListFactory(organization_id=stage.named["here_pk"]),
        "independent_list": MailingListFactory(organization_id=stage.named["independent_pk"]),
    }
    for one in lists.values():
        ListEntryFactory(mailing_list=one)
    return {name: one.pk for name, one in lists.items()}


def written(allowed, refused=403):
    """Say who may write: these go on (303), everybody else is refused."""
    return {**dict.fromkeys(allowed, 303), "*": refused, "anonymous": 302}


ROWS = [
    row(
        "workspace:log",
        "/arbeit/protokoll/",
        {"do": "verify"},
        GET=OVERSEEN,
        POST=written(("office_administrator", "auditor")),
    ),
    row("workspace:log_json", "/arbeit/protokoll/protokoll.jsonl", GET=OVERSEEN),
    row("workspace:log_csv", "/arbeit/protokoll/protokoll.csv", GET=OVERSEEN),
    row(
        "workspace:privacy",
        "/arbeit/datenschutz/",
        {"do": "run"},
        GET=OVERSEEN,
        POST=written(("office_administrator",)),
    ),
    row(
        "workspace:privacy_person",
        "/arbeit/datenschutz/personen/{withheld_person}/",
        HOLD,
        GET=HELD,
        POST={**written(("office_administrator",), 404), "auditor": 403},
    ),
    row(
        "workspace:privacy_text",
        "/arbeit/datenschutz/personen/{withheld_person}/auskunft.txt",
        GET=HELD,
    ),
    row(
        "workspace:privacy_json",
        "/arbeit/datenschutz/personen/{withheld_person}/auskunft.json",
        GET=HELD,
    ),
    row(
        "workspace:privacy_special",
        "/arbeit/datenschutz/personen/{withheld_person}/besonderes/",
        TOLD,
        GET={"office_administrator": 200, "*": 404, "anonymous": 302},
        POST=written(("office_administrator",), 404),
    ),
    row(
        "workspace:mailing_lists",
        "/arbeit/verteiler/",
        OPEN,
        GET={"*": 200, "anonymous": 302},
        POST=written(("office",)),
    ),
    row(
        "workspace:mailing_list",
        "/arbeit/verteiler/{list}/",
        {"do": "close"},
        GET=LEADING,
        POST=CLOSED,
    ),
    row(
        "workspace:mailing_list",
        "/arbeit/verteiler/{independent_list}/",
        {"do": "close"},
        GET={**LEADING, "office": 404},
        POST={**CLOSED, "office": 404},
    ),
]
