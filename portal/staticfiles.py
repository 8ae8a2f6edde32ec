"""Static files for production: hashed, compressed, the stylesheet's imports put into one file."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class BundledStorage(CompressedManifestStaticFilesStorage):
    pass
