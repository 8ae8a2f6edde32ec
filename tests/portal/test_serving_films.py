"""The product's own web server hands over parts of films, and writes no secret of an address into its log."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from django.conf import settings

from content.models import Film
from portal import serve

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Ask = Callable[..., tuple[HTTPResponse, bytes]]


@pytest.fixture
def film(course: None) -> Film:
    return Film.objects.get(key="prediction")


@contextmanager
def served(installation: dict[str, str], log: Path) -> Iterator[Ask]:
    """The web process alone, as ./run starts it, with an access log."""
    port = int(installation["PORT"])
    given = {**os.environ, **installation, "MEDIA_ROOT": str(settings.MEDIA_ROOT)}
    command = [*serve.WEB, "--bind", f"127.0.0.1:{port}", "--access-logfile", str(log)]
    web = subprocess.Popen(command, cwd=settings.BASE_DIR, env=given)

    def ask(path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers={"Host": "localhost", **named})
        answer = connection.getresponse()
        return answer, answer.read()

    try:
        while not serve.answers("127.0.0.1", port):
            assert web.poll() is None
        yield ask
    finally:
        web.terminate()
        web.wait(40)


def test_a_player_gets_the_parts_it_asks_for_and_nobody_reads_a_token_in_the_log(
    film: Film, installation: dict[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "access.log"
    with film.file.open("rb") as stream:
        data = stream.read()
    with served(installation, log) as ask:
        whole, words = ask(film.url)
        assert (whole.status, words, whole.headers["Accept-Ranges"]) == (200, data, "bytes")
        parts_come(film, ask, data, whole.headers["ETag"])
        # OPTIONS, so that the answer is no page: this installation has no collected files.
        came_from = "http://localhost/review/small-letters/"
        answer, _words = ask("/listen/small-letters/podcast.xml", "OPTIONS", Referer=came_from)
        assert answer.status == 405
    lines = log.read_text()
    assert film.url in lines
    assert "OPTIONS /listen/…/podcast.xml HTTP/1.1" in lines
    assert "small-letters" not in lines


def parts_come(film: Film, ask: Ask, data: bytes, etag: str) -> None:
    size = len(data)
    wanted = {"0-0": (0, 0), "0-1": (0, 1), f"{size - 9}-": (size - 9, size - 1), "-5": (size - 5, size - 1)}
    for asked, (first, last) in wanted.items():
        part, words = ask(film.url, Range=f"bytes={asked}")
        assert (part.status, words) == (206, data[first : last + 1])
        assert part.headers["Content-Range"] == f"bytes {first}-{last}/{size}"
        assert part.headers["Content-Length"] == str(last + 1 - first)
    behind, words = ask(film.url, Range=f"bytes={size}-")
    assert (behind.status, words, behind.headers["Content-Range"]) == (416, b"", f"bytes */{size}")
    same, words = ask(film.url, Range="bytes=0-9", If_Range=etag)
    assert (same.status, words) == (206, data[:10])
    other, words = ask(film.url, Range="bytes=0-9", If_Range='"another"')
    assert (other.status, len(words)) == (200, size)
    head, words = ask(film.url, "HEAD", Range="bytes=0-9")
    assert (head.status, words, head.headers["Content-Length"]) == (200, b"", str(size))
    assert head.headers["ETag"] == etag
