"""What readers see at the addresses of learning."""

import pytest

pytestmark = pytest.mark.django_db


def test_smoke(school, visitor):
    for url in [
        "/learn/",
        "/learn/strategy/",
        "/learn/strategy/jabil/",
        "/learn/strategy/jabil/question/",
        "/learn/strategy/jabil/outcome/",
        "/learn/strategy/jabil/print/",
        "/learn/strategy/check/",
    ]:
        r = visitor.get(url)
        print(url, r.status_code)
        assert r.status_code == 200
