"""All settings, from the environment (see `dinhlang settings`)."""

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from dinhlang.lib import env
from dinhlang.lib.data_dir import default_path

PACKAGE = Path(__file__).resolve().parent.parent
UNSAFE_SECRET_KEY = "only-for-tests-" * 4  # wsgi.py refuses to serve with it

# --- where things are -----------------------------------------------------------------------------------------------
DATA_DIR = Path(
    env.text(
        "DINHLANG_DATA_DIR",
        str(default_path()),
        about="keys, files, sockets, logs",
        default_words="the state directory of the system (root) or of the person",
    )
)
BASE_URL = env.text("DINHLANG_BASE_URL", "http://127.0.0.1:8000", about="public address; every absolute link uses it")
DATABASES = {
    "default": env.read(
        "DATABASE_URL",
        # After the database was restarted, the next request must find out and connect again.
        lambda raw: dj_database_url.parse(raw, conn_max_age=600, conn_health_checks=True),
        "postgresql://dinhlang@127.0.0.1:5432/dinhlang",
        kind="postgresql://user:password@host:port/name",
        about="PostgreSQL ≥ 15",
        secret=True,
        default_words="a small database of its own in the data directory",
    )
}
# What is asked a third time over a connection is planned no more: planning costs more than most of our reads.
DATABASES["default"]["OPTIONS"] = {
    "options": "-c lock_timeout=10000 -c statement_timeout=60000",
    "server_side_binding": True,
    "prepare_threshold": 3,
} | DATABASES["default"].get("OPTIONS", {})

# --- who this deployment is -------------------------------------------------------------------------------------------
PROVINCE_CODE = env.text("DINHLANG_PROVINCE_CODE", "86", about="official code of the province (86 = Vĩnh Long)")
PROVINCE_NAME = env.text("DINHLANG_PROVINCE_NAME", "Tỉnh Vĩnh Long", about="name shown beside the mark")
MAP_TILES = env.read(
    "DINHLANG_MAP_TILES",
    env.tiles,
    "",
    kind="https://host/{z}/{x}/{y}.png",
    about="ground of the form's map, without it only outlines; the browser of whoever opens the map asks it",
    default_words="none",
)
MAP_ATTRIBUTION = env.text("DINHLANG_MAP_ATTRIBUTION", about="who made the tiles, as their terms ask it to be said")
DEMO = env.boolean("DINHLANG_DEMO", default=False, about="marks every page as demonstration data")
ROLE_CARDS = env.boolean("DINHLANG_ROLE_CARDS", default=False, about="demo: one-tap sign-in as each role")
DEBUG = env.boolean("DINHLANG_DEBUG", default=False, about="for developers only")
SECRET_KEY = env.secret(
    "DINHLANG_SECRET_KEY",
    UNSAFE_SECRET_KEY,
    about="signs cookies and tokens",
    default_words="`secret-key` in the data directory, made at first use",
)
MFA_REQUIRED = env.boolean(
    "DINHLANG_MFA_REQUIRED",
    default=not DEMO,
    about="officials must use a second factor",
    default_words="true, in a demo false",
)
ALLOWED_HOSTS = env.words("DINHLANG_ALLOWED_HOSTS", "127.0.0.1,localhost", about="host names that the web serves")
HTTPS = env.boolean(
    "DINHLANG_HTTPS",
    default=BASE_URL.startswith("https://"),
    about="secure cookies and HSTS",
    default_words="true if the address begins with https",
)

# --- the public log -----------------------------------------------------------------------------------------------
LOG_ORIGIN = env.text(
    "DINHLANG_LOG_ORIGIN", "nhatky.vinhlong.example/2026", about="name of the public log; never changes in a log's life"
)
RECEIPT_KEY_NAME = env.text("DINHLANG_RECEIPT_KEY_NAME", "nhatky.vinhlong.example/bien-nhan", about="receipt key name")
LOG_PROMISE_HOURS = env.integer(
    "DINHLANG_LOG_PROMISE_HOURS", 24, least=1, about="hours in which a receipt promises a place in the log"
)
# Kinds of subjects whose records anybody may open, besides those that were opened one by one.
LOG_OPEN_KINDS = env.words(
    "DINHLANG_LOG_OPEN_KINDS",
    "organisations.*,law.*,coordination.*,disclosure.item,decisions.decision,decisions.roll,decisions.initiative,"
    "decisions.conference,consultations.consultation,reception.head,reception.day,reception.dialogue,reception.promise",
    about="kinds public in the log, a.*,b",
)
SIGNER_SOCKET = env.text(
    "DINHLANG_SIGNER_SOCKET",
    str(DATA_DIR / "signer.sock"),
    about="socket of the signer process",
    default_words="`signer.sock` in the data directory",
)
SIGNER_KEYS = DATA_DIR / "keys"
# Who reads the outbox, and which events: a name or a prefix ending in "*".
OUTBOX_SUBSCRIPTIONS: dict[str, list[str]] = {
    "log": ["*"],
    "feedback": ["feedback.*", "law.deadline_recomputed", "organisations.*"],
    # open tasks pass to the successors of their units; promises become tasks, and are kept when the task is done
    "coordination": ["organisations.*", "reception.promised", "coordination.task_done"],
}

# --- Django -----------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "dinhlang.apps.transparency",
    "dinhlang.apps.links",
    "dinhlang.apps.law",
    "dinhlang.apps.organisations",
    "dinhlang.apps.accounts",
    "dinhlang.apps.notifications",
    "dinhlang.apps.consultations",
    "dinhlang.apps.reception",
    "dinhlang.apps.feedback",
    "dinhlang.apps.disclosure",
    "dinhlang.apps.surveys",
    "dinhlang.apps.decisions",
    "dinhlang.apps.coordination",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",  # only the exchange with the provider; its tables stay empty
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "leaflet",
    "procrastinate.contrib.django",
]
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
SESSION_ENGINE = "dinhlang.apps.accounts.actions.session_store"
SESSION_COOKIE_AGE = 12 * 3600  # without use; a week at most with use (accounts/guards.py)
MIDDLEWARE = [
    "dinhlang.lib.pages.PageMiddleware",
    # Before all others, so that static files and requests refused on the way carry their headers too.
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "dinhlang.config.urls"
WSGI_APPLICATION = "dinhlang.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "dinhlang.config.jinja.Pages",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "dinhlang.config.jinja.environment"},
    },
    {  # only for allauth
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates" / "django"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dinhlang.config.context.deployment",
            ]
        },
    },
]
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
LAW_DIR = DATA_DIR / "law"  # rows of the province's and communes' own regulations, laid over law/*.toml
PAPER_FONTS = DATA_DIR / "paper-fonts"  # made when the first paper is written
STATICFILES_DIRS = [PACKAGE / "static", ("fonts", DATA_DIR / "fonts")]  # the fonts are made at first start
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA_DIR / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Every form of the product receives files through this one: it stops at the limits while the bytes still come.
FILE_UPLOAD_HANDLERS = ["dinhlang.lib.uploads.ReceivingHandler"]
FILE_UPLOAD_PERMISSIONS = 0o600
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
EMAIL_BACKEND = env.text(
    "DINHLANG_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", about="Django mail backend"
)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("DINHLANG_FROM_EMAIL", "dinhlang@vinhlong.example", about="sender of the mails")
SMS_URL = env.outside("DINHLANG_SMS_URL", about='gateway of text messages: gets POSTs of {"to": "+84…", "text": "…"}')
SMS_TOKEN = env.secret("DINHLANG_SMS_TOKEN", about="bearer token for that gateway")

# Whole public pages kept in memory, per web process (see lib/pages.py).
PAGE_BYTES = env.integer("DINHLANG_PAGE_BYTES", 32_000_000, about="bytes of kept public pages per web process")
PAGE_VERSIONS = "dinhlang.apps.transparency.queries.versions"

# --- security ---------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *(["{0.scheme}://{0.netloc}".format(urlsplit(MAP_TILES))] if MAP_TILES else [])],
        "media-src": [SELF, "blob:"],  # a spoken note is heard before it is sent
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:  # a name by which browsers refuse the cookie from any other host, and without TLS
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Behind a proxy that ends TLS, requests arrive as http and forms of the https address must still be ours.
CSRF_TRUSTED_ORIGINS = ["{0.scheme}://{0.netloc}".format(urlsplit(BASE_URL))] if HTTPS else []
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
X_FRAME_OPTIONS = "DENY"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/lam-viec/"
PASSWORD_RESET_TIMEOUT = 24 * 3600
TRUSTED_PROXIES = env.integer(
    "DINHLANG_TRUSTED_PROXIES", 0, about="how many of our own proxies stand before the web and write X-Forwarded-For"
)
# Limits of sign-in attempts count in the database: they hold across all web processes.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cacherow",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
ACCOUNT_ADAPTER = "dinhlang.web.accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
# Accounts with which households open their ballots.
OIDC_NAME = env.text("DINHLANG_OIDC_NAME", about="how people call the accounts of that provider")
OIDC_ISSUER = env.outside("DINHLANG_OIDC_ISSUER", about="OpenID Connect provider of accounts that open ballots")
OIDC_CLIENT_ID = env.text("DINHLANG_OIDC_CLIENT_ID", about="name of this deployment at that provider")
OIDC_SECRET = env.secret("DINHLANG_OIDC_SECRET", about="secret of this deployment at that provider")
SOCIALACCOUNT_ADAPTER = "dinhlang.web.decisions.ballots.account.HouseholdAccounts"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "SCOPE": ["openid"]}}
MFA_ADAPTER = "dinhlang.web.accounts.adapter.SecondFactor"
MFA_TOTP_ISSUER = f"Đình Làng · {PROVINCE_NAME}"
MFA_TOTP_TOLERANCE = 1  # one step of 30 s: telephones' clocks differ
MFA_RECOVERY_CODES_SHOW_ONCE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "dinhlang.lib.log_lines.WithoutWords",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "filters": {"without_codes": {"()": "dinhlang.lib.private_addresses.WithoutCodes"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_codes"]}},
    "root": {"handlers": ["stderr"], "level": "INFO" if not DEBUG else "DEBUG"},
    # They talk at every start, and of every job.
    "loggers": {"procrastinate": {"level": "WARNING"}, "pikepdf": {"level": "WARNING"}},
}
