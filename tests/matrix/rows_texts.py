"""Who may read, write and release which text, of a body and of the whole installation?

The office prepares for an independent body, its board releases (N7.8).
"""

from tests.matrix.row import row

AWAY = {"elsewhere": 404, "account": 404, "anonymous": 302}
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
PREPARED = {
    "office": 303,
    "auditor": 403,
    "chair here": 303,
    "deputy_chair here": 303,
    "secretary here": 303,
    "convenor here": 303,
    "here": 403,
    **AWAY,
}
INCOMPLETE = {key: 422 if cell == 303 else cell for key, cell in PREPARED.items()}
BY_OFFICE = {"office": 422, "auditor": 403, "here": 403, **AWAY}
JOINTLY = {"office": 422, "auditor": 403, "convenor here": 422, "here": 403, **AWAY}
BY_BOARD = {
    "office": 403,
    "auditor": 403,
    "chair here": 422,
    "deputy_chair here": 422,
    "here": 403,
    **AWAY,
}
OF_OFFICE = {"office": 200, "auditor": 200, "*": 403, "anonymous": 302}
TEXT = "/arbeit/gremien/{here}/texte/purpose/"

ROWS = [
    row("workspace:texts", "/arbeit/gremien/{here}/texte/", GET=RUNNING),
    row("workspace:text", TEXT, GET=RUNNING, POST=PREPARED),
    row(
        "workspace:text",
        "/arbeit/gremien/{independent}/texte/purpose/",
        GET=RUNNING,
        POST=PREPARED,
    ),
    row("workspace:text_preview", f"{TEXT}vorschau/", GET=RUNNING),
    row("workspace:text_versions", f"{TEXT}fassungen/", GET=RUNNING),
    row("workspace:text_save", f"{TEXT}merken/", GET={"*": 405}, POST=INCOMPLETE),
    row(
        "workspace:texts_release",
        "/arbeit/gremien/{here}/texte/freigabe/",
        GET=RUNNING,
        POST=BY_OFFICE,
    ),
    row(
        "workspace:texts_release",
        "/arbeit/gremien/{independent}/texte/freigabe/",
        GET=RUNNING,
        POST=BY_BOARD,
    ),
    row(
        "workspace:texts_release",
        "/arbeit/gremien/{joint}/texte/freigabe/",
        GET=RUNNING,
        POST=JOINTLY,
    ),
    row("workspace:installation_texts", "/arbeit/texte/", GET=OF_OFFICE),
    row(
        "workspace:installation_text",
        "/arbeit/texte/imprint/",
        GET=OF_OFFICE,
        POST={"office": 422, "*": 403, "anonymous": 302},
    ),
    # --- What the office may not do to an independent body, on the other pages too
    row(
        "workspace:body",
        "/arbeit/gremien/{unpublished}/",
        GET={"office": 200, "auditor": 200, "*": 404, "anonymous": 302},
    ),
    row(
        "workspace:body_template",
        "/arbeit/gremien/{independent}/regeln/vorlage/",
        {"do": "switch"},
        GET={key: 200 if cell == 422 else cell for key, cell in BY_BOARD.items()},
        POST=BY_BOARD,
    ),
    row(
        "workspace:body_publish",
        "/arbeit/gremien/{independent}/veroeffentlichen/",
        {"do": "withdraw"},  # but who answers for the portal can take a page down
        GET=RUNNING,
        POST={**{key: 303 if c == 422 else c for key, c in BY_BOARD.items()}, "office": 303},
    ),
]
