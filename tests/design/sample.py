"""What does the style page show? Every component, with invented data and too long texts."""

from datetime import UTC, date, datetime

from django.core.paginator import Paginator

from gremienwerk.design import months, parts

TODAY = date(2026, 11, 9)
NOW = datetime(2026, 11, 9, 7, tzinfo=UTC)
NBSP = "\N{NO-BREAK SPACE}"
LONG = (
    "Landesarbeitsgemeinschaft der bezirklichen Integrationsbeauftragten und Flüchtlingsunterkünfte"
)
PUBLIC, EXTERNAL = parts.State("public"), parts.State("external", "das Bündnis lädt ein")
OUT = parts.Link("Beim Bündnis anmelden", "https://example.org/", is_external=True)
GO = parts.Link("Zur Tagesordnung", "/de/sitzungen/1/")


def context(language="de"):
    """Everything that the frame and the style page take."""
    return {**frame(language), **dated(), **lists(), **bodies(), **meeting(), **places()}


def frame(language="de", codes=("de", "en")):
    return {
        "site": parts.Site(
            name="Gremien und Netzwerke",
            subtitle="Bezirk Musterberg",
            home_url=f"/{language}/",
            contact=["Integrationsbüro", "Bezirksamt Musterberg"],
            email="integrationsbuero@bezirk.example",
            report_url="mailto:fehler@bezirk.example",
            is_demo=True,
            is_authority=True,
        ),
        "nav": [
            parts.Link("Gremien", "/de/", is_current=True),
            parts.Link("Kalender", "/de/termine/"),
            parts.Link("Drucksachen", "/de/drucksachen/"),
            parts.Link("Bezirke", "/de/bezirke/"),
        ],
        "aids": [parts.Link("Leichte Sprache", "/de/leichte-sprache/")],
        "alternates": parts.alternates(language, {code: f"/{code}/" for code in codes}),
        "foot": [
            parts.Group("Für alle verständlich", [parts.Link("Leichte Sprache", "/x/")]),
            parts.Group("Auf dem Laufenden", [parts.Link("Kalender", "/feeds/alle.ics")]),
            parts.Group("Rechtliches", [parts.Link("Impressum", "/de/impressum/")]),
        ],
        "crumbs": [parts.Link("Alle Gremien", "/de/"), parts.Link("Stilseite", "")],
        "now": NOW,
        "today": TODAY,
    }


def row(state, *, title="Beirat", year=2026, states=(PUBLIC,), url="/de/sitzungen/1/"):
    return parts.Row(
        title=title,
        url=url,
        day=None if state == "suspended" else date(year, 12, 9),
        date_state=state,
        when=f"Mittwoch, 9.{NBSP}Dezember 2026, 17.30{NBSP}Uhr",
        place="Rathaus Musterberg",
        states=states,
        action=OUT,
    )


def dated():
    entries = [
        parts.DayEntry(date(2026, 12, 9), "Vorstand", "/y/", "16 Uhr"),
        parts.DayEntry(date(2026, 12, 9), "Beirat", "/x/", "17.30 Uhr", "", [PUBLIC]),
        parts.DayEntry(date(2026, 12, 2), ("Round table", "en"), "/z/", "", "external"),
        parts.DayEntry(date(2026, 12, 16), LONG, "/l/", "", "unconfirmed"),
        parts.DayEntry(date(2026, 12, 25), "Weihnachten", date_state="day"),
        parts.DayEntry(date(2027, 1, 1), "Neujahr", date_state="cancelled"),
    ]
    return {
        "rows": [
            row(""),
            row("external", title=("Round table", "en"), states=[PUBLIC, EXTERNAL]),
            row("unconfirmed"),
            row("past", title=LONG, url=""),
            row("cancelled", year=2027),
            row("suspended"),
        ],
        "month": months.month_of(date(2026, 12, 1), entries),
        "deadline": date(2026, 11, 30),
    }


def lists():
    return {
        "fields": [
            parts.Field(
                "body",
                "Gremium",
                [parts.Option("", "Alle Gremien"), parts.Option("b", LONG)],
                "b",
            ),
            parts.Field("q", "Wort im Titel", value="Kita", kind="search"),
        ],
        "keep": [("year", "2026")],
        "columns": ["Sitzung", "Stand", "Protokoll"],
        "table": [
            [parts.Link("9. Dezember 2026", "/x/"), "eingeladen", ""],
            ["14. Oktober 2026", "hat stattgefunden", parts.Link("Protokoll", "/y/")],
        ],
        "page": Paginator(range(2115), 20).page(7),
        "years": [2026, 2025, 2024, 2023],
        "tabs": [parts.Link("Liste", "#a", is_current=True), parts.Link("Monat", "#b")],
        "extra": parts.Link("Kalender abonnieren", "/feeds/alle.ics"),
        "links": [parts.Link("In den Kalender", "/x/", is_button=True), GO],
        "go": GO,
    }


def bodies():
    internal = parts.State("internal")
    return {
        "bodies": [
            parts.BodyEntry(
                "Beirat",
                "/de/gremien/beirat/",
                "15 gewählte Mitglieder beraten.",
                "etwa alle zwei Monate",
                [PUBLIC],
            ),
            parts.BodyEntry(LONG, "/de/gremien/lag/", ("They advise.", "en"), "", [internal]),
        ],
        "legend": [(PUBLIC, "kommen Sie einfach"), (internal, "nur für Mitglieder")],
        "facts": [
            parts.Fact("Trifft sich", "etwa alle zwei Monate"),
            parts.Fact("Fragen an", "beirat@bezirk.example", "mailto:beirat@bezirk.example"),
            parts.Fact("Ort", ["Rathaus Musterberg", "Musterstraße 1"]),
            parts.Fact("Grundlage", ("its own *rules*", "en"), is_rich=True),
        ],
        "relations": [
            parts.Relation("berät", "Bezirksamt"),
            parts.Relation("wählt mit", LONG, "/x/", "seit 2021"),
        ],
        "ways": [
            parts.Way("Hinkommen", "Sie brauchen keine Anmeldung.", GO),
            parts.Way("Fragen", "Vor Ort."),
        ],
        "seats": ["person", "person", "vacant", "organization", "vacant-organization"],
        "names": [
            parts.Name("Mustermeer", "Vorsitz"),
            parts.Name("Entwurf", url="/p/"),
            parts.Name("unbesetzt", is_soft=True),
        ],
    }


def meeting():
    papers = [
        parts.PaperEntry("Stellungnahme des Beirats", "/dateien/1/x.pdf", "PDF", 2, 96_000),
        parts.PaperEntry("Antwort", "/dateien/2/x.pdf", "PDF", 1),
    ]
    return {
        "steps": [
            parts.Step("geplant", "done"),
            parts.Step("Tagesordnung", "done"),
            parts.Step("eingeladen", "now"),
            parts.Step("Sitzung"),
            parts.Step("Protokoll"),
            parts.Step("veröffentlicht"),
        ],
        "items": [
            parts.AgendaEntry("1", "Begrüßung"),
            parts.AgendaEntry("2", LONG, "Beratung.", "beschlossen", "/x/", papers, "top-2"),
        ],
        "picture": parts.Picture("/x.png", "Tische im Kreis", 640, 120, "Musterlein", "CC BY 4.0"),
        "markdown": "# Titel\n\nEin **Wort**, ein [Ziel](https://example.org/).\n\n- eins\n- zwei",
        "english": ("Text in *English*.", "en"),
    }


def places():
    own = parts.State("done", "unser Bezirk")
    return {
        "shapes": [
            parts.Shape(1, "Mitte", "M0,0 200,0 200,200 0,200Z", 100, 100, "b1"),
            parts.Shape(2, "Musterberg", "M200,0 400,0 400,200Z", 300, 100, "b2", is_own=True),
            parts.Shape(3, "Spandau", "M400,0 600,0 600,200Z", 500, 100, "b3"),
        ],
        "place_list": [
            parts.Place(1, "Mitte", "b1", lines=["Musterlein"], email="bezirk-1@gremien.example"),
            parts.Place(2, "Musterberg-Beispielhausen", "b2", True, own, ["Exemplar"]),  # noqa: FBT003
            parts.Place(3, "Spandau", "b3", lines=["unbesetzt"], url="https://example.org/"),
        ],
    }
