"""The credential: what Open Badges 3.0 asks for, signed so that anybody can check it with the public key."""

import json
import threading
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import jwt
import pytest

from reports.certificates import credential as badge
from reports.certificates import signing
from reports.certificates.credential import Award, Issuer
from reports.certificates.signing import NoKey, kept_key

HOME = "https://learn.example.org"
SCHEMA = json.loads((Path(badge.__file__).parents[1] / "schemas" / "open-badge-3.0.json").read_text())
ISSUER = Issuer(f"{HOME}/certificates/issuer.json", "Soundings", HOME, f"{HOME}/certificates/revoked.json")
AWARD = Award(
    id=f"{HOME}/certificates/0b9c/",
    subject="urn:uuid:6f0a0b9c-0000-4000-8000-000000000001",
    name="Ada Example",
    email_hash=badge.hashed("Ada@Example.org", "salt"),
    salt="salt",
    module="strategy",
    module_url=f"{HOME}/learn/strategy/",
    title="Strategy",
    units=("Where value comes from", "Check"),
    minutes=62,
    completed_at=datetime(2026, 3, 2, 9, 30, 11, 123, tzinfo=UTC),
    issued_at=datetime(2026, 3, 3, 10, tzinfo=UTC),
)


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> signing.Key:
    return kept_key(tmp_path_factory.mktemp("keys") / "credential-key.pem")


def check(document: object) -> None:
    format_checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(SCHEMA, format_checker=format_checker).validate(document)


def test_the_document_fits_the_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    check(badge.credential(AWARD, ISSUER))


@pytest.mark.parametrize("gone", ["validFrom", "issuer", "credentialSubject", "name", "type", "id"])
def test_a_document_without_a_part_does_not_fit(gone: str) -> None:
    document = badge.credential(AWARD, ISSUER)
    del document[gone]
    with pytest.raises(jsonschema.ValidationError):
        check(document)


def test_the_address_is_in_it_only_as_a_salted_hash() -> None:
    text = json.dumps(badge.credential(AWARD, ISSUER))
    assert "ada@example.org" not in text.lower()
    found = badge.credential(AWARD, ISSUER)["credentialSubject"]["identifier"]
    assert [each["identityType"] for each in found] == ["name", "emailAddress"]
    assert found[1]["identityHash"] == f"sha256${badge.hashed(' ada@example.org ', 'salt')}"


def test_whoever_has_the_public_key_can_check_it(key: signing.Key) -> None:
    document = badge.credential(AWARD, ISSUER)
    token = key.signed(badge.claims(document, AWARD), f"{HOME}/certificates/keys/{key.thumbprint}.json")
    header = jwt.get_unverified_header(token)
    assert header == {"alg": "RS256", "typ": "JWT", "kid": f"{HOME}/certificates/keys/{key.thumbprint}.json"}
    public = jwt.PyJWK(key.public)
    found = jwt.decode(token, public, algorithms=["RS256"], options={"verify_aud": False})
    check(found)
    assert (found["iss"], found["jti"], found["sub"]) == (ISSUER.id, AWARD.id, AWARD.subject)
    assert datetime.fromtimestamp(found["nbf"], UTC) == AWARD.issued_at
    assert {name: found[name] for name in document} == document


def test_a_changed_word_is_found_out(key: signing.Key, tmp_path: Path) -> None:
    """The control: another content, or another key, and the signature does not hold."""
    token = key.signed(badge.claims(badge.credential(AWARD, ISSUER), AWARD), "https://example.org/key")
    head, body, tail = token.split(".")
    forged = ".".join((head, body[:-3] + ("AAA" if body[-3:] != "AAA" else "BBB"), tail))
    with pytest.raises(jwt.InvalidTokenError):
        jwt.decode(forged, jwt.PyJWK(key.public), algorithms=["RS256"])
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(token, jwt.PyJWK(kept_key(tmp_path / "other.pem").public), algorithms=["RS256"])


def test_the_public_half_gives_nothing_away(key: signing.Key) -> None:
    assert set(key.public) == {"kty", "n", "e", "alg", "use"}


def test_the_same_award_gives_the_same_bytes(key: signing.Key) -> None:
    payload = badge.claims(badge.credential(AWARD, ISSUER), AWARD)
    assert key.signed(payload, "https://example.org/key") == key.signed(payload, "https://example.org/key")


def test_the_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    path, found = tmp_path / "fresh" / "credential-key.pem", []
    started = [threading.Thread(target=lambda: found.append(kept_key(path).thumbprint)) for _ in range(2)]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()
    assert len(set(found)) == 1
    assert path.stat().st_mode & 0o077 == 0
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_file_that_holds_no_key_is_named(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_text("nothing")
    with pytest.raises(NoKey, match="holds no private key"):
        kept_key(path)


def test_what_was_withdrawn_is_listed() -> None:
    found = badge.revocations(ISSUER, [AWARD.id])
    assert found["revokedCredential"] == [{"id": AWARD.id, "revoked": True}]
    assert found["id"] == badge.credential(AWARD, ISSUER)["credentialStatus"]["id"]
