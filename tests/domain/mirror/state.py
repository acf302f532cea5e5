"""What is in the database of one source, without keys and times? Read through the tables."""

import hashlib
import json

from django.apps import apps

NOUNS = {
    "Body": "bodies.Body",
    "LegislativeTerm": "bodies.LegislativeTerm",
    "Location": "bodies.Location",
    "Organization": "organizations.Organization",
    "Person": "people.Person",
    "Membership": "organizations.Membership",
    "File": "files.File",
    "Meeting": "meetings.Meeting",
    "AgendaItem": "meetings.AgendaItem",
    "Paper": "papers.Paper",
    "Consultation": "meetings.Consultation",
}
LINKS = (
    *("organizations.VotingRight", "meetings.MeetingOrganization", "meetings.MeetingFile"),
    *("meetings.MeetingParticipant", "meetings.AgendaItemFile", "papers.PaperFile"),
    *("meetings.ConsultationOrganization", "papers.PaperRelation", "papers.Originator"),
    "papers.PaperLocation",
)
TIMES = {"created_at", "modified_at", "published_at", "deleted_at"}
KEYS = {"id", "slug"}
TABLES = {apps.get_model(name)._meta.db_table for name in (*NOUNS.values(), *LINKS)}


def all_rows():
    """Every row of every source as text, keys replaced by the addresses they stand for."""
    objects = apps.get_model("mirror.MirrorObject").objects.exclude(row_id=None)
    at, source_of, lines = {}, {}, {}
    for source, kind, row, url in objects.values_list("source", "object_type", "row_id", "url"):
        at[NOUNS[kind], row] = url
        source_of[NOUNS[kind], row] = source
    for name in (*NOUNS.values(), *LINKS):
        model = apps.get_model(name)
        targets = {
            field.attname: field.related_model._meta.label
            for field in model._meta.concrete_fields
            if field.is_relation
        }
        for row in model.objects.values():
            keys = [(targets[k], v) for k, v in row.items() if k in targets]
            owner = next((o for o in ((name, row["id"]), *keys) if o in at), None)
            if owner is None:
                continue
            told = {
                k: at.get((targets[k], v)) if k in targets else str(v)
                for k, v in row.items()
                if k not in KEYS | TIMES
            }
            told["deleted"] = bool(row.get("deleted_at"))
            line = json.dumps([name, at.get((name, row["id"]), ""), told], sort_keys=True)
            lines.setdefault(source_of[owner], []).append(line)
    return lines


def rows_of(source):
    return sorted(all_rows().get(source.pk, []))


def fingerprint(source):
    return hashed(rows_of(source))


def hashed(lines):
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
