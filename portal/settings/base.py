"""What every installation shares; the reasons for the guards are in docs/operations.md."""

from csp.constants import NONCE, NONE, SELF
from django.urls import reverse_lazy

from . import environment as given
from .databases import database
from .logs import LOGGING as LOGGING

BASE_DIR = given.ROOT
PRODUCT_NAME = given.PRODUCT_NAME
DEBUG = False
SECRET_KEY = given.SECRET_KEY
SECRET_KEY_FALLBACKS = given.SECRET_KEY_FALLBACKS
CREDENTIAL_KEY_FILE = given.CREDENTIAL_KEY_FILE
CURRICULUM_KEY_FILE = given.CURRICULUM_KEY_FILE
ROUND_MONTHS = given.ROUND_MONTHS  # how long a round stays open that nobody closes
INCOMING = given.INCOMING  # archives that wait to be confirmed
ALLOWED_HOSTS = given.ALLOWED_HOSTS

INSTALLED_APPS = [
    "reports",
    "courses",
    "readiness",
    "content",
    "accounts",
    "jobs",
    "portal",
    "wagtailmedia",
    "wagtail.contrib.redirects",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]
MIDDLEWARE = [
    "portal.middleware.response_policy",
    "portal.middleware.documents_packed",
    "csp.middleware.CSPMiddleware",
    "content.framing.frames_named",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.languages.speaking",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.access.privileged_pages",
    "accounts.exports.exports_named",
    "content.refusing.RefusedToPublish",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
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
                "portal.context.frame",
            ],
        },
    },
]

DATABASES = {"default": database(given.DATABASE_URL)}
KEEP_PLANS = given.DATABASE_KEEPS_PLANS  # of PostgreSQL, for the statements of every page
ATOMIC_REQUESTS = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        **given.env.cache_url_config(given.CACHE_URL),
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
    }
    if given.CACHE_URL
    # Rate limits are counted by all processes together, so never a cache of one process alone; and no flood
    # of other entries may push them out.
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(given.VAR / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

LANGUAGE_CODE = "en"
# In their own names: whoever looks for a language must be able to read it.
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LANGUAGE_COOKIE_NAME = "soundings_language"
FORMAT_MODULE_PATH = ["portal.formats"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = given.STATIC_ROOT
# The pictures of the authors' handbook stand beside its text and are shown in the editor.
STATICFILES_DIRS = [BASE_DIR / "static", ("handbook", BASE_DIR / "docs/pictures")]
MEDIA_ROOT = given.MEDIA_ROOT
MEDIA_URL = "/media/"  # nothing is served there: pictures, films and documents go through views
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.staticfiles.BundledStorage"},
}
WHITENOISE_MAX_AGE = 60
WHITENOISE_ALLOW_ALL_ORIGINS = False

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",  # by e-mail; carries ModelBackend's permissions
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3600
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"

SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
DEVICE_COOKIE_NAME = "soundings_device"
# What a device kept becomes the account's: one verb of each room that keeps something.
DEVICE_ADOPTERS = ["courses.merge.merge_device", "readiness.merge.merge_device"]
# Who teaches a topic of the instrument: a function from topics to published units.
TOPIC_TEACHING = "portal.lessons.units_for"
# Which topics must be taught: the framework knows them, and the lint of the course asks.
TOPICS_TO_TEACH = "portal.topics.topics_to_teach"
# What a finished unit asks again: a function from who asks, its topics and its key to questions.
TOPIC_FOLLOWUP = "portal.followup.asked_again"
THEME_COOKIE_NAME = "soundings_theme"
CSRF_FAILURE_VIEW = "portal.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview frames our own pages
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "report-uri": "/csp-report/",
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # the form of a check has about 50 for each question
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o640

DEFAULT_FROM_EMAIL = SERVER_EMAIL = given.MAIL_FROM
if given.EMAIL_URL:
    vars().update(given.env.email_url_config(given.EMAIL_URL))
    # A request never waits for the mail server: mail is a job, and the worker hands it over.
    MAIL_TRANSPORT, EMAIL_BACKEND, EMAIL_TIMEOUT = vars()["EMAIL_BACKEND"], "jobs.mail.QueuedBackend", 10

# Settings of one subject each, one namespace with these.
from .accounts import *  # noqa: E402,F403
from .tasks import *  # noqa: E402,F403
from .wagtail import *  # noqa: E402,F403
