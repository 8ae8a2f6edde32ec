"""Every environment variable the product reads; docs/operations.md explains each (a test compares)."""

from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parents[2]
env = environ.Env()

VAR = Path(env.str("SOUNDINGS_DATA", default=str(ROOT / "var")))
SECRET_KEY = env.str("SECRET_KEY", default="")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DATABASE_URL = env.str("DATABASE_URL", default=f"sqlite:///{VAR / 'soundings.sqlite3'}")
DATABASE_KEEPS_PLANS = env.bool("DATABASE_KEEPS_PLANS", default=True)
CACHE_URL = env.str("CACHE_URL", default="")
BROKER_URL = env.str("CELERY_BROKER_URL", default="")
BASE_URL = env.str("BASE_URL", default="").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1)
EMAIL_URL = env.str("EMAIL_URL", default="")
MAIL_FROM = env.str("MAIL_FROM", default="Soundings <portal@localhost>")
PRODUCT_NAME = env.str("PRODUCT_NAME", default="Soundings")
PORT = env.int("PORT", default=8000)
BIND = env.str("BIND", default="127.0.0.1")
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR / "media")))
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR / "static")))
INCOMING = VAR / "incoming"
CURRICULUM_KEY_FILE = Path(env.str("CURRICULUM_KEY_FILE", default=str(VAR / "curriculum-key.pem")))
CREDENTIAL_KEY_FILE = Path(env.str("CREDENTIAL_KEY_FILE", default=str(VAR / "credential-key.pem")))
EMBED_PROVIDERS = env.list("EMBED_PROVIDERS", default=["youtube", "vimeo"])
FILM_UPLOAD_MAX_SIZE = env.int("FILM_UPLOAD_MAX_SIZE", default=500 * 1024**2)
ROUND_MONTHS = env.int("ROUND_MONTHS", default=12)
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
