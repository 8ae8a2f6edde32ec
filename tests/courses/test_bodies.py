"""Whatever is sent to the small addresses: a sentence and a 4xx, never a 500, never a lost place."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.models import Place

PLACE = "/learn/strategy/guide-0/do/place/"
PLAYED = "/learn/strategy/opening/do/played/"
JSON = "application/json"


def post(client, url, body, kind=JSON):
    return client.generic("POST", url, body, content_type=kind)


def told(response):
    return json.loads(response.content)["error"]


@pytest.fixture
def kept(reader, school):
    """A place that nothing here may move."""
    post(reader, PLACE, json.dumps({"section": "second", "seconds": 3}))
    return lambda: Place.objects.values_list("section", "seconds_open").get()


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (" ", JSON, 400),
        ("{", JSON, 400),
        ("[]", JSON, 400),
        ("3", JSON, 400),
        ("null", JSON, 400),
        ("\xff\xfe", JSON, 400),
        ("[" * 20_000, JSON, 400),
        ('{"a":' * 9_000, JSON, 400),
        ('{"section": "first", "seconds": NaN}', JSON, 400),
        ('{"section": "first", "seconds": -Infinity}', JSON, 400),
        ('{"section": "first", "seconds": 1e999}', JSON, 422),
        ('{"section": "first", "seconds": -1}', JSON, 422),
        ('{"section": "first", "seconds": true}', JSON, 422),
        ('{"section": "first", "seconds": null}', JSON, 422),
        ('{"section": "first", "seconds": "nan"}', JSON, 422),
        ('{"section": "first", "seconds": ' + "9" * 400 + "}", JSON, 422),
        ('{"section": "first", "seconds": ' + "9" * 5000 + "}", JSON, 400),
        ('{"section": "first", "sequence": 2.5}', JSON, 422),
        ('{"section": "first", "sequence": 99999999999}', JSON, 422),
        ('{"section": "first", "age": -5}', JSON, 422),
        ('{"section": "first", "tab": "<script>"}', JSON, 422),
        ('{"section": "first", "tab": "' + "a" * 25 + '"}', JSON, 422),
        ('{"section": "\\ud800"}', JSON, 422),
        ('{"section": "first\\n"}', JSON, 422),
        ('{"section": ["first"]}', JSON, 422),
        ('{"section": "nowhere"}', JSON, 404),
        ('{"section": "first", "sentence": "s-000000"}', JSON, 404),
        ("{}", JSON, 404),
        ("section=nowhere", "application/x-www-form-urlencoded", 404),
        ("section=first&seconds=nan", "application/x-www-form-urlencoded", 422),
        ("{}", "text/plain", 415),
        ("{}", "", 415),
        ("{}", "application/json; charset=nonsense", 404),
    ],
)
def test_bad_reports(reader, kept, body, kind, status):
    before = kept()
    response = post(reader, PLACE, body.encode("latin-1"), kind)
    assert response.status_code == status
    if kind.startswith(JSON):
        assert told(response)
    assert kept() == before


@pytest.mark.parametrize("url", [PLACE, PLAYED])
def test_ten_megabytes_are_refused_unread(reader, school, url):
    response = post(reader, url, b'{"section": "first", "x": "' + b"x" * 10_000_000 + b'"}')
    assert response.status_code == 413
    assert "64 KB" in told(response)


def test_ten_megabytes_of_a_form_are_refused(reader, school):
    response = post(reader, PLACE, b"section=" + b"x" * 10_000_000, "application/x-www-form-urlencoded")
    assert response.status_code in (400, 413)
    assert not Place.objects.exists()


def test_a_length_that_is_no_number_is_not_believed(reader, school):
    response = reader.generic("POST", PLACE, b"{}", content_type=JSON, CONTENT_LENGTH="much")
    assert response.status_code == 400


@pytest.mark.parametrize("unit", ["nothing", "check", "print"])
def test_units_that_keep_no_place(reader, school, unit):
    response = post(reader, f"/learn/strategy/{unit}/do/place/", json.dumps({"section": "first"}))
    assert response.status_code in (404, 422)
    assert told(response)


def test_a_withdrawn_unit_says_so(reader, school):
    school.guide.unpublish()
    response = post(reader, PLACE, json.dumps({"section": "first"}))
    assert response.status_code == 404
    assert told(response) == "No unit is published at this address."


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
NAMES = ("section", "sentence", "seconds", "tab", "sequence", "age", "played", "second", "speed")
bodies = st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=8), values, max_size=9)
fuzz = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@fuzz
@given(body=bodies, url=st.sampled_from([PLACE, PLAYED]))
def test_any_json_is_answered_without_an_error(reader, school, body, url):
    response = post(reader, url, json.dumps(body))
    assert response.status_code < 500
    assert json.loads(response.content)


@fuzz
@given(
    body=st.binary(max_size=200),
    url=st.sampled_from([PLACE, PLAYED]),
    kind=st.sampled_from(
        [JSON, "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data"]
    ),
)
def test_any_bytes_are_answered_without_an_error(reader, school, body, url, kind):
    assert post(reader, url, body, kind).status_code < 500


FORMS = [
    "continue",
    "mark_read",
    "case_answer",
    "note_save",
    "note_delete",
    "bookmark",
    "check_start",
    "check_answer",
]
FIELDS = ("section", "seconds", "question", "choice", "text", "skip", "on", "number", "option")


@fuzz
@given(
    fields=st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=20), max_size=6),
    unit=st.sampled_from(["guide-0", "jabil", "opening", "check"]),
    verb=st.sampled_from(FORMS),
)
def test_any_form_is_answered_without_an_error(reader, school, fields, unit, verb):
    sendable = {name: value.encode("utf-8", "replace").decode() for name, value in fields.items()}
    assert reader.post(f"/learn/strategy/{unit}/do/{verb}/", sendable).status_code < 500
