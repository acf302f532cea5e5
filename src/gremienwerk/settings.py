"""How is this installation set up? One file, read top to bottom.

What an office may set stands in the environment and in docs/operations.md; who the office
is and what its pages say is data, not settings.
"""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from environs import Env

from gremienwerk.foundation.secrets import kept_secret, mail_settings

env = Env()
PACKAGE = Path(__file__).parent

# --- What the office sets -------------------------------------------------------------------

# All that is kept lies below one folder: database, files, secret key, collected assets.
CHECKOUT = PACKAGE.parents[1] if (PACKAGE.parents[1] / "pyproject.toml").exists() else Path()
DATA = env.path("GREMIENWERK_DATA", CHECKOUT / "data").absolute()
DATA.mkdir(mode=0o750, parents=True, exist_ok=True)

# Where people reach us: for links in letters and feeds; never taken from a request.
PUBLIC_ORIGIN = env.str("GREMIENWERK_PUBLIC_ORIGIN", "").rstrip("/")
HAS_PUBLIC_ORIGIN = bool(PUBLIC_ORIGIN)
PUBLIC_ORIGIN = PUBLIC_ORIGIN or "http://127.0.0.1:8000"
_origin = urlsplit(PUBLIC_ORIGIN)
IS_HTTPS = _origin.scheme == "https"

SECRET_KEY = env.str("GREMIENWERK_SECRET_KEY", "") or kept_secret(DATA / "secret-key")

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA / 'gremienwerk.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # A transaction takes the write lock at once: no upgrade in the middle, no deadlock.
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    # Who may see what are long conditions over few rows; compiling them takes seconds.
    _given = DATABASES["default"].setdefault("OPTIONS", {}).get("options", "")
    DATABASES["default"]["OPTIONS"]["options"] = f"{_given} -c jit=off".strip()
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Without a mail server letters wait in the outbox.
_mail = mail_settings(env.str("GREMIENWERK_SMTP_URL", ""))
MAIL_IS_SET_UP = bool(_mail)
EMAIL_BACKEND = _mail.get("EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend")
EMAIL_HOST = _mail.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = _mail.get("EMAIL_TIMEOUT") or 30
DEFAULT_FROM_EMAIL = env.str("GREMIENWERK_MAIL_FROM", f"gremienwerk@{_origin.hostname}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_DOMAIN = DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")

# Signing in: how long an idle session lasts, how long any does, how many proxies stand in front
# (each adds the address it was called from), and the authority's own directory, if it has one.
IDLE_MINUTES = env.int("GREMIENWERK_IDLE_MINUTES", 60)
SESSION_HOURS = env.int("GREMIENWERK_SESSION_HOURS", 12)
PROXIES = env.int("GREMIENWERK_PROXIES", 1 if IS_HTTPS else 0)
OIDC_URL = env.str("GREMIENWERK_OIDC_URL", "").rstrip("/")
OIDC_NAME = env.str("GREMIENWERK_OIDC_NAME", "OpenID Connect")
OIDC_CLIENT_ID = env.str("GREMIENWERK_OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = env.str("GREMIENWERK_OIDC_CLIENT_SECRET", "")
OIDC_TRUSTS_EMAIL = env.bool("GREMIENWERK_OIDC_TRUSTS_EMAIL", False)

# The virus scanner: the socket of clamd, or host:port. Empty: nothing is scanned.
CLAMD = env.str("GREMIENWERK_CLAMD", "")

# Under which id the state's open-data portal knows whom these data come from (DCAT-AP.de).
DCAT_CONTRIBUTOR = env.str("GREMIENWERK_DCAT_CONTRIBUTOR", "")

# --- What is so in every installation -------------------------------------------------------

# Who asks under another name than ours gets no answer. Without a name of ours (a trial on
# one's own machine or in the office's network) any will do: no link is built from it.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", str(_origin.hostname)]
if not HAS_PUBLIC_ORIGIN:
    ALLOWED_HOSTS = ["*"]

ROOT_URLCONF = "gremienwerk.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
    "gremienwerk.foundation.events",
    "gremienwerk.foundation.limits",
    "gremienwerk.foundation.outbox",
    "gremienwerk.foundation.signed_links",
    "gremienwerk.foundation.texts",
    "gremienwerk.foundation.timetable",
    "gremienwerk.design",
    "gremienwerk.domain.accounts",
    "gremienwerk.domain.bodies",
    "gremienwerk.domain.files",
    "gremienwerk.domain.people",
    "gremienwerk.domain.organizations",
    "gremienwerk.domain.papers",
    "gremienwerk.domain.meetings",
    "gremienwerk.domain.notes",
    "gremienwerk.domain.mirror",
    "gremienwerk.domain.privacy",
    "gremienwerk.domain.handover",
    "gremienwerk.surfaces.accounts",  # above allauth: its pages are drawn by templates of ours
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "gremienwerk.surfaces.portal",
    "gremienwerk.surfaces.feeds",
    "gremienwerk.surfaces.oparl",
    "gremienwerk.surfaces.workspace",
    "gremienwerk.apps.Gremienwerk",
]
MIDDLEWARE = [
    "gremienwerk.surfaces.headers.head_without_body",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gremienwerk.surfaces.headers.permissions_policy",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "gremienwerk.surfaces.headers.CompressPages",
    "django.middleware.http.ConditionalGetMiddleware",
    "gremienwerk.surfaces.oparl.gate.oparl_gate",
    "django.contrib.sessions.middleware.SessionMiddleware",  # reads nothing unless asked
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gremienwerk.surfaces.accounts.middleware.signed_in_places",
    "django_htmx.middleware.HtmxMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "gremienwerk.surfaces.accounts.frame.frame",
            ]
        },
    }
]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Signing in -----------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/arbeit/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_AGE = IDLE_MINUTES * 60

ACCOUNT_ADAPTER = "gremienwerk.surfaces.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up; the sign-in form follows it
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # strangers get no letters of ours
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = False  # foundation.limits counts, in the database
MFA_ADAPTER = "gremienwerk.surfaces.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS
MFA_TOTP_ISSUER = "Gremienwerk"
MFA_RATE_LIMITS = False
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
USERSESSIONS_TRACK_ACTIVITY = False  # our middleware notes when a session was used
SOCIALACCOUNT_ADAPTER = "gremienwerk.surfaces.accounts.adapters.DirectoryAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # who the directory vouches for is who has the address
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
if OIDC_URL:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "directory",
            "name": OIDC_NAME,
            "client_id": OIDC_CLIENT_ID,
            "secret": OIDC_CLIENT_SECRET,
            "settings": {"server_url": OIDC_URL, "verified_email": OIDC_TRUSTS_EMAIL},
        }
    ]

# --- Language and time ----------------------------------------------------------------------

USE_TZ = True
TIME_ZONE = "Europe/Berlin"
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]

# --- Files and assets -----------------------------------------------------------------------

MEDIA_ROOT = DATA / "files"
OPEN_DATA = DATA / "open-data"  # made by a job, from what is public
STATIC_ROOT = DATA / "static"
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "gremienwerk.design.storage.OneSheet"},
}
FILE_UPLOAD_PERMISSIONS = 0o640

# --- Safety ---------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True  # pages carry the token themselves
if IS_HTTPS:  # no other name below this one can plant these
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_TRUSTED_ORIGINS = [PUBLIC_ORIGIN]
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # other names below this one are not ours to bind to HTTPS
    "security.W008",  # the proxy in front owns both ports and turns HTTP into HTTPS
    "security.W021",  # joining the browsers' preload list is the office's decision
]
if not IS_HTTPS:  # a trial without a name and a certificate
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W012", "security.W016"]

# --- What is written to the console ----------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "gremienwerk": {"level": "INFO"},
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},  # a 404 is no news
    },
}
