"""Films and drawings over HTTP: who may have them, and which bytes."""

import gzip
import hashlib

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupCollectionPermission, PageViewRestriction

from accounts.models import User
from content import plates
from content.models import Film, VideoPage
from tests.content import trees

pytestmark = pytest.mark.django_db
DATA = bytes(range(256)) * 40
VTT = "WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n"


@pytest.fixture
def film(settings, tmp_path) -> Film:
    settings.MEDIA_ROOT = tmp_path
    row = Film(title="A film", type="video", duration=2, captions=VTT, chapters=VTT)
    row.file.save("a.mp4", ContentFile(DATA), save=False)
    row.thumbnail.save("a.jpg", ContentFile(b"jpeg"), save=False)
    row.save()
    return row


@pytest.fixture
def shown(film: Film) -> Film:
    trees.unit(trees.module(), "opening", model=VideoPage, film=film)
    return film


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


class TestRanges:
    def test_whole(self, client, shown) -> None:
        response = client.get(shown.url)
        assert (response.status_code, body(response)) == (200, DATA)
        assert response.headers["Content-Length"] == str(len(DATA))
        assert response.headers["Accept-Ranges"] == "bytes"
        assert response.headers["Content-Type"] == "video/mp4"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert response.headers["Cache-Control"].startswith("private")

    @pytest.mark.parametrize(
        ("asked", "first", "last"),
        [
            ("0-0", 0, 0),
            ("0-", 0, 10239),
            ("100-199", 100, 199),
            ("-1", 10239, 10239),
            ("10000-99999", 10000, 10239),
        ],
    )
    def test_a_part(self, client, shown, asked, first, last) -> None:
        response = client.get(shown.url, headers={"Range": f"bytes={asked}"})
        assert (response.status_code, body(response)) == (206, DATA[first : last + 1])
        assert response.headers["Content-Range"] == f"bytes {first}-{last}/10240"
        assert response.headers["Content-Length"] == str(last - first + 1)

    def test_behind_the_end(self, client, shown) -> None:
        response = client.get(shown.url, headers={"Range": "bytes=10240-"})
        assert (response.status_code, body(response)) == (416, b"")
        assert response.headers["Content-Range"] == "bytes */10240"

    @pytest.mark.parametrize("asked", ["bytes=0-1,5-9", "bytes=9-2", "lines=1-2", "bytes=x"])
    def test_several_or_nonsense_get_the_whole(self, client, shown, asked) -> None:
        response = client.get(shown.url, headers={"Range": asked})
        assert (response.status_code, len(body(response))) == (200, 10240)

    def test_a_part_only_of_the_file_it_was_begun_with(self, client, shown) -> None:
        etag = client.get(shown.url).headers["ETag"]
        for if_range, status in (
            (etag, 206),
            ('"other"', 200),
            ("Wed, 21 Oct 2015 07:28:00 GMT", 200),
            (f"W/{etag}", 200),
        ):
            given = {"Range": "bytes=0-9", "If-Range": if_range}
            assert client.get(shown.url, headers=given).status_code == status

    def test_head_says_the_same_without_the_bytes(self, client, shown) -> None:
        response = client.head(shown.url, headers={"Range": "bytes=0-9"})
        assert (response.status_code, body(response)) == (200, b"")
        assert response.headers["Content-Length"] == "10240"

    def test_known_already(self, client, shown) -> None:
        etag = client.get(shown.url).headers["ETag"]
        response = client.get(shown.url, headers={"If-None-Match": etag})
        assert (response.status_code, body(response)) == (304, b"")
        assert client.get(shown.url, headers={"If-Match": '"other"'}).status_code == 412

    def test_a_long_part_comes_in_pieces_and_whole(self, client, shown, monkeypatch) -> None:
        monkeypatch.setattr("content.sending.PIECE", 7)
        response = client.get(shown.url, headers={"Range": "bytes=3-9000"})
        assert body(response) == DATA[3:9001]

    def test_posting_is_not_allowed(self, client, shown) -> None:
        assert client.post(shown.url).status_code == 405


class TestOtherFiles:
    def test_captions_and_chapters_are_vtt(self, client, shown) -> None:
        for url in (shown.captions_url, shown.chapters_url):
            response = client.get(url)
            assert response.content.decode() == VTT
            assert response.headers["Content-Type"] == "text/vtt; charset=utf-8"
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert client.get(url, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304

    def test_poster(self, client, shown) -> None:
        response = client.get(shown.poster_url)
        assert (response.headers["Content-Type"], body(response)) == ("image/jpeg", b"jpeg")

    def test_the_sound_alone(self, client, shown) -> None:
        shown.sound.save("a.m4a", ContentFile(DATA))
        response = client.get(shown.sound_url, headers={"Range": "bytes=0-9"})
        assert (response.status_code, response.headers["Content-Type"]) == (206, "audio/mp4")

    def test_changed_captions_have_another_address(self, client, shown) -> None:
        old = shown.captions_url
        shown.captions = VTT + "\n"
        shown.save()
        assert shown.captions_url != old
        assert client.get(old).status_code == 404

    @pytest.mark.parametrize("name", ["b.mp4", "..%2Fa.mp4", "%00", "captions-00000000.vtt", "a.mp4%00.jpg"])
    def test_names_that_are_not_its_own(self, client, shown, name) -> None:
        assert client.get(f"/films/{shown.pk}/{name}").status_code == 404

    def test_an_unknown_film(self, client, shown) -> None:
        assert client.get(f"/films/{shown.pk + 1}/a.mp4").status_code == 404
        assert client.get("/films/99999999999999999999/a.mp4").status_code == 404

    def test_a_type_that_could_run_is_only_ever_downloaded(self, client, shown) -> None:
        shown.file.save("page.html", ContentFile(b"<script>alert(1)</script>"))
        response = client.get(shown.url)
        assert response.headers["Content-Type"] == "application/octet-stream"
        assert response.headers["Content-Disposition"] == "attachment"

    def test_a_lost_file_is_404(self, client, shown) -> None:
        shown.file.storage.delete(shown.file.name)
        assert client.get(shown.url).status_code == 404

    def test_the_storage_itself_is_not_served(self, client, shown) -> None:
        assert client.get(f"/media/{shown.file.name}").status_code == 404


class TestWhatAnEditorUploads:
    def test_a_whole_film_is_taken(self, film) -> None:
        film.full_clean(exclude=["tags"])

    @pytest.mark.parametrize(
        ("name", "value"),
        [("file", "a.avi"), ("duration", 0), ("captions", "1\n00:01 --> 00:02\nHi"), ("chapters", "WEBVTT")],
    )
    def test_what_a_browser_could_not_play_or_count_is_refused(self, film, name, value) -> None:
        setattr(film, name, value)
        with pytest.raises(ValidationError) as caught:
            film.full_clean(exclude=["tags"])
        assert set(caught.value.message_dict) == {name}


class TestUploads:
    """The storage: pictures in shown sizes for everyone, the rest for authors, documents for neither."""

    @pytest.fixture(autouse=True)
    def _storage(self, settings, tmp_path) -> None:
        settings.MEDIA_ROOT = tmp_path / "media"
        (tmp_path / "secret.jpg").write_bytes(b"secret")
        for name in ("original_images/a.jpg", "documents/plan.pdf", "page.html"):
            default_storage.save(name, ContentFile(b"content"))

    def test_a_picture_in_a_size_that_a_page_shows(self, client) -> None:
        picture = Image.objects.create(title="A", file=get_test_image_file())
        rendition = picture.get_rendition("width-20")
        response = client.get(rendition.url)
        assert (response.status_code, response.headers["Content-Type"]) == (200, "image/png")
        assert client.get(picture.file.url).status_code == 404, "the original is not for everyone"

    def test_other_files_are_for_authors(self, client) -> None:
        assert client.get("/media/original_images/a.jpg").status_code == 404
        client.force_login(User.objects.create_user("reader@example.org", "x"))
        assert client.get("/media/original_images/a.jpg").status_code == 404
        client.force_login(User.objects.create_superuser("a@example.org", "x"))
        assert body(client.get("/media/original_images/a.jpg")) == b"content"
        assert client.get("/media/page.html").headers["Content-Disposition"] == "attachment"

    @pytest.mark.parametrize(
        "name",
        [
            "documents/plan.pdf",
            "nothing.jpg",
            "original_images",
            "../secret.jpg",
            "..%2Fsecret.jpg",
            "a%00.jpg",
        ],
    )
    def test_not_even_an_author_gets_what_is_elsewhere(self, client, name) -> None:
        client.force_login(User.objects.create_superuser("a@example.org", "x"))
        assert client.get(f"/media/{name}").status_code == 404


class TestWhoMayWatch:
    def test_nobody_while_no_live_unit_shows_it(self, client, film) -> None:
        assert client.get(film.url).status_code == 404
        unit = trees.unit(trees.module(), "opening", model=VideoPage, film=film, publish=False)
        assert client.get(film.url).status_code == 404
        unit.save_revision().publish()
        assert client.get(film.url).status_code == 200
        VideoPage.objects.get(pk=unit.pk).unpublish()
        assert client.get(film.url).status_code == 404

    def test_with_a_restricted_unit_whoever_may_see_that(self, client, shown) -> None:
        PageViewRestriction.objects.create(page=shown.units.get().get_parent(), restriction_type="login")
        for url in (shown.url, shown.poster_url, shown.captions_url):
            assert client.get(url).status_code == 404
        client.force_login(User.objects.create_user("a@example.org", "x"))
        assert client.get(shown.url).status_code == 200

    def test_one_open_unit_is_enough(self, client, shown) -> None:
        PageViewRestriction.objects.create(page=shown.units.get(), restriction_type="login")
        trees.unit(trees.module("culture"), "again", model=VideoPage, film=shown)
        assert client.get(shown.url).status_code == 200

    def test_no_right_right_on_another_right(self, client, film) -> None:
        root = Collection.get_first_root_node()
        ours, theirs = (root.add_child(name=name) for name in ("Ours", "Theirs"))
        film.collection = ours
        film.save()
        editor = User.objects.create_user("editor@example.org", "x")
        group = Group.objects.create(name="Film editors")
        editor.groups.add(group)
        client.force_login(editor)
        assert client.get(film.url).status_code == 404
        change = Permission.objects.get(content_type__app_label="wagtailmedia", codename="change_media")
        given = GroupCollectionPermission.objects.create(group=group, collection=theirs, permission=change)
        assert client.get(film.url).status_code == 404
        given.collection = ours
        given.save()
        assert client.get(film.url).status_code == 200


class TestDrawings:
    @pytest.fixture(autouse=True)
    def _unit(self) -> None:
        trees.unit(trees.module(), "jabil")

    def test_a_published_units_drawing_never_changes(self, client) -> None:
        for shape in ("card", "strip", "wide"):
            response = client.get(f"/plates/strategy/jabil-0-{shape}.svg")
            assert response.content.decode() == plates.draw("jabil", "strategy", 0, shape)
            assert response.headers["Content-Type"] == "image/svg+xml"
            assert "immutable" in response.headers["Cache-Control"]
            assert not response.cookies
        known = {"If-None-Match": response.headers["ETag"]}
        assert client.get("/plates/strategy/jabil-0-wide.svg", headers=known).status_code == 304

    def test_it_travels_packed_to_whoever_unpacks(self, client) -> None:
        address = "/plates/strategy/jabil-0-wide.svg"
        plain, packed = client.get(address), client.get(address, headers={"Accept-Encoding": "br, gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in plain.headers
        assert gzip.decompress(packed.content) == plain.content
        assert len(packed.content) < len(plain.content) / 2
        assert "Accept-Encoding" in plain.headers["Vary"]
        known = {"If-None-Match": packed.headers["ETag"], "Accept-Encoding": "gzip"}
        assert client.get(address, headers=known).status_code == 304

    def test_the_home_page_and_modules_have_one(self, client) -> None:
        assert client.get("/plates/strategy/home-0-card.svg").status_code == 200
        assert client.get("/plates/strategy/strategy-0-strip.svg").status_code == 200

    @pytest.mark.parametrize(
        "name",
        [
            "strategy/jabil-1-card",
            "strategy/other-0-card",
            "culture/jabil-0-card",
            "nothing/jabil-0-card",
            "strategy/jabil-0-poster",
            "strategy/jabil-00-card",
            "strategy/jabil-٠-card",
            "strategy/jabil-9999-card",
            "strategy/" + "a" * 300 + "-0-card",
        ],
    )
    def test_nothing_is_drawn_for_strangers(self, client, name, monkeypatch) -> None:
        monkeypatch.setattr(plates, "draw", lambda *given: pytest.fail("drawn"))
        assert client.get(f"/plates/{name}.svg").status_code == 404

    def test_an_author_sees_the_drawings_of_drafts(self, client) -> None:
        client.force_login(User.objects.create_superuser("a@example.org", "x"))
        assert client.get("/plates/strategy/jabil-1-card.svg").status_code == 200

    def test_two_turns_differ(self) -> None:
        drawn = {
            hashlib.sha256(plates.draw("jabil", "strategy", turn).encode()).hexdigest() for turn in range(3)
        }
        assert len(drawn) == 3
