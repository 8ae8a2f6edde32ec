"""Films that lie elsewhere: which providers may be named, and what their addresses lead to. No Django."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Provider:
    """`player` and `page` hold {id} and {hash}; `host` is all that a page with its player may frame."""

    name: str
    label: str
    host: str
    addresses: tuple[re.Pattern[str], ...]
    player: str
    page: str
    # What a private film of it has behind its number.
    secret: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Embed:
    provider: Provider
    id: str
    hash: str = ""

    @property
    def player(self) -> str:
        """Asked for only after somebody pressed the button."""
        return self.provider.player.format(id=self.id) + self._secret(0)

    @property
    def page(self) -> str:
        return self.provider.page.format(id=self.id) + self._secret(1)

    @property
    def origin(self) -> str:
        return f"https://{self.provider.host}"

    def _secret(self, place: int) -> str:
        return self.provider.secret[place].format(hash=self.hash) if self.hash else ""


def _patterns(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.ASCII) for pattern in patterns)


_TUBE = r"(?P<id>[A-Za-z0-9_-]{11})"
_REST = r"(?:[?&#][^\s]*)?"
PROVIDERS = {
    provider.name: provider
    for provider in (
        Provider(
            "youtube",
            "YouTube",
            "www.youtube-nocookie.com",
            _patterns(
                rf"https://(?:www\.|m\.)?youtube\.com/watch\?(?:[^\s#]*&)?v={_TUBE}{_REST}",
                rf"https://(?:www\.|m\.)?youtube\.com/(?:embed|shorts|live)/{_TUBE}/?{_REST}",
                rf"https://www\.youtube-nocookie\.com/embed/{_TUBE}/?{_REST}",
                rf"https://youtu\.be/{_TUBE}/?{_REST}",
            ),
            "https://www.youtube-nocookie.com/embed/{id}?rel=0",
            "https://www.youtube.com/watch?v={id}",
        ),
        Provider(
            "vimeo",
            "Vimeo",
            "player.vimeo.com",
            _patterns(
                rf"https://(?:www\.)?vimeo\.com/(?P<id>\d{{5,12}})(?:/(?P<hash>[0-9a-f]{{8,16}}))?/?{_REST}",
                rf"https://player\.vimeo\.com/video/(?P<id>\d{{5,12}})(?:\?h=(?P<hash>[0-9a-f]{{8,16}}))?{_REST}",
            ),
            "https://player.vimeo.com/video/{id}?dnt=1",
            "https://vimeo.com/{id}",
            ("&h={hash}", "/{hash}"),
        ),
    )
}


def embed_of(address: str, allowed: Iterable[str]) -> Embed | None:
    """The film at this address, or None where it is not one of an allowed provider."""
    for name in allowed:
        for pattern in PROVIDERS[name].addresses:
            if match := pattern.fullmatch(address.strip()):
                return Embed(PROVIDERS[name], match["id"], match.groupdict().get("hash") or "")
    return None


def labels(allowed: Iterable[str]) -> str:
    return ", ".join(PROVIDERS[name].label for name in allowed)
