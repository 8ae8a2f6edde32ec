"""Who made an archive: Ed25519 over its manifest, by a key that an installation makes once and keeps."""

import base64
import json
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from jobs.key_files import kept_bytes
from saying import _

from .archive import Refused


def kept_key(path: Path) -> Ed25519PrivateKey:
    """The key in the file, made on the first call; two first calls at once agree on one key."""
    found = serialization.load_pem_private_key(kept_bytes(path, _fresh), password=None)
    if not isinstance(found, Ed25519PrivateKey):
        raise TypeError(f"{path} holds another kind of key.")
    return found


def signature_of(key: Ed25519PrivateKey, manifest: bytes) -> bytes:
    """The text of signature.json."""
    facts = {"key": _text(_raw(key.public_key())), "signature": _text(key.sign(manifest))}
    return json.dumps(facts, indent=1).encode()


def signer_of(manifest: bytes, signature: bytes) -> str:
    """The fingerprint of the key that signed these bytes; raises Refused where it did not."""
    try:
        facts = json.loads(signature)
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(facts["key"], validate=True))
        key.verify(base64.b64decode(facts["signature"], validate=True), manifest)
    except InvalidSignature as fault:
        raise Refused(_("The signature does not fit: the archive was changed after it was made.")) from fault
    except (ValueError, TypeError, KeyError, RecursionError) as fault:
        raise Refused(_("The signature of the archive cannot be read.")) from fault
    return fingerprint(key)


def fingerprint(key: Ed25519PublicKey) -> str:
    """What two people compare by telephone: the first 16 bytes of the key's SHA-256, in groups of four."""
    digits = sha256(_raw(key)).hexdigest()[:32]
    return " ".join(digits[start : start + 4] for start in range(0, 32, 4))


def _raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _fresh() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
