"""Where does one sign in, and where are the pages of one's own account? Below /konto/.

The sign-in library asks for its pages by names without a prefix; ours are `accounts:...`.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.urls import include, path

from gremienwerk.surfaces.accounts import demo, entrance, invitations, own
from gremienwerk.surfaces.accounts.limits import CHANGE, CODE_TRY, CONFIRM_TRY, limited

ours = [
    path("", own.show, name="own"),
    path("zweiter-faktor/", own.second_factor, name="second_factor"),
    path("anmelden/passwort/", entrance.password, name="password"),
    path("sitzungen/alle-beenden/", own.sign_out_everywhere, name="sign_out_everywhere"),
    path("einladung/<str:token>/", invitations.show, name="invitation"),
    path("demo/", demo.choose, name="demo"),
    path("demo/nachrichten/", demo.letters, name="letters"),
]
signing_in = [
    path("anmelden/", entrance.sign_in, name="account_login"),
    path("anmelden/", entrance.sign_in, name="account_request_login_code"),
    path("anmelden/code/", entrance.enter_code, name="account_confirm_login_code"),
    path("anmelden/passkey/", entrance.passkey, name="mfa_login_webauthn"),
    path("anmelden/zweiter-faktor/", entrance.second_factor, name="mfa_authenticate"),
    path("anmelden/fehler/", entrance.directory_failed, name="socialaccount_login_error"),
    path("anmelden/abgebrochen/", entrance.directory_failed, name="socialaccount_login_cancelled"),
    path("abmelden/", entrance.sign_out, name="account_logout"),
    path("geschlossen/", entrance.closed, name="account_inactive"),
    path("nur-mit-einladung/", entrance.by_invitation_only, name="account_signup"),
    path("oidc/<str:provider_id>/", entrance.to_directory, name="openid_connect_login"),
    path(
        "oidc/<str:provider_id>/zurueck/", entrance.from_directory, name="openid_connect_callback"
    ),
]
confirming = [
    path("bestaetigen/", entrance.confirm, name="account_reauthenticate"),
    path("bestaetigen/code/", entrance.confirm_by_code, name="mfa_reauthenticate"),
    path("bestaetigen/passkey/", entrance.confirm_by_passkey, name="mfa_reauthenticate_webauthn"),
]
changing = [
    path("e-mail/", limited(account.email, CHANGE), name="account_email"),
    path(
        "e-mail/bestaetigen/",
        limited(account.email_verification_sent, CODE_TRY),
        name="account_email_verification_sent",
    ),
    path(
        "passwort/", limited(account.password_change, CONFIRM_TRY), name="account_change_password"
    ),
    path("passwort/setzen/", limited(account.password_set, CHANGE), name="account_set_password"),
    path("sitzungen/", limited(sessions.list_usersessions), name="usersessions_list"),
]
factors = [
    path("", limited(mfa.index), name="mfa_index"),
    path("app/", limited(app.activate_totp, CONFIRM_TRY), name="mfa_activate_totp"),
    path("app/entfernen/", limited(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("codes/", limited(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("codes/neu/", limited(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path(
        "codes/datei/", limited(codes.download_recovery_codes), name="mfa_download_recovery_codes"
    ),
    path("passkeys/", limited(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("passkeys/neu/", limited(passkeys.add_webauthn, CHANGE), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/", limited(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path(
        "passkeys/<int:pk>/entfernen/",
        limited(passkeys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
]
urlpatterns = [
    path("", include((ours, "accounts"))),
    *signing_in,
    *confirming,
    *changing,
    path("sicherheit/", include(factors)),
]
