"""Settings, all of them; what differs between installations comes from the environment.

SITE_URL      https://… of the site; without it the site answers on loopback only
SECRET_KEY    otherwise made once and kept in var/secret-key
DATABASE_URL  otherwise SQLite in var/; postgres://… switches to PostgreSQL
DATA_DIR      otherwise var/ beside this checkout
EMAIL_URL     smtp://…; without it no mail is sent and none is needed
SESSION_DAYS  days a sign-in lasts; otherwise 14
KEEP_CODES_DAYS     days a one-time code is kept once it has expired; otherwise 90
KEEP_CODE_LOG_DAYS  days the logs tell who was given a code; otherwise 730
              (`manage.py tidy` removes what is older)
DEBUG         1 for Django's error pages, on loopback only
"""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from elearning.environment import allowed_hosts, database, days, secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

VAR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
VAR.mkdir(mode=0o700, parents=True, exist_ok=True)

# --- where the site stands

SITE_URL = env.str("SITE_URL", default="").rstrip("/")
HTTPS = SITE_URL.startswith("https://")
DEBUG = env.bool("DEBUG", default=False)
if SITE_URL and not HTTPS:
    raise ImproperlyConfigured("SITE_URL must start with https:// (leave it out on loopback).")
if DEBUG and SITE_URL:
    raise ImproperlyConfigured("DEBUG shows secrets: it is for loopback only, without SITE_URL.")

SECRET_KEY = env.str("SECRET_KEY", default="") or secret_key(VAR / "secret-key")
ALLOWED_HOSTS = allowed_hosts(SITE_URL)
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL else []
ROOT_URLCONF = "elearning.urls"
WSGI_APPLICATION = "elearning.wsgi.application"

# --- what it is made of

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "courses.accounts",
    "courses.content",
    "courses.cohorts",
    "courses.quizzes",
    "courses.progress",
    "courses.exchange",
]

MIDDLEWARE = [
    "elearning.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "elearning.headers.CompressedText",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "courses.accounts.middleware.PersonMiddleware",
    "elearning.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "elearning.entrance.middleware.EntranceMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "libraries": {"page": "elearning.page_tags"},
            "builtins": [
                "django.templatetags.i18n",
                "elearning.page_tags",
                "elearning.date_tags",
                "elearning.number_tags",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- rows

DATABASES = {"default": database(env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'db.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Counters of the rate limits: shared by the workers, gone without harm.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR / "cache",
    }
}

# --- people

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_FORMS = {
    "login": "courses.accounts.forms.SignInForm",
    "change_password": "courses.accounts.forms.ChangedPasswordForm",
    "set_password": "courses.accounts.forms.FirstPasswordForm",
    "reset_password": "courses.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "courses.accounts.forms.NewPasswordForm",
}
ACCOUNT_ADAPTER = "courses.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "identifier"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
# A class of forty signs in within a minute from one address; a guesser does not get far.
ACCOUNT_RATE_LIMITS = {
    "login": "80/m/ip",
    "login_failed": "120/5m/ip,8/5m/key",
    "code_sign_in": "240/5m/ip,12/5m/key",
    "join": "120/5m/ip,240/5m/key",
}

SESSION_ENGINE = "courses.accounts.sessions"
SESSION_COOKIE_AGE = days(env, "SESSION_DAYS", 14) * 24 * 3600
KEEP_CODES_DAYS = days(env, "KEEP_CODES_DAYS", 90)
KEEP_CODE_LOG_DAYS = days(env, "KEEP_CODE_LOG_DAYS", 730)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

EMAIL_CONFIG = env.email("EMAIL_URL", default="dummymail://")
vars().update(EMAIL_CONFIG)
MAIL_IS_SENT = env.str("EMAIL_URL", default="") != ""

# --- words and time

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
# Off: a space would break every id above 999; counts that need one ask for it (floatformat "g").
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = env.str("TIME_ZONE", default="Africa/Dakar")

# --- files

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "media"
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "elearning.storage.HashedStaticFiles"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
# Without collectstatic (tests, `manage.py runserver`) files are found where they are written.
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

# --- safety

SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"
SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # identifiers are unique whatever their case, by a constraint it does not read
    "security.W002",  # elearning.headers sends X-Frame-Options, on static files too
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
