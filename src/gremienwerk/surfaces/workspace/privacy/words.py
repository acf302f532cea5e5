"""How are kinds of rows called in the report page? As people say them; else by their name."""

from django.apps import apps
from django.utils.translation import gettext_lazy

NOUNS = {
    "account.emailaddress": gettext_lazy("addresses for signing in"),
    "accounts.appointment": gettext_lazy("offices"),
    "accounts.invitation": gettext_lazy("invitations to an account"),
    "meetings.meetingparticipant": gettext_lazy("participations"),
    "mfa.authenticator": gettext_lazy("passkeys and second factors"),
    "notes.note": gettext_lazy("internal notes"),
    "organizations.commissionerentry": gettext_lazy("entries in the directory of districts"),
    "organizations.enteredrow": gettext_lazy("lines of entered lists"),
    "organizations.membership": gettext_lazy("memberships"),
    "organizations.organization": gettext_lazy("contacts of bodies"),
    "organizations.statusperiod": gettext_lazy("contacts of suspended bodies"),
    "outbox.letter": gettext_lazy("letters"),
    "papers.originator": gettext_lazy("papers submitted"),
    "people.consent": gettext_lazy("consents"),
    "people.keptapart": gettext_lazy("comparisons with similar people"),
    "people.mergerecord": gettext_lazy("merged records"),
    "privacy.legalhold": gettext_lazy("legal holds"),
    "privacy.listentry": gettext_lazy("entries on mailing lists"),
    "privacy.specialrecord": gettext_lazy("special categories"),
    "signed_links.signedlink": gettext_lazy("personal links"),
    "socialaccount.socialaccount": gettext_lazy("connections to the directory"),
    "usersessions.usersession": gettext_lazy("sessions"),
}


def say_noun(label: str) -> str:
    """Return what rows of a model are called."""
    return str(NOUNS.get(label) or apps.get_model(label).__name__)
