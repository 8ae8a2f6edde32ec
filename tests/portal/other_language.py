"""The finder of words in another language than their element says: of the course and the questionnaire."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.portal.forgotten import EMPTY, SENTENCE, TAG, UNREAD, normal

WORD = re.compile(r"[^\s·|]+")
EDGE = " .,:;!?…()[]„“”‚‘’'\"–—-"
LONGEST = 40
# Two words may be alike in both languages, or a name.
ENOUGH = 3


def phrases(texts: Collection[str], own: Collection[str]) -> frozenset[str]:
    """The texts, their parts between tags and their sentences, without those that the interface says too."""
    pieces = {piece for text in texts for piece in TAG.split(text)}
    pieces |= {one for text in pieces for one in SENTENCE.split(text)}
    bare = {normal(text).strip(EDGE) for text in pieces}
    ours = {normal(text).strip(EDGE) for text in own}
    return frozenset(text for text in bare - ours if len(text.split()) >= ENOUGH)


@dataclass
class OtherWords(HTMLParser):
    """`found` after `feed`: English phrases in another language's element; sentences may hold `names`."""

    phrases: Collection[str]
    names: Collection[str] = ()
    found: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []  # element, and the language of its words

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: Mapping[str, str | None] = dict(attrs)
        language = given.get("lang") or (self.open[-1][1] if self.open else "")
        if tag not in EMPTY:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][0] == tag:
                del self.open[at:]
                return

    def handle_data(self, data: str) -> None:
        elements = [tag for tag, _ in self.open]
        if not elements or elements[-1] in (*UNREAD, "title") or self.open[-1][1] == "en":
            return
        for said in self._said(data):
            self.found.append(f"{'>'.join(elements[-3:])}: {said[:100]}")

    def _said(self, data: str) -> Iterator[str]:
        whole = normal(data).strip(EDGE)
        if whole in self.phrases:
            yield whole
            return
        words = WORD.findall(whole)
        reached = 0
        for begin in range(len(words)):
            for end in range(min(len(words), begin + LONGEST), begin + ENOUGH - 1, -1):
                if begin >= reached and (said := " ".join(words[begin:end]).strip(EDGE)) in self.phrases:
                    if said not in self.names:
                        yield said
                    reached = end
                    break


def other_words_in(page: str, known: Collection[str], names: Collection[str] = ()) -> list[str]:
    finder = OtherWords(known, names)
    finder.feed(page)
    finder.close()
    return list(dict.fromkeys(finder.found))
