"""The key that signs credentials: made once, kept like the secret key; RS256, which every verifier knows."""

import base64
import json
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from jobs.key_files import kept_bytes

ALGORITHM = "RS256"
BITS = 2048


class NoKey(RuntimeError):
    """The file holds something else than a private RSA key."""


@dataclass(frozen=True)
class Key:
    private: rsa.RSAPrivateKey

    @property
    def public(self) -> dict[str, str]:
        """The public half as a JWK; it never holds `d`."""
        found: dict[str, str] = jwt.algorithms.RSAAlgorithm.to_jwk(self.private.public_key(), as_dict=True)
        return {"kty": found["kty"], "n": found["n"], "e": found["e"], "alg": ALGORITHM, "use": "sig"}

    @property
    def thumbprint(self) -> str:
        """RFC 7638: the key's name is made of the key itself."""
        required = {name: self.public[name] for name in ("e", "kty", "n")}
        text = json.dumps(required, sort_keys=True, separators=(",", ":"))
        return base64.urlsafe_b64encode(sha256(text.encode()).digest()).rstrip(b"=").decode()

    def signed(self, payload: dict[str, Any], address: str) -> str:
        """A compact JWS, the same for the same input; `address` is where the public half can be fetched."""
        return jwt.encode(payload, self.private, ALGORITHM, {"kid": address, "typ": "JWT"})


def kept_key(path: Path) -> Key:
    """The key in the file, made on the first call; two first calls at once agree on one key."""
    return _read(kept_bytes(Path(path), _fresh), path)


def _fresh() -> bytes:
    return rsa.generate_private_key(public_exponent=65_537, key_size=BITS).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


@lru_cache(maxsize=4)
def _read(pem: bytes, path: Path) -> Key:
    try:
        found = serialization.load_pem_private_key(pem, password=None)
    except ValueError as fault:
        raise NoKey(f"{path} holds no private key.") from fault
    if not isinstance(found, rsa.RSAPrivateKey):
        raise NoKey(f"{path} holds no RSA key.")
    return Key(found)
