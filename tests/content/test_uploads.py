"""Films that authors bring: checked by a job before anybody sees them, refused with a reason, or shown."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.models import User
from content.models import Film, VideoPage
from content.publishing import PublishRefused
from content.uploads import checking, tools
from content.uploads.standing import standing_of
from jobs.models import Job
from tests.content import trees
from tests.content.hostile import GOOD, PLAYLIST, corpus, webm
from tests.content.test_media import VTT

pytestmark = pytest.mark.django_db
DATA = GOOD.read_bytes()
ADD = "/admin/media/video/add/"
WORDS = "WEBVTT\n\n00:00.000 --> 00:09.000\nHello\n"


@pytest.fixture(autouse=True)
def _storage(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.PRIVILEGED_PATHS = ("/nothing-here/",)


@pytest.fixture
def without_tools(monkeypatch) -> None:
    """As on a machine that has Python alone."""
    monkeypatch.setattr(tools.shutil, "which", lambda name: None)


@pytest.fixture
def send(admin_client, django_capture_on_commit_callbacks):
    """Posts the form of a film, new or kept; its job runs as soon as that is committed."""

    def sent(film: Film | None = None, run: bool = True, **fields: object):
        address = reverse("wagtailmedia:edit", args=[film.pk]) if film else ADD
        with django_capture_on_commit_callbacks(execute=run):
            return admin_client.post(address, {"title": "Ours", "collection": 1, "tags": "", **fields})

    return sent


def file(data: bytes = DATA, name: str = "film.mp4") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def picture(kind: str = "PNG", **options: object) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (400, 300), "teal").save(out, kind, **options)
    return SimpleUploadedFile("poster.png", out.getvalue())


def poster_of(film: Film) -> bytes:
    with film.thumbnail.open() as stream:
        return stream.read()


class TestAGoodFilm:
    def test_is_measured_by_the_portal_and_ready(self, send, without_tools) -> None:
        response = send(upload=file(), captions=VTT, thumbnail=picture())
        film = Film.objects.get()
        assert response.url == reverse("wagtailmedia:edit", args=[film.pk])
        assert (film.width, film.height, film.picture_code, film.sound_code) == (1280, 720, "H.264", "AAC")
        assert film.duration > 60
        assert film.file.read() == DATA
        assert standing_of(film).kind == "ready"
        assert standing_of(film).missing == ()

    def test_of_webm_too(self, send, without_tools) -> None:
        send(upload=file(webm(), "film.webm"))
        assert Film.objects.get().file.name.endswith(".webm")

    def test_gets_its_poster_where_there_is_a_tool(self, send) -> None:
        if not tools.found("ffmpeg"):
            pytest.skip("no ffmpeg")
        send(upload=file())
        film = Film.objects.get()
        assert film.poster_taken
        assert Image.open(BytesIO(poster_of(film))).format == "JPEG"

    def test_keeps_the_authors_poster(self, send) -> None:
        send(upload=file(), thumbnail=picture())
        assert not Film.objects.get().poster_taken

    def test_without_poster_or_captions_is_not_published(self, send, without_tools) -> None:
        send(upload=file())
        standing = standing_of(Film.objects.get())
        assert (standing.kind, standing.title) == ("lacking", "Incomplete")
        missing = " ".join(standing.missing)
        assert "no poster" in missing
        assert "no captions" in missing

    def test_has_a_stored_name_that_nobody_chose(self, send) -> None:
        send(upload=file(name="../../‮4pm.exe.mp4"))
        name = Film.objects.get().file.name
        assert name.startswith("films/")
        assert len(name) == len("films/") + 32 + len(".mp4")


class TestWhileItIsChecked:
    def test_nobody_is_served_it_and_the_author_is_told(self, send, admin_client, client) -> None:
        send(run=False, upload=file(), captions=VTT)
        film = Film.objects.get()
        name = film.upload.name.partition("/")[2]
        assert (bool(film.file), film.url, film.is_ready) == (False, "", False)
        for asker in (admin_client, client):
            assert asker.get(f"/films/{film.pk}/{name}").status_code == 404
            assert asker.get(f"/media/films/{name}").status_code == 404
        page = admin_client.get(reverse("wagtailmedia:edit", args=[film.pk])).content.decode()
        assert "Being checked" in page
        assert "Being checked" in admin_client.get("/admin/media/").content.decode()

    def test_a_page_with_it_shows_no_film_and_no_state(self, send, client) -> None:
        send(run=False, upload=file(), captions=VTT)
        film = Film.objects.get()
        unit = trees.unit(trees.module(), "ours", model=VideoPage, film=trees.film(captions=WORDS))
        VideoPage.objects.filter(pk=unit.pk).update(film=film)
        film.save()
        html = client.get("/learn/strategy/ours/").content.decode()
        assert "<video" not in html
        assert "checked" not in html

    @pytest.mark.parametrize("inside", [False, True])
    def test_no_unit_is_published_with_it_before_it_is_ready(self, send, without_tools, inside) -> None:
        send(run=False, upload=file(), captions=WORDS, thumbnail=picture())
        film = Film.objects.get()
        block = {"type": "film", "value": {"film": film.pk, "caption": ""}}
        shown = {"body": trees.body("One.", blocks=[block])} if inside else {"model": VideoPage, "film": film}
        unit = trees.unit(trees.module(), "ours", publish=False, **shown)
        with pytest.raises(PublishRefused, match="not ready: being checked"):
            unit.save_revision().publish()
        Film.objects.update(file=film.upload.name, upload="", duration=10)
        type(unit).objects.get(pk=unit.pk).save_revision().publish()
        assert type(unit).objects.get(pk=unit.pk).live

    def test_a_check_that_was_given_up_says_so(self, send) -> None:
        send(run=False, upload=file())
        Job.objects.update(state=Job.State.FAILED)
        assert standing_of(Film.objects.get()).kind == "stuck"

    def test_only_the_newest_upload_counts(self, send) -> None:
        send(run=False, upload=file())
        film = Film.objects.get()
        older = Job.objects.get()
        send(film, run=False, upload=file(webm(), "film.webm"))
        assert checking.check(older) is None
        record = checking.check(Job.objects.latest("pk"))
        Film.objects.filter(pk=film.pk).update(upload="films/newer.mp4")
        record()
        film.refresh_from_db()
        assert not film.file, "taken although another file had been uploaded meanwhile"


class TestAHostileFile:
    def test_changes_nothing_that_readers_see(self, send, client, without_tools) -> None:
        film = trees.film(file="films/before.mp4", captions=WORDS)
        default_storage.save("films/before.mp4", file(b"before"))
        trees.unit(trees.module(), "ours", model=VideoPage, film=film)
        before = client.get(film.url).headers["ETag"]
        sent = [case for case in corpus(DATA) if case[1]]
        assert len(sent) > 30
        for name, data, code in sent:
            send(film, upload=file(data, name), captions=VTT)
            film.refresh_from_db()
            found = (film.refused, film.upload.name, film.file.name, standing_of(film).kind)
            assert found == (code, "", "films/before.mp4", "refused"), name
            assert client.get(film.url).headers["ETag"] == before, name
            assert default_storage.listdir("films")[1] == ["before.mp4"], f"{name} was left behind"

    def test_of_no_bytes_is_refused_at_once(self, send) -> None:
        response = send(upload=file(b""))
        assert response.status_code == 422
        assert not Film.objects.exists()

    def test_would_be_taken_without_the_gates(self, send, monkeypatch, without_tools) -> None:
        """The control: the tests above would notice."""
        monkeypatch.setattr(
            checking, "facts_of", lambda stream, name: checking.Facts("mp4", 9, 16, 16, "H.264")
        )
        send(upload=file(PLAYLIST))
        assert Film.objects.get().file.read() == PLAYLIST

    def test_is_told_to_its_author_in_words(self, send, admin_client) -> None:
        send(upload=file(PLAYLIST))
        film = Film.objects.get()
        page = admin_client.get(reverse("wagtailmedia:edit", args=[film.pk])).content.decode()
        assert "This is a list that names other files" in page
        send(film, upload=file())
        film.refresh_from_db()
        assert (film.is_ready, film.refused) == (True, "")


class TestTheSecondGate:
    @pytest.fixture(autouse=True)
    def _tool(self) -> None:
        if not tools.found("ffprobe"):
            pytest.skip("no ffprobe")

    def test_refuses_what_only_looks_like_a_film(self, send) -> None:
        send(upload=file(webm(), "film.webm"))
        assert Film.objects.get().refused == "unreadable"

    def test_opens_no_other_file(self, tmp_path) -> None:
        """A playlist that the first gate let through would still not be followed."""
        other = tmp_path / "list.mp4"
        other.write_bytes(b"#EXTM3U\n#EXTINF:3,\n" + str(GOOD.resolve()).encode() + b"\n#EXT-X-ENDLIST\n")
        with pytest.raises(checking.Unfit):
            tools.compare(other, checking.Facts("mp4", 83.7, 1280, 720, "H.264", "AAC"))

    def test_refuses_another_length_than_the_first_read(self) -> None:
        with pytest.raises(checking.Unfit, match="differs"):
            tools.compare(GOOD.resolve(), checking.Facts("mp4", 20, 1280, 720, "H.264", "AAC"))

    def test_stops_a_tool_that_takes_too_long(self, monkeypatch, tmp_path) -> None:
        monkeypatch.setattr(tools, "SECONDS", 0.2)
        with pytest.raises(tools.Failed):
            tools.run(["/bin/sleep", "60"], tmp_path)

    def test_has_no_settings_of_ours(self, monkeypatch, tmp_path) -> None:
        monkeypatch.setenv("SECRET_KEY", "canary")
        assert b"canary" not in tools.run(["/usr/bin/env"], tmp_path)


class TestWhoMayUpload:
    @pytest.mark.parametrize("path", [ADD, "/admin/media/", "/admin/media/edit/{pk}/"])
    def test_only_people_with_the_right(self, client, path) -> None:
        film = trees.film()
        client.force_login(User.objects.create_user("reader@example.org", "x"))
        response = client.get(path.format(pk=film.pk))
        assert response.status_code in (302, 403)
        assert b"A film" not in response.content

    def test_sound_alone_is_not_added(self, admin_client) -> None:
        assert admin_client.get("/admin/media/audio/add/").status_code == 404


class TestTheForm:
    def test_takes_captions_as_a_file(self, send) -> None:
        send(upload=file(), captions="", captions_file=SimpleUploadedFile("a.vtt", VTT.encode()))
        assert Film.objects.get().captions == VTT

    def test_takes_subrip_as_well(self, send) -> None:
        words = "1\n00:00:01,000 --> 00:00:02,000\nSubRip\n"
        wanted = [(1.0, 2.0, "SubRip")]
        send(upload=file(), captions=words)
        send(upload=file(), captions_file=SimpleUploadedFile("a.srt", words.encode()))
        assert [film.cues for film in Film.objects.all()] == [wanted, wanted]

    def test_takes_the_code_for_embedding_as_an_address(self, send) -> None:
        code = (
            '<iframe width="560" height="315" src="https://www.youtube.com/embed/dQw4w9WgXcQ?si=a&amp;start=3"'
            f' title="{"A long title " * 30}" allowfullscreen></iframe>'
        )
        send(address=code)
        assert Film.objects.get().address == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"

    def test_refuses_the_code_of_somebody_else(self, send) -> None:
        assert send(address='<iframe src="https://example.com/embed/dQw4w9WgXcQ">').status_code == 422
        assert not Film.objects.exists()

    @pytest.mark.parametrize(
        "words",
        [
            "1\n00:00:05,000 --> 00:00:04,000\nSubRip backwards",
            "0:01 Only words",
            "WEBVTT\n\n00:05.000 --> 00:04.000\nBackwards",
            "WEBVTT\n\n00:05.000 --> 00:06.000\nLater\n\n00:01.000 --> 00:02.000\nEarlier",
        ],
    )
    def test_refuses_captions_that_no_player_could_show(self, send, words) -> None:
        assert send(upload=file(), captions=words).status_code == 422
        assert not Film.objects.exists()

    def test_draws_a_poster_anew(self, send) -> None:
        place = Image.Exif()
        place[0x010E] = "canary"
        send(upload=file(), thumbnail=picture("JPEG", exif=place))
        assert b"canary" not in poster_of(Film.objects.get())
        assert Image.open(BytesIO(poster_of(Film.objects.get()))).size == (400, 300)

    @pytest.mark.parametrize("data", [b"<svg onload=alert(1)>", b"GIF89a" + bytes(40), PLAYLIST])
    def test_takes_only_pictures_as_posters(self, send, data) -> None:
        assert send(upload=file(), thumbnail=SimpleUploadedFile("a.jpg", data)).status_code == 422

    def test_asks_for_a_film(self, send) -> None:
        assert send().status_code == 422

    def test_too_large_a_file_is_refused_before_it_has_arrived(self, send, settings) -> None:
        settings.FILM_UPLOAD_MAX_SIZE = 2 * 1024**2
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10**9
        response = send(upload=file(DATA + bytes(3 * 1024**2)))
        assert (response.status_code, Film.objects.count()) == (413, 0)
        assert "larger than 2 MB" in response.content.decode()

    def test_too_large_by_its_own_words_is_not_even_read(self, send, settings) -> None:
        settings.FILM_UPLOAD_MAX_SIZE = 10
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
        assert send(upload=file()).status_code == 413

    def test_documents_keep_their_own_limit(self, admin_client, settings) -> None:
        settings.UPLOAD_MAX_SIZE, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000, 10**9
        sent = {"title": "Plan", "file": SimpleUploadedFile("a.csv", bytes(5000))}
        assert admin_client.post("/admin/documents/add/", sent).status_code == 413
