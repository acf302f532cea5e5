"""A directory as authorities run it: an OpenID provider in a process of its own.

Made of Authlib's own classes, with PKCE demanded: who cannot prove to have begun the sign-in
gets no token. `python directory.py PORT` serves; `/as/<address>` says who signs in next.
"""

import os
import sys
import time

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # loopback, this process only

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import grants
from authlib.oauth2.rfc6749.models import AuthorizationCodeMixin, ClientMixin
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import UserInfo
from authlib.oidc.core import grants as oidc
from flask import Flask, jsonify, request
from joserfc.jwk import RSAKey

CLIENT, SECRET = "gremienwerk", "a secret of the tests"
KEY = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})
codes: dict = {}
person = {"sub": "1", "email": "a@mail.example", "email_verified": True, "name": "A. Musterlein"}


class Client(ClientMixin):
    def get_client_id(self):
        return CLIENT

    def get_default_redirect_uri(self):
        return ""

    def get_allowed_scope(self, scope):
        return scope

    def check_redirect_uri(self, redirect_uri):
        return redirect_uri.startswith("http://")

    def check_client_secret(self, client_secret):
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method, endpoint):
        return method in {"client_secret_basic", "client_secret_post"}

    def check_response_type(self, response_type):
        return response_type == "code"

    def check_grant_type(self, grant_type):
        return grant_type == "authorization_code"


class Code(AuthorizationCodeMixin):
    def __init__(self, asked):
        self.asked, self.auth_time = asked, int(time.time())
        payload = asked.payload
        self.redirect_uri, self.scope = payload.redirect_uri, payload.scope
        self.nonce = payload.data.get("nonce")
        self.code_challenge = payload.data.get("code_challenge")
        self.code_challenge_method = payload.data.get("code_challenge_method")

    def get_redirect_uri(self):
        return self.redirect_uri

    def get_scope(self):
        return self.scope

    def get_nonce(self):
        return self.nonce

    def get_auth_time(self):
        return self.auth_time

    def get_acr(self):
        return None

    def get_amr(self):
        return None


class CodeGrant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]

    def save_authorization_code(self, code, request):
        codes[code] = Code(request)

    def query_authorization_code(self, code, client):
        return codes.get(code)

    def delete_authorization_code(self, authorization_code):
        codes.clear()

    def authenticate_user(self, authorization_code):
        return person["sub"]


class OpenIDCode(oidc.OpenIDCode):
    def exists_nonce(self, nonce, request):
        return False

    def get_jwt_config(self, grant):
        return {"key": KEY, "alg": "RS256", "iss": origin(), "exp": 600}

    def generate_user_info(self, user, scope):
        return UserInfo(person)


app = Flask(__name__)
server = AuthorizationServer(app, query_client=lambda _id: Client(), save_token=lambda *_a: None)
server.register_grant(CodeGrant, [OpenIDCode(), CodeChallenge(required=True)])


def origin():
    return f"http://127.0.0.1:{sys.argv[1]}"


@app.get("/.well-known/openid-configuration")
def configuration():
    return jsonify(
        issuer=origin(),
        authorization_endpoint=f"{origin()}/authorize",
        token_endpoint=f"{origin()}/token",
        userinfo_endpoint=f"{origin()}/userinfo",
        jwks_uri=f"{origin()}/keys",
        token_endpoint_auth_methods_supported=["client_secret_basic", "client_secret_post"],
        code_challenge_methods_supported=["S256"],
    )


@app.get("/authorize")
def authorize():
    return server.create_authorization_response(grant_user=person["sub"])


@app.post("/token")
def token():
    return server.create_token_response()


@app.get("/userinfo")
def userinfo():
    return jsonify(person)


@app.get("/keys")
def keys():
    return jsonify(keys=[KEY.as_dict(private=False)])


@app.get("/as/<address>")
def sign_in_as(address):
    person.update(sub=address, email=address, email_verified="verified" in request.args)
    return ""


if __name__ == "__main__":
    app.run(port=int(sys.argv[1]))
