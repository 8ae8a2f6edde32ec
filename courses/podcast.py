"""A podcast feed as podcast apps read it: RSS 2.0 with Apple's tags and a link to the captions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.xmlutils import SimplerXMLGenerator

# Characters that XML has no way to write.
UNWRITABLE = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


@dataclass(frozen=True, slots=True)
class Channel:
    """Addresses are absolute."""

    title: str
    text: str
    url: str
    feed_url: str
    image_url: str
    language: str
    by: str


@dataclass(frozen=True, slots=True)
class Item:
    """`duration` in seconds, `size` in bytes; `season` and `number` count from 1."""

    id: str
    title: str
    text: str
    url: str
    sound_url: str
    sound_type: str
    size: int
    duration: float
    season: int
    number: int
    published: datetime | None
    captions_url: str = ""


class PodcastFeed(Rss201rev2Feed):
    """Private: it asks directories not to list it."""

    def latest_post_date(self) -> datetime:
        """Without an episode some fixed day, not now: the same content is the same text."""
        dates = (item["pubdate"] for item in self.items if item["pubdate"])
        return max(dates, default=datetime(2000, 1, 1, tzinfo=UTC))

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {
            "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
            "xmlns:podcast": "https://podcastindex.org/namespace/1.0",
        }

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("itunes:author", self.feed["author_name"])
        handler.addQuickElement("itunes:summary", self.feed["description"])
        handler.addQuickElement("itunes:type", "serial")
        handler.addQuickElement("itunes:category", attrs={"text": "Business"})
        handler.addQuickElement("itunes:explicit", "false")
        handler.addQuickElement("itunes:block", "Yes")
        handler.addQuickElement("itunes:image", attrs={"href": self.feed["image_url"]})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, object]) -> None:
        super().add_item_elements(handler, item)
        for name in ("duration", "season", "episode"):
            handler.addQuickElement(f"itunes:{name}", str(item[name]))
        handler.addQuickElement("itunes:explicit", "false")
        if item["captions_url"]:
            transcript = {"url": item["captions_url"], "type": "text/vtt"}
            handler.addQuickElement("podcast:transcript", attrs=transcript)


def podcast(channel: Channel, items: Iterable[Item]) -> str:
    """The same text for the same content, whenever it is asked for."""
    feed = PodcastFeed(
        writable(channel.title),
        channel.url,
        writable(channel.text),
        language=channel.language,
        author_name=writable(channel.by),
        feed_url=channel.feed_url,
        image_url=channel.image_url,
    )
    for item in items:
        feed.add_item(
            writable(item.title),
            item.url,
            writable(item.text),
            unique_id=item.id,
            unique_id_is_permalink=False,
            pubdate=item.published,
            enclosures=[Enclosure(item.sound_url, str(item.size), item.sound_type)],
            duration=max(1, round(item.duration)),
            season=item.season,
            episode=item.number,
            captions_url=item.captions_url,
        )
    return feed.writeString("utf-8")


def writable(text: str) -> str:
    return UNWRITABLE.sub("", text)
