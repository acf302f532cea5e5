"""Who may see and do a handover? The administrator; a clerk sees what is the own."""

from tests.matrix.row import row
from tests.matrix.rows_members import OFFICE_ONLY

ROWS = [
    row("workspace:handover", "/arbeit/uebergabe/", GET=OFFICE_ONLY),
    row(
        "workspace:handover_of",
        "/arbeit/uebergabe/{account_pk}/",
        {"do": "hand"},
        GET={"office_administrator": 200, "*": 403, "anonymous": 302},
        POST={"*": 403, "anonymous": 302},
    ),
]
