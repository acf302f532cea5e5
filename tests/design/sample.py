"""What does the style page show? Every component with invented data, and with texts that are too long."""

from datetime import UTC, date, datetime

from django.core.paginator import Paginator

from gremienwerk.design import months, parts

TODAY = date(2026, 11, 9)
NOW = datetime(2026, 11, 9, 7, tzinfo=UTC)
LONG = "Landesarbeitsgemeinschaft der bezirklichen Integrationsbeauftragten und Flüchtlingsunterkünfte"
PUBLIC, EXTERNAL = parts.State("public"), parts.State("external", "das Bündnis lädt ein")
PATHS = ("M0,0 200,0 200,200 0,200Z", "M200,0 400,0 400,200 200,200Z", "M400,0 600,0 600,200 400,200Z")


def context(language="de"):
    """Everything that the frame and the style page take."""
    return {**frame(language), **lists(), **page_parts(), **places()}


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
            parts.Group("Auf dem Laufenden", [parts.Link("Kalender abonnieren", "/feeds/alle.ics")]),
            parts.Group("Rechtliches", [parts.Link("Impressum", "/de/impressum/")]),
        ],
        "crumbs": [parts.Link("Alle Gremien", "/de/"), parts.Link("Stilseite", "")],
        "now": NOW,
        "today": TODAY,
    }


def lists():
    states = ("", "external", "unconfirmed", "past", "cancelled", "suspended")
    kinds = ("public registration invitation internal external suspended ended unconfirmed moved "
             "cancelled deadline open done overdue").split()
    entries = [
        parts.DayEntry(date(2026, 12, 9), "Beirat", "/x/", "17.30 Uhr", "", [PUBLIC]),
        parts.DayEntry(date(2026, 12, 9), "Vorstand", "/y/", "16 Uhr"),
        parts.DayEntry(date(2026, 12, 2), ("Round table", "en"), "/z/", "", "external"),
        parts.DayEntry(date(2026, 12, 16), LONG, "/l/", "", "unconfirmed"),
        parts.DayEntry(date(2026, 12, 25), "Weihnachten", date_state="day"),
        parts.DayEntry(date(2027, 1, 1), "Neujahr", date_state="cancelled"),
    ]  # fmt: skip
    return {
        "kinds": kinds,
        "rows": [
            parts.Row(
                title=LONG if state == "past" else ("Round table", "en") if state == "external" else "Beirat",
                url="" if state == "past" else "/de/sitzungen/1/",
                day=None if state == "suspended" else date(2027 if state == "cancelled" else 2026, 12, 9),
                date_state=state,
                when="Mittwoch, 9.\N{NO-BREAK SPACE}Dezember 2026, 17.30\N{NO-BREAK SPACE}Uhr",
                place="Rathaus Musterberg",
                states=[PUBLIC, EXTERNAL] if state == "external" else [PUBLIC],
                action=parts.Link("Beim Bündnis anmelden", "https://example.org/", is_external=True),
            )
            for state in states
        ],
        "bodies": [
            parts.BodyEntry("Beirat", "/de/gremien/beirat/", "15 gewählte Mitglieder beraten.", "etwa alle zwei Monate", [PUBLIC]),
            parts.BodyEntry(LONG, "/de/gremien/lag/", ("They advise.", "en"), "", [parts.State("internal")]),
        ],
        "month": months.month_of(date(2026, 12, 1), entries),
        "page": Paginator(range(2115), 20).page(7),
        "years": [2026, 2025, 2024, 2023],
    }  # fmt: skip


def page_parts():
    go = parts.Link("Zur Tagesordnung", "/de/sitzungen/1/")
    papers = [
        parts.PaperEntry("Stellungnahme des Beirats", "/dateien/1/x.pdf", "PDF", 2, 96_000),
        parts.PaperEntry("Antwort", "/dateien/2/x.pdf", "PDF", 1),
    ]
    return {
        "facts": [
            parts.Fact("Trifft sich", "etwa alle zwei Monate"),
            parts.Fact("Fragen an", "beirat@bezirk.example", "mailto:beirat@bezirk.example"),
            parts.Fact("Ort", ["Rathaus Musterberg", "Musterstraße 1"]),
        ],
        "relations": [parts.Relation("berät", "Bezirksamt"), parts.Relation("wählt mit", LONG, "/x/", "seit 2021")],
        "ways": [parts.Way("Hinkommen", "Sie brauchen keine Anmeldung.", go), parts.Way("Fragen", "Vor Ort.")],
        "legend": [(parts.State("public"), "kommen Sie einfach"), (parts.State("internal"), "nur für Mitglieder")],
        "steps": [
            parts.Step("geplant", "done"), parts.Step("Tagesordnung", "done"), parts.Step("eingeladen", "now"),
            parts.Step("Sitzung"), parts.Step("Protokoll"), parts.Step("veröffentlicht"),
        ],
        "tabs": [parts.Link("Liste", "#a", is_current=True), parts.Link("Monat", "#b")],
        "extra": parts.Link("Kalender abonnieren", "/feeds/alle.ics"),
        "fields": [
            parts.Field("body", "Gremium", [parts.Option("", "Alle Gremien"), parts.Option("b", LONG)], "b"),
            parts.Field("q", "Wort im Titel", value="Kita", kind="search"),
        ],
        "keep": [("year", "2026")],
        "items": [
            parts.AgendaEntry("1", "Begrüßung"),
            parts.AgendaEntry("2", LONG, "Der Beirat berät.", "beschlossen", "/x/", papers, "top-2"),
        ],
        "columns": ["Sitzung", "Stand", "Protokoll"],
        "table": [
            [parts.Link("9. Dezember 2026", "/x/"), "eingeladen", ""],
            ["14. Oktober 2026", "hat stattgefunden", parts.Link("Protokoll", "/y/")],
        ],
        "seats": ["person", "person", "vacant", "organization", "vacant-organization"],
        "names": [parts.Name("Mustermeer", "Vorsitz"), parts.Name("Entwurf", url="/p/"), parts.Name("unbesetzt", is_soft=True)],
        "links": [parts.Link("In den Kalender", "/x/", is_button=True), go],
        "go": go,
        "picture": parts.Picture("/x.png", "Ein Saal mit Tischen im Kreis", 640, 120, "Musterlein", "CC BY 4.0"),
        "deadline": date(2026, 11, 30),
        "markdown": "# Titel\n\nText mit **Betonung** und [Verweis](https://example.org/).\n\n- eins\n- zwei",
        "english": ("Text in *English*.", "en"),
    }  # fmt: skip


def places():
    names = ("Mitte", "Steglitz-Zehlendorf", "Charlottenburg-Wilmersdorf")
    return {
        "shapes": [
            parts.Shape(n, name, PATHS[n - 1], 200 * n - 100, 100, f"b{n}", is_own=n == 2)
            for n, name in enumerate(names, 1)
        ],
        "place_list": [
            parts.Place(n, name, f"b{n}", n == 2, parts.State("done", "unser Bezirk") if n == 2 else None,
                        ["Musterlein"], email=f"bezirk-{n}@gremien.example")
            for n, name in enumerate(names, 1)
        ],
    }  # fmt: skip
