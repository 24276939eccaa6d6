"""Settings of the installation; what an operator may change is in `environment`."""

import sys
from pathlib import Path

import pysqlite3

# Exactly one SQLite library serves the database, and it is the one without the WAL-reset fault.
sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

from django.utils.translation import gettext_lazy as _  # noqa: E402 - after the library is chosen

from . import databases, environment  # noqa: E402 - after the library is chosen

ENVIRONMENT = environment.load()
PACKAGE = Path(__file__).resolve().parent.parent
DATA = ENVIRONMENT.data.resolve()

DEBUG = ENVIRONMENT.debug
DEMO = ENVIRONMENT.demo
ORIGIN = ENVIRONMENT.origin.rstrip("/")
INSTITUTION = ENVIRONMENT.institution
CONTACT = ENVIRONMENT.contact
PHONE = ENVIRONMENT.phone
SEAT = ENVIRONMENT.seat
SECRET_KEY = ENVIRONMENT.secret_key.get_secret_value()
ALLOWED_HOSTS = [host.strip() for host in ENVIRONMENT.hosts.split(",") if host.strip()]

INSTALLED_APPS = [
    "drogowskaz.config.apps.ConfigConfig",
    "drogowskaz.desk",
    "drogowskaz.portal",
    "drogowskaz.plans",
    "drogowskaz.certificates",
    "drogowskaz.advisory",
    "drogowskaz.projects",
    "drogowskaz.reports",
    "drogowskaz.participation",
    "drogowskaz.applications",
    "drogowskaz.programmes",
    "drogowskaz.toolbox",
    "drogowskaz.documents",
    "drogowskaz.mail",
    "drogowskaz.people",
    "drogowskaz.registers",
    "drogowskaz.common",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "drogowskaz.config.methods.Middleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # adds noise to the length, so that secrets cannot be guessed
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "drogowskaz.config.second_factor.Middleware",
    "drogowskaz.common.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "drogowskaz.config.urls"
WSGI_APPLICATION = "drogowskaz.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "drogowskaz.common.context.house",
                "drogowskaz.desk.context.desk",
            ],
            "builtins": ["drogowskaz.common.templatetags.house"],
        },
    }
]
FORM_RENDERER = "drogowskaz.common.forms.Renderer"

if address := ENVIRONMENT.database_url.get_secret_value():
    DATABASES = {"default": databases.postgresql(address)}
else:
    DATABASES = {"default": databases.sqlite(DATA / "drogowskaz.sqlite3", pysqlite3.sqlite_version_info)}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False}}

LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", _("Polish")), ("en", _("English"))]
TIME_ZONE = "Europe/Warsaw"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA / "uploading"  # nothing is kept or served from here: files live under their hash in FILES
FILES = DATA / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "drogowskaz.documents.receiving.Handler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["drogowskaz.people.accounts.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_ADAPTER = "drogowskaz.people.accounts.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "drogowskaz.people.forms.SignupForm"
ACCOUNT_EMAIL_VERIFICATION = "optional" if DEMO else "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = not DEMO
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Sign-ins are counted by person: without this all who come through the proxy would share one person's turns.
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.trusted_proxies
# A second factor is demanded of those whose account opens much, and asked for again before what matters most.
SECOND_FACTOR = not DEMO
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
MFA_ADAPTER = "drogowskaz.config.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "add_webauthn": "drogowskaz.people.passkeys.AddForm",
    "edit_webauthn": "drogowskaz.people.passkeys.EditForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Drogowskaz"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = ORIGIN.startswith("http://")

SECURE = ORIGIN.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [ORIGIN]
CSRF_FAILURE_VIEW = "drogowskaz.common.errors.csrf_failure"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_SSL_REDIRECT = False  # the proxy in front does it; the health pages must answer on plain loopback
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DEFAULT_FROM_EMAIL = CONTACT
EMAIL_BACKEND = "drogowskaz.mail.transport.Backend"
SILENCED_SYSTEM_CHECKS = [
    "security.W004",
    "security.W008",
    "security.W012",
    "security.W016",
    "security.W021",
]  # see SECURE above

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"discreet": {"()": "drogowskaz.common.discretion.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["discreet"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "fontTools": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {
            "level": "CRITICAL"
        },  # strangers ask all day; each would be 40 lines
    },
}
