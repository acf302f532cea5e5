"""Accounts in states that no role has: just proved who they are, with factors, half signed in."""

from hashlib import sha256

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from tests.surfaces.accounts.acts import account, ask_for_code, sign_in


def credential():
    """Return what a browser hands over when a key is added."""
    name = websafe_encode(b"k" * 16)
    public = ec.generate_private_key(ec.SECP256R1()).public_key()
    held = AttestedCredentialData.create(
        Aaguid(bytes(16)), b"k" * 16, ES256.from_cryptography_key(public)
    )
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(sha256(b"testserver").digest(), flags, 0, held)
    asked = CollectedClientData.create(
        CollectedClientData.TYPE.CREATE, b"c" * 16, "http://testserver"
    )
    answer = {
        "clientDataJSON": websafe_encode(asked),
        "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
    }
    return {
        "id": name,
        "rawId": name,
        "type": "public-key",
        "clientExtensionResults": {},
        "response": answer,
    }


def _fresh(email):
    account(email)
    client = Client(raise_request_exception=False)
    sign_in(client, email)
    return client


def _armed(email):
    """Somebody with an app, a passkey and recovery codes, who has just signed in."""
    user = account(f"with-{email}")
    client = Client(raise_request_exception=False)
    sign_in(client, user.email)
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    passkey = Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Schlüssel", "credential": credential()},
    )
    return client, user, passkey


def set_states():
    """Return a browser per state, and what addresses can name of them."""
    armed, user, passkey = _armed("c@mail.example")
    half = Client(raise_request_exception=False)
    sign_in(half, user.email)
    coded = Client(raise_request_exception=False)
    account("d@mail.example")
    ask_for_code(coded, "d@mail.example")
    changing = _fresh("e@mail.example")
    changing.post("/konto/e-mail/", {"action_add": "", "email": "neu-e@mail.example"})
    clients = {
        "fresh": _fresh("f@mail.example"),
        "armed": armed,
        "half signed in": half,
        "code sent": coded,
        "address changing": changing,
    }
    return clients, {"passkey": passkey.pk}
