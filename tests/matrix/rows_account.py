"""Who may call what below /konto/ and the pages of accounts? The entrance is for everybody.

Whoever is signed in is led on from the entrance to the desk; strangers are led to the entrance.
"""

from datetime import timedelta

from django.utils import timezone

from gremienwerk.domain.accounts.commands.invite import Terms, invite
from gremienwerk.domain.accounts.queries import system_user
from tests.matrix.row import everybody, row

ENTRANCE = {"*": 302, "anonymous": 200}  # who is in already goes on
TRIED = {"*": 302, "anonymous": 422}  # an empty form
OWN = {"*": 200, "anonymous": 302}
NOT_FILLED = {"*": 422, "anonymous": 302}
LED_ON = everybody(302)
UNKNOWN = everybody(404)
NOT_HERE = everybody(403)
NONE = {"*": 404, "anonymous": 302}  # nothing of one's own yet
NO_FORM = {"*": 405, "anonymous": 302}
READ = {"office_administrator": 200, "auditor": 200, "anonymous": 302, "*": 403}
DECIDED = {"office_administrator": 422, "anonymous": 302, "*": 403}


def places(stage):
    """Name an open invitation, and an account."""
    sent = invite(
        Terms("neu@mail.example", is_by_letter=False),
        by=system_user(),
        now=timezone.now() - timedelta(hours=1),
    )
    token = sent.url.rstrip("/").rpartition("/")[2]
    return {"invitation": token, "some_account": stage.actors["account"].pk}


ROWS = [
    # --- Getting in and out
    row("account_login", "/konto/anmelden/", GET=ENTRANCE, POST=TRIED),
    row("account_request_login_code", "/konto/anmelden/", GET=ENTRANCE, POST=TRIED),
    row("account_confirm_login_code", "/konto/anmelden/code/", GET=LED_ON, POST=LED_ON),
    row("accounts:password", "/konto/anmelden/passwort/", GET=ENTRANCE, POST=TRIED),
    row("mfa_login_webauthn", "/konto/anmelden/passkey/", GET=LED_ON, POST=LED_ON),
    row("mfa_authenticate", "/konto/anmelden/zweiter-faktor/", GET=LED_ON, POST=LED_ON),
    row("socialaccount_login_error", "/konto/anmelden/fehler/", GET=NOT_HERE),
    row("socialaccount_login_cancelled", "/konto/anmelden/abgebrochen/", GET=NOT_HERE),
    row("account_logout", "/konto/abmelden/", GET=OWN, POST=LED_ON),
    row("account_inactive", "/konto/geschlossen/", GET=everybody(200)),
    row("account_signup", "/konto/nur-mit-einladung/", GET=NOT_HERE),
    row("openid_connect_login", "/konto/oidc/directory/", GET=UNKNOWN, POST=UNKNOWN),
    row("openid_connect_callback", "/konto/oidc/directory/zurueck/", GET=UNKNOWN, POST=UNKNOWN),
    row(
        "accounts:invitation",
        "/konto/einladung/{invitation}/",
        GET=everybody(200),
        POST=everybody(422),
    ),
    row("accounts:invitation", "/konto/einladung/x/", GET=UNKNOWN, POST=UNKNOWN),
    # --- The demo's pages do not exist outside the demo
    row("accounts:demo", "/konto/demo/", GET=UNKNOWN, POST=UNKNOWN),
    row("accounts:letters", "/konto/demo/nachrichten/", GET=UNKNOWN),
    # --- One's own account
    row("accounts:own", "/konto/", GET=OWN, POST=NOT_FILLED),
    row("accounts:second_factor", "/konto/zweiter-faktor/", GET=LED_ON),
    row(
        "accounts:sign_out_everywhere",
        "/konto/sitzungen/alle-beenden/",
        POST={"anonymous": 302, "*": 303},
    ),
    row("usersessions_list", "/konto/sitzungen/", GET=OWN, POST=LED_ON),
    row("account_email", "/konto/e-mail/", GET=OWN, POST=LED_ON),
    row("account_email_verification_sent", "/konto/e-mail/bestaetigen/", GET=LED_ON, POST=LED_ON),
    row("account_change_password", "/konto/passwort/", GET=OWN, POST=NOT_FILLED),
    row("account_set_password", "/konto/passwort/setzen/", GET=LED_ON, POST=LED_ON),
    # --- Confirming who one is: all accounts of the table have a password and no factor
    row("account_reauthenticate", "/konto/bestaetigen/", GET=OWN, POST=NOT_FILLED),
    row("mfa_reauthenticate", "/konto/bestaetigen/code/", GET=LED_ON, POST=LED_ON),
    row("mfa_reauthenticate_webauthn", "/konto/bestaetigen/passkey/", GET=LED_ON, POST=LED_ON),
    # --- Ways to sign in: changed only after a fresh proof, so all are led to that
    row("mfa_index", "/konto/sicherheit/", GET=OWN, POST=NO_FORM),
    row("mfa_activate_totp", "/konto/sicherheit/app/", GET=LED_ON, POST=LED_ON),
    row("mfa_deactivate_totp", "/konto/sicherheit/app/entfernen/", GET=NONE, POST=NONE),
    row("mfa_view_recovery_codes", "/konto/sicherheit/codes/", GET=NONE, POST=NO_FORM),
    row("mfa_generate_recovery_codes", "/konto/sicherheit/codes/neu/", GET=LED_ON, POST=LED_ON),
    row("mfa_download_recovery_codes", "/konto/sicherheit/codes/datei/", GET=NONE, POST=NONE),
    row("mfa_list_webauthn", "/konto/sicherheit/passkeys/", GET=OWN, POST=NO_FORM),
    row("mfa_add_webauthn", "/konto/sicherheit/passkeys/neu/", GET=LED_ON, POST=LED_ON),
    row("mfa_edit_webauthn", "/konto/sicherheit/passkeys/1/", GET=LED_ON, POST=LED_ON),
    row("mfa_remove_webauthn", "/konto/sicherheit/passkeys/1/entfernen/", GET=LED_ON, POST=LED_ON),
    # --- Accounts in the workspace: for who administers them; auditors read
    row("workspace:accounts", "/arbeit/konten/", {"do": "invite"}, GET=READ, POST=DECIDED),
    row("workspace:accounts", "/arbeit/konten/", {"do": "revoke"}, GET=READ, POST=DECIDED),
    row(
        "workspace:accounts",
        "/arbeit/konten/",
        {"do": "factors"},
        GET=READ,
        POST={**DECIDED, "office_administrator": 303},
    ),
    row(
        "workspace:account",
        "/arbeit/konten/{some_account}/",
        {"do": "appoint"},
        GET=READ,
        POST=DECIDED,
    ),
    row(
        "workspace:account",
        "/arbeit/konten/{some_account}/",
        {"do": "reset"},
        GET=READ,
        POST=DECIDED,
    ),
    row(
        "workspace:account",
        "/arbeit/konten/{some_account}/",
        {"do": "close"},
        GET=READ,
        POST={**DECIDED, "office_administrator": 303},
    ),
    row(
        "workspace:account", "/arbeit/konten/{some_account}/", {"do": "end"}, GET=READ, POST=DECIDED
    ),
    row(
        "workspace:account",
        "/arbeit/konten/{some_account}/",
        {"do": "reopen"},
        GET=READ,
        POST=DECIDED,
    ),
]
