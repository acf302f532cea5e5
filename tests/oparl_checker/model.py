"""Which properties has each type of OParl 1.1, in which form? Written down from the text.

Forms: `text`, `url`, `urls`, `date`, `moment`, `number`, `flag`, `texts`, `object`, an
embedded type (`File`), a list of it (`[File]`), an external list (`list:Meeting`).
"""

SCHEMA = "https://schema.oparl.org/1.1/"
MANDATORY = ("id", "type", "created", "modified")
COMMON = {
    "id": "url",
    "type": "url",
    "created": "moment",
    "modified": "moment",
    "license": "text",
    "keyword": "texts",
    "web": "url",
    "deleted": "flag",
}
BODY_LISTS = {
    "organization": "Organization",
    "person": "Person",
    "meeting": "Meeting",
    "paper": "Paper",
    "agendaItem": "AgendaItem",
    "consultation": "Consultation",
    "file": "File",
    "membership": "Membership",
    "locationList": "Location",
    "legislativeTermList": "LegislativeTerm",
}
ORGANIZATION_LISTS = {"meeting": "Meeting", "consultation": "Consultation"}


def _all(form, names):
    return dict.fromkeys(names.split(), form)


TYPES = {
    "System": {
        **_all("text", "name contactEmail contactName"),
        **_all("url", "oparlVersion website vendor product"),
        "otherOparlVersions": "urls",
        "body": "list:Body",
    },
    "Body": {
        **_all("text", "name shortName ags rgs contactEmail contactName classification"),
        **_all("url", "website system"),
        **_all("moment", "licenseValidSince oparlSince"),
        "equivalent": "urls",
        "legislativeTerm": "[LegislativeTerm]",
        "location": "Location",
        **{name: f"list:{kind}" for name, kind in BODY_LISTS.items()},
    },
    "LegislativeTerm": {"body": "url", "name": "text", **_all("date", "startDate endDate")},
    "Organization": {
        **_all("text", "name shortName organizationType classification"),
        **_all("url", "body subOrganizationOf externalBody website"),
        "post": "texts",
        "membership": "urls",
        "location": "Location",
        **_all("date", "startDate endDate"),
        **{name: f"list:{kind}" for name, kind in ORGANIZATION_LISTS.items()},
    },
    "Person": {
        **_all("text", "name familyName givenName formOfAddress affix gender life lifeSource"),
        **_all("texts", "title phone email status"),
        **_all("url", "body location"),
        "membership": "[Membership]",
        "locationObject": "Location",
    },
    "Membership": {
        **_all("url", "person organization onBehalfOf"),
        "role": "text",
        "votingRight": "flag",
        **_all("date", "startDate endDate"),
    },
    "Meeting": {
        **_all("text", "name meetingState"),
        "cancelled": "flag",
        **_all("moment", "start end"),
        "location": "Location",
        **_all("File", "invitation resultsProtocol verbatimProtocol"),
        "auxiliaryFile": "[File]",
        "agendaItem": "[AgendaItem]",
        **_all("urls", "organization participant"),
    },
    "AgendaItem": {
        **_all("url", "meeting consultation"),
        **_all("text", "number name result resolutionText"),
        "order": "number",
        "public": "flag",
        **_all("moment", "start end"),
        "resolutionFile": "File",
        "auxiliaryFile": "[File]",
    },
    "Paper": {
        **_all("text", "name reference paperType"),
        **_all("urls", "relatedPaper superordinatedPaper subordinatedPaper originatorPerson"),
        **_all("urls", "underDirectionOf originatorOrganization"),
        "body": "url",
        "date": "date",
        "mainFile": "File",
        "auxiliaryFile": "[File]",
        "location": "[Location]",
        "consultation": "[Consultation]",
    },
    "Consultation": {
        **_all("url", "paper agendaItem meeting"),
        "organization": "urls",
        "authoritative": "flag",
        "role": "text",
    },
    "File": {
        **_all("text", "name fileName mimeType sha1Checksum sha512Checksum text"),
        **_all("url", "accessUrl downloadUrl externalServiceUrl fileLicense masterFile"),
        "date": "date",
        "size": "number",
        "derivativeFile": "urls",
        **_all("urls", "meeting agendaItem paper"),
    },
    "Location": {
        **_all("text", "description streetAddress room postalCode subLocality locality"),
        "geojson": "object",
        **_all("urls", "bodies organizations persons meetings papers"),
    },
}
REQUIRED = {
    "System": ("oparlVersion", "body"),
    "Body": ("name", "legislativeTerm", *BODY_LISTS),
    "AgendaItem": ("order",),
    "File": ("accessUrl",),
}
EMPTY_ALLOWED = {("Body", "legislativeTerm")}  # J6
# Back references: shown alone, never where the object is embedded.
BACK_ALONE = {
    "LegislativeTerm": ("body",),
    "Membership": ("person",),
    "AgendaItem": ("meeting",),
    "Consultation": ("paper",),
}
NOT_EMBEDDED = {
    **BACK_ALONE,
    "File": ("meeting", "agendaItem", "paper"),
    "Location": ("bodies", "organizations", "persons", "meetings", "papers"),
}
# Who embeds a type: the back reference that must lead back to the one who embeds it.
LEADS_BACK = {
    ("Meeting", "AgendaItem"): "meeting",
    ("Paper", "Consultation"): "paper",
    ("Person", "Membership"): "person",
    ("Body", "LegislativeTerm"): "body",
    ("Meeting", "File"): "meeting",
    ("AgendaItem", "File"): "agendaItem",
    ("Paper", "File"): "paper",
    ("Meeting", "Location"): "meetings",
    ("Organization", "Location"): "organizations",
    ("Paper", "Location"): "papers",
}
INTERNAL = {  # L8
    "AgendaItem": ("auxiliaryFile",),
    "Meeting": ("auxiliaryFile", "agendaItem"),
    "Paper": ("auxiliaryFile", "location"),
    "Person": ("membership",),
    "Body": ("legislativeTerm",),
}
STATES = ("terminiert", "eingeladen", "durchgeführt")
ORGANIZATION_TYPES = (
    *("Gremium", "Partei", "Fraktion", "Verwaltungsbereich", "externes Gremium"),
    *("Institution", "Sonstiges"),
)
SENSITIVE = {"Person": ("phone", "locationObject", "location"), "Meeting": ("participant",)}
