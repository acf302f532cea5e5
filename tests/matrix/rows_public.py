"""Who may call what is public: portal, files, feeds, OParl. Nobody signs in, nobody writes.

Whoever signs in sees no more here than anybody else; what is internal stays unknown (404).
"""

from tests.matrix.row import everybody, row

FOUND = everybody(200)
UNKNOWN = everybody(404)
LED_ON = everybody(302)

ROWS = [
    row("", "/", GET=LED_ON),
    # --- Portal: pages, under their language
    row("portal:start", "/de/", GET=FOUND),
    row("portal:bodies", "/de/gremien/", GET=FOUND),
    row("portal:body", "/de/gremien/{here}/", GET=FOUND),
    row("portal:body", "/de/gremien/{independent}/", GET=FOUND),
    row("portal:body", "/de/gremien/{unpublished}/", GET=UNKNOWN),
    row("portal:districts", "/de/bezirke/", GET=FOUND),
    row("portal:calendar", "/de/termine/", GET=FOUND),
    row("portal:calendar_month", "/de/termine/{month}/", GET=FOUND),
    row("portal:subscribe", "/de/termine/abonnieren/", GET=FOUND),
    row("portal:meetings", "/de/sitzungen/", GET=FOUND),
    row("portal:meeting", "/de/sitzungen/{meeting}/", GET=FOUND),
    row("portal:meeting", "/de/sitzungen/{internal_meeting}/", GET=UNKNOWN),
    row("portal:meeting", "/de/sitzungen/{draft_meeting}/", GET=UNKNOWN),
    row("portal:papers", "/de/drucksachen/", GET=FOUND),
    row("portal:paper", "/de/drucksachen/{paper}/", GET=FOUND),
    row("portal:paper", "/de/drucksachen/{draft_paper}/", GET=UNKNOWN),
    row("portal:person", "/de/personen/{person}/", GET=FOUND),
    row("portal:person", "/de/personen/{withheld_person}/", GET=UNKNOWN),
    row("portal:place", "/de/orte/{place}/", GET=FOUND),
    row("portal:place", "/de/orte/{hidden_place}/", GET=UNKNOWN),
    row("portal:imprint", "/de/impressum/", GET=FOUND),
    row("portal:privacy", "/de/datenschutz/", GET=FOUND),
    row("portal:accessibility", "/de/barrierefreiheit/", GET=FOUND),
    row("portal:easy_language", "/de/leichte-sprache/", GET=FOUND),
    # --- Files
    row("files:file", "/dateien/{file}/offen.txt", GET=FOUND),
    row("files:file", "/dateien/{hidden_file}/geheim.txt", GET=UNKNOWN),
    row("files:image", "/bilder/{image}", GET=FOUND),
    row("files:accent", "/farben.css", GET=FOUND),
    # --- Feeds
    row("feeds:all", "/feeds/alle.ics", GET=FOUND),
    row("feeds:body", "/feeds/gremien/{independent}.ics", GET=FOUND),
    row("feeds:body", "/feeds/gremien/{here}.ics", GET=UNKNOWN),
    row("feeds:meeting", "/feeds/sitzungen/{meeting}.ics", GET=FOUND),
    row("feeds:meeting", "/feeds/sitzungen/{internal_meeting}.ics", GET=UNKNOWN),
    row("feeds:atom", "/feeds/alle.atom", GET=FOUND),
    # --- Open data: no file before the job made some
    row("portal:open_data", "/de/offene-daten/", GET=FOUND),
    row("data:start", "/daten/", GET=LED_ON),
    row("data:manifest", "/daten/manifest.json", GET=UNKNOWN),
    row("data:sums", "/daten/SHA256SUMS", GET=UNKNOWN),
    row("data:catalogue", "/daten/dcat-ap.rdf", GET=UNKNOWN),
    row("data:file", "/daten/bezirk/Meeting.csv", GET=UNKNOWN),
    # --- Search engines
    row("sitemap:robots", "/robots.txt", GET=FOUND),
    row("sitemap:index", "/sitemap.xml", GET=FOUND),
    row("sitemap:section", "/sitemap-seiten-1.xml", GET=FOUND),
    row("sitemap:section", "/sitemap-personen-1.xml", GET=UNKNOWN),
    # --- OParl
    row("oparl:openapi", "/oparl/1.1/openapi.json", GET=FOUND),
    row("oparl:system", "/oparl/1.1/system", GET=FOUND),
    row("oparl:bodies", "/oparl/1.1/system/body", GET=FOUND),
    row("oparl:object", "/oparl/1.1/body/{body_pk}", GET=FOUND),
    row("oparl:object", "/oparl/1.1/body/{hidden_body_pk}", GET=UNKNOWN),
    row("oparl:object", "/oparl/1.1/organization/{unpublished_pk}", GET=UNKNOWN),
    row("oparl:object", "/oparl/1.1/meeting/{meeting}", GET=FOUND),
    row("oparl:object", "/oparl/1.1/meeting/{internal_meeting}", GET=UNKNOWN),
    row("oparl:object", "/oparl/1.1/person/{withheld_person}", GET=UNKNOWN),
    row("oparl:list", "/oparl/1.1/body/{body_pk}/organization", GET=FOUND),
    row("oparl/<path:rest>", "/oparl/elsewhere", GET=UNKNOWN),
]
