"""Which rows of any noun are somebody's to look after, and which only say who did it?

A test asks of every field that points at an account on which of these lists it stands, so
that a new noun is not forgotten.
"""

from typing import Final

from gremienwerk.domain.handover.choices import Kind

# Handed over by turning the field to the successor; `TITLES` says what such a row is about.
OWNED: Final[dict[tuple[str, str], Kind]] = {
    ("texts.TextDraft", "author"): Kind.DRAFT,
    ("meetings.MeetingNote", "author"): Kind.NOTE,
    ("notes.Note", "author"): Kind.NOTE,
    ("notes.Mark", "responsible"): Kind.MARK,
    ("mirror.MirrorSource", "alarm_to"): Kind.ALARM,
}
TITLES: Final[dict[str, tuple[str, ...]]] = {  # the first path that is not empty
    "texts.TextDraft": ("field",),
    "meetings.MeetingNote": ("meeting__name", "meeting__starts_on"),
    "notes.Note": ("organization__name", "paper__name", "person__name"),
    "notes.Mark": ("agenda_item__name", "paper__name"),
    "mirror.MirrorSource": ("name",),
}
# Handed over by commands of their noun.
BY_COMMAND: Final = {("accounts.Appointment", "user"), ("people.Person", "user")}
# What somebody did stays what they did; how somebody signs in stays theirs.
STAYS: Final = {
    *{("events.Entry", "actor"), ("events.Revision", "by")},
    *{("texts.LintAcceptance", "accepted_by")},
    *{("accounts.Appointment", "appointed_by"), ("accounts.SecondFactorDuty", "set_by")},
    *{("accounts.Invitation", "invited_by"), ("accounts.Invitation", "accepted_by")},
    *{("people.MergeRecord", "recorded_by"), ("people.KeptApart", "recorded_by")},
    *{("organizations.EnteredList", "recorded_by")},
    *{("mirror.MirrorSource", "shown_by"), ("mirror.Capability", "corrected_by")},
    *{("notes.Mark", "marked_by"), ("notes.Report", "prepared_by")},
    *{("privacy.SpecialRecord", "recorded_by")},
    *{("privacy.LegalHold", "placed_by"), ("privacy.LegalHold", "lifted_by")},
    *{("account.EmailAddress", "user"), ("mfa.Authenticator", "user")},
    *{("socialaccount.SocialAccount", "user"), ("usersessions.UserSession", "user")},
}
