"""Which tables stay where they are, and why? Said in every archive, and tested to be complete."""

from typing import Final

ACCOUNTS: Final = "accounts and how they sign in stay; who acted is not named"
LOG: Final = "the log is evidence of this installation; it stays, and with it former values"
OFFICE: Final = "belongs to the installation, not to a body"
MACHINERY: Final = "machinery of this installation; it comes into being by itself"
SOURCE: Final = "answers of a source; the next sync fetches them"
STAYS: Final[dict[str, str]] = {  # a model, or a whole app
    "accounts": ACCOUNTS,
    "account": ACCOUNTS,
    "mfa": ACCOUNTS,
    "socialaccount": ACCOUNTS,
    "usersessions": ACCOUNTS,
    "auth": ACCOUNTS,
    "sessions": ACCOUNTS,
    "signed_links": ACCOUNTS,
    "events": LOG,
    "contenttypes": MACHINERY,
    "django_tasks_database": MACHINERY,
    "limits": MACHINERY,
    "timetable": MACHINERY,
    "oparl": MACHINERY,
    "outbox": "letters were written to people who agreed to get them from here",
    "texts.LintFinding": "found anew every night",
    "bodies.Installation": OFFICE,
    "bodies.InstallationText": OFFICE,
    "organizations.RuleProfile": OFFICE,
    "privacy.RetentionRule": OFFICE,
    "privacy.RetentionReport": OFFICE,
    "people.MergeRecord": "a merge is taken back where it was made",
    "people.MovedRow": "a merge is taken back where it was made",
    "people.KeptApart": "compares people of all bodies",
    "organizations.EnteredList": "a list is taken back where it was entered",
    "organizations.EnteredRow": "a list is taken back where it was entered",
    "privacy.SpecialRecord": "special categories are in no export (Art. 9 DSGVO, L10.5)",
    "privacy.MailingList": "mailing lists are never disclosed (L10.3)",
    "privacy.ListEntry": "mailing lists are never disclosed (L10.3)",
    "mirror.MirrorRun": SOURCE,
    "mirror.RawBody": SOURCE,
    "mirror.RawAnswer": SOURCE,
    "mirror.Quarantined": SOURCE,
    "mirror.UnresolvedReference": SOURCE,
}
