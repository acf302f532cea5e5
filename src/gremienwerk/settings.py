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
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
    "gremienwerk.foundation.events",
    "gremienwerk.foundation.outbox",
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
    "gremienwerk.domain.mirror",
    "gremienwerk.surfaces.portal",
    "gremienwerk.surfaces.feeds",
    "gremienwerk.surfaces.oparl",
    "gremienwerk.apps.Gremienwerk",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gremienwerk.surfaces.headers.permissions_policy",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "gremienwerk.surfaces.headers.CompressPages",
    "django.middleware.http.ConditionalGetMiddleware",
    "gremienwerk.surfaces.oparl.gate.oparl_gate",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Language and time ----------------------------------------------------------------------

USE_TZ = True
TIME_ZONE = "Europe/Berlin"
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]

# --- Files and assets -----------------------------------------------------------------------

MEDIA_ROOT = DATA / "files"
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
CSRF_TRUSTED_ORIGINS = [PUBLIC_ORIGIN]
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # other names below this one are not ours to bind to HTTPS
    "security.W008",  # the proxy in front owns both ports and turns HTTP into HTTPS
    "security.W021",  # joining the browsers' preload list is the office's decision
]
if not IS_HTTPS:  # a trial without a name and a certificate
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W016"]

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
