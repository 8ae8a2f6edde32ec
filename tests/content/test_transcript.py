"""Captions become paragraphs that can be read, under the chapters in which they are said."""

from content.transcript import transcript

CHAPTERS = [(0.0, 10.0, "The question"), (10.0, 90.0, "What changes"), (90.0, 95.0, "Silence")]


def cue(start, end, text="A sentence."):
    return (float(start), float(end), text)


def test_words_stand_under_the_chapter_in_which_they_are_said():
    parts = transcript([cue(0, 8, "Why?"), cue(12, 20, "Because.")], CHAPTERS)
    assert [(part.title, part.paragraphs[0].cues[0][2]) for part in parts] == [
        ("The question", "Why?"),
        ("What changes", "Because."),
    ]


def test_a_voice_that_starts_a_little_early_belongs_to_the_next_chapter():
    (part,) = transcript([cue(9.5, 14)], CHAPTERS)
    assert part.title == "What changes"


def test_a_chapter_in_which_nothing_is_said_is_left_out():
    assert "Silence" not in [part.title for part in transcript([cue(0, 8), cue(12, 20)], CHAPTERS)]


def test_without_chapters_there_is_one_part_without_a_title():
    (part,) = transcript([cue(1, 4)], [])
    assert (part.title, part.start) == ("", 0.0)


def test_a_paragraph_ends_with_a_sentence_after_twenty_seconds_and_says_where_it_starts():
    cues = [cue(10, 22, "It goes on"), cue(22, 31, "and on"), cue(31, 35, "until here."), cue(35, 40)]
    (part,) = transcript(cues, CHAPTERS)
    assert [(p.start, len(p.cues)) for p in part.paragraphs] == [(10.0, 3), (35.0, 1)]


def test_nothing_said_is_no_part():
    assert transcript([], CHAPTERS) == ()
