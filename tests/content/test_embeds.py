"""Films that lie elsewhere: only of allowed providers, framed on their own pages alone, loaded by a click."""

import re

import pytest

from content.embeds import embed_of
from content.framing import frames_named
from content.models import Film, VideoPage
from courses.models import Completion
from tests.content import trees
from tests.content.test_uploads import WORDS, picture

ID = "dQw4w9WgXcQ"
WATCH = f"https://www.youtube.com/watch?v={ID}"
BOTH = ("youtube", "vimeo")
PLAYER = "https://www.youtube-nocookie.com"


@pytest.mark.parametrize(
    ("address", "player"),
    [
        (WATCH, f"{PLAYER}/embed/{ID}?rel=0"),
        (f"https://www.youtube.com/watch?list=x&v={ID}&t=3", f"{PLAYER}/embed/{ID}?rel=0"),
        (f"https://m.youtube.com/shorts/{ID}", f"{PLAYER}/embed/{ID}?rel=0"),
        (f"https://youtu.be/{ID}?si=abc", f"{PLAYER}/embed/{ID}?rel=0"),
        (f"{PLAYER}/embed/{ID}", f"{PLAYER}/embed/{ID}?rel=0"),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://vimeo.com/76979871/ab12cd34ef", "https://player.vimeo.com/video/76979871?dnt=1&h=ab12cd34ef"),
        ("https://player.vimeo.com/video/76979871?h=ab12cd34ef&x=1",
         "https://player.vimeo.com/video/76979871?dnt=1&h=ab12cd34ef"),
    ],
)  # fmt: skip
def test_an_address_leads_to_the_quiet_player_and_its_page_back_to_it(address: str, player: str) -> None:
    embed = embed_of(address, BOTH)
    assert embed.player == player
    assert embed_of(embed.page, BOTH) == embed


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/film.mp4",
        "http://www.youtube.com/watch?v=dQw4w9WgXcQ",
        f"https://www.youtube.com.example.org/watch?v={ID}",
        f"https://example.org/?https://youtu.be/{ID}",
        f"https://user@www.youtube.com/watch?v={ID}",
        "https://www.youtube.com/watch?v=short",
        f"https://www.youtube.com/watch?v={ID}%22onload",
        f"https://youtu.be/{ID}/../x",
        "https://www.youtube.com/redirect?q=https://example.org",
        "https://vimeo.com/channels/staffpicks",
        "https://vimeo.com/٧٦٩٧٩٨٧١",
        "https://127.0.0.1/",
        "javascript:alert(1)",
        f"{WATCH}\n<script>",
    ],
)
def test_other_addresses_lead_nowhere(address: str) -> None:
    assert embed_of(address, BOTH) is None


def test_what_stands_behind_a_known_film_is_dropped() -> None:
    assert embed_of(f'https://youtu.be/{ID}?"><script>', BOTH).page == WATCH


def test_only_allowed_providers() -> None:
    assert embed_of(WATCH, ("vimeo",)) is None


@pytest.mark.django_db
class TestTheForm:
    @pytest.fixture(autouse=True)
    def _storage(self, settings, tmp_path) -> None:
        settings.MEDIA_ROOT, settings.PRIVILEGED_PATHS = tmp_path, ("/nothing-here/",)

    def add(self, client, address: str, **more: object):
        sent = {"title": "Theirs", "collection": 1, "tags": "", "captions": WORDS, "address": address, **more}
        return client.post("/admin/media/video/add/", sent)

    def test_keeps_the_films_own_page(self, admin_client) -> None:
        self.add(admin_client, f"https://youtu.be/{ID}?si=tracking", thumbnail=picture())
        film = Film.objects.get()
        assert (film.address, film.is_ready, bool(film.file), film.duration) == (WATCH, True, False, 0)

    def test_names_the_list_when_it_refuses(self, admin_client) -> None:
        response = self.add(admin_client, "https://films.example.org/1")
        assert response.status_code == 422
        assert "YouTube, Vimeo" in response.content.decode()
        assert not Film.objects.exists()

    def test_without_providers_there_are_none(self, admin_client, settings) -> None:
        settings.EMBED_PROVIDERS = []
        assert self.add(admin_client, WATCH).status_code == 422


@pytest.mark.django_db
class TestThePage:
    URL = "/learn/strategy/theirs/"

    @pytest.fixture
    def film(self) -> Film:
        film = trees.film(file="", address=WATCH, captions=WORDS, duration=0)
        trees.unit(trees.module(), "theirs", model=VideoPage, film=film)
        return film

    def test_frames_its_provider_and_loads_nothing(self, client, film) -> None:
        response = client.get(self.URL)
        html = response.content.decode()
        assert f"frame-src 'self' {PLAYER};" in response.headers["Content-Security-Policy"] + ";"
        assert not re.search(r"<iframe|<video|src=\"https?:|js/film\.js", html)
        assert f'href="{WATCH}"' in html
        assert "www.youtube-nocookie.com" in html
        assert "Hello" in html

    @pytest.mark.parametrize("url", ["/", "/learn/strategy/plain/"])
    def test_other_pages_frame_nobody(self, client, film, url) -> None:
        trees.unit(film.units.get().get_parent().specific, "plain")
        assert "youtube" not in client.get(url).headers["Content-Security-Policy"]

    def test_would_frame_nobody_without_being_named(self, client, film, monkeypatch) -> None:
        """The control: the policy's line is the middleware's work."""
        monkeypatch.setattr("content.templatetags.framing.may_frame", lambda *given: None)
        assert "youtube" not in client.get(self.URL).headers["Content-Security-Policy"]
        assert frames_named(lambda request: None)

    def test_is_watched_when_the_reader_says_so_and_not_by_seconds(self, client, film) -> None:
        assert "cannot see whether it was watched" in client.get(self.URL).content.decode()
        sent = {"played": [[0, 9]], "second": 9, "speed": 1, "tab": "a", "sequence": 1}
        client.post(f"{self.URL}do/played/", sent, content_type="application/json")
        assert not Completion.objects.exists()
        client.post(f"{self.URL}do/mark_read/", {"section": "part-1"})
        assert Completion.objects.get().how == "marked"

    def test_of_a_provider_that_is_no_longer_allowed_shows_nothing(self, client, film, settings) -> None:
        settings.EMBED_PROVIDERS = ["vimeo"]
        response = client.get(self.URL)
        assert "youtube" not in response.headers["Content-Security-Policy"] + response.content.decode()
