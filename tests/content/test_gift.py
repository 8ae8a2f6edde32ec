"""GIFT in and out: what is taken, what is not and why, and nothing lost on the way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.quizzes.gift_reader import read_gift
from content.quizzes.gift_signs import BIGGEST, Unreadable, decoded
from content.quizzes.gift_writer import write_gift

ARITHMETIC = """// A comment
$CATEGORY: top/of/it

::Sum::[html]<p>What is 2&nbsp;+&nbsp;2?</p> {
  =4 #Yes\\: four.
  ~3 #One more.
  ~%50%5
  ####It is \\{taught\\} so.
}

Which are even? {~%50%2#Yes ~%50%4#Yes ~%-100%5#No}

How many hours \\= work? {#1000:50#Near enough}

::Range::Between? {#2.5..3.5}

Several {#=10:1#Ten =%50%20:2 ~#Neither}

::TF:: The earth is flat. {F#It is round.#Right, it is not.}

Put in order {=First -> 1 =Third -> 3 =Second -> 2}

Two plus {=two ~three} is four.
"""


def taken(text: str) -> dict:
    reading = read_gift(text)
    assert not reading.left, reading.left
    return reading.taken[0].question


def test_every_form_that_has_a_type_here_is_taken() -> None:
    reading = read_gift(ARITHMETIC)
    assert not reading.left
    assert [(each.line, each.question["type"], each.question["key"]) for each in reading.taken] == [
        (4, "single", "sum"), (11, "multiple", "which-are-even"), (13, "number", "how-many-hours-work"),
        (15, "number", "range"), (17, "number", "several"), (19, "single", "tf"),
        (21, "ordering", "put-in-order"), (23, "single", "two-plus-is-four"),
    ]  # fmt: skip


def test_a_choice_with_title_markers_escapes_and_feedback() -> None:
    question = taken(ARITHMETIC.split("\n\n")[1])
    assert question["stem"] == "What is 2 + 2?"
    assert question["because"] == "It is {taught} so."
    assert [(o["text"], o["right"], o["reason"]) for o in question["options"]] == [
        ("4", True, "Yes: four."), ("3", False, "One more."), ("5", False, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "value", "tolerance"),
    [
        ("#3", "3", ""),
        ("#3:0.5", "3", "0.5"),
        ("#2.5..3.5", "3", "0.5"),
        ("#-1..1", "0", "1"),
        ("#=7:2#x", "7", "2"),
    ],
)
def test_a_number_with_tolerance_or_range(body: str, value: str, tolerance: str) -> None:
    question = taken(f"How many? {{{body}}}")
    assert (question["answer"], question["tolerance"]) == (value, tolerance)


def test_what_is_said_of_another_number_is_said_both_ways() -> None:
    question = taken("How many? {#=7:2#Good ~#Count again}")
    assert (question["too_low"], question["just_right"], question["too_high"]) == (
        "Count again", "Good", "Count again",
    )  # fmt: skip


def test_true_or_false_says_each_feedback_beside_its_option() -> None:
    options = taken("It is flat. {F#No, round.#Right.}")["options"]
    assert [(o["text"], o["right"], o["reason"]) for o in options] == [
        ("True", False, "No, round."), ("False", True, "Right."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Write about it. {}", "essay"),
        ("Match {=dog -> bark =cat -> purr =cow -> moo}", "pairs"),
        ("Match {=a -> 1 =b -> 1 =c -> 2}", "pairs"),
        ("Order {=a -> 1 =b -> 2}", "3 to 6"),
        ("Who? {=Ada =Lovelace}", "typed words"),
        ("Only a text.", "asks for nothing"),
        ("Broken {=a ~b", "do not close"),
        ("Broken {=a\n\n~b}", "do not close"),
        ("Two {=a ~b} and {=c ~d}", "more than one pair of braces"),
        ("One {=a ~b}\nTwo {=c ~d}", "an empty line between two questions"),
        ("Deep {{{{=a ~b}}}}", "more than one pair"),
        ("Which? {=a =b ~c}", "any one of 2"),
        ("Which? {~a ~b}", "None of its options"),
        ("Which? {=a}", "typed words"),
        ("Which? {=a ~}", "no words"),
        ("Which? {=a ~b ~c ~d ~e ~f ~g}", "2 to 6"),
        ("All? {~%50%a ~%50%b}", "a wrong one"),
        ("How many? {#}", "not written like"),
        ("How many? {#1e9}", "not written like"),
        ("How many? {#3:-1}", "not written like"),
        ("How many? {#5..2}", "not written like"),
        ("How many? {#" + "9" * 31 + "}", "more digits"),
        ("{=a ~b}", "no words before"),
        ("What {maybe}", "do not begin with"),
        ("x" * 801 + " {=a ~b}", "at most 800"),
        ("Which? {=" + "x" * 401 + " ~b}", "at most 400"),
    ],
)
def test_what_has_no_place_here_is_left_with_its_line_and_reason(text: str, reason: str) -> None:
    reading = read_gift(f"// first\n\n{text}")
    assert not reading.taken
    assert reading.left[0].line == 3
    assert reason in reading.left[0].reason


def test_keys_are_free_and_room_is_kept() -> None:
    text = "::Sum:: One? {=a ~b}\n\n::Sum:: Two? {=a ~a}\n\nThree? {=a ~b}"
    reading = read_gift(text, {"sum"}, most=2)
    assert [each.question["key"] for each in reading.taken] == ["sum-2", "sum-3"]
    assert [option["key"] for option in reading.taken[1].question["options"]] == ["a", "a-2"]
    assert "no room" in reading.left[0].reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"x" * (BIGGEST + 1), "at most"),
        (b"x" * 10_000_000, "at most"),
        (b"caf\xe9 {=a ~b}", "not UTF-8"),
        (b"one\ntwo \x00", "Line 2"),
        (b"\x1b[2J", "control character"),
        ("a\u2028b".encode(), "control character"),
        ("\ufdd0".encode(), "control character"),
        (b"\xff\xfe=\x00", "not UTF-8"),
    ],
)
def test_a_hostile_file_is_refused_as_a_whole(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        decoded(data)


@pytest.mark.parametrize(
    "text", ["{" * 200_000, "{=a~" * 50_000, "\\" * 300_000, "::" * 200_000, "#" * 400_000]
)
def test_a_deep_or_long_file_is_read_to_its_end(text: str) -> None:
    assert not read_gift(decoded(text.encode())).taken


def test_entities_are_words_and_never_markup_or_other_files() -> None:
    text = "[html]&lt;script&gt;&amp;lt; <!ENTITY x SYSTEM 'file:///etc/passwd'>&x; {=a ~b}"
    assert taken(text)["stem"] == "<script>&lt; &x;"


@pytest.mark.parametrize(
    "note", ["[]", "{", '{"keys": 5}', '{"keys": ["a b", "c"], "unit": 7}', "[" * 9000, '"x"']
)
def test_a_comment_that_somebody_else_wrote_changes_nothing(note: str) -> None:
    assert taken(f"// soundings: {note}\nWhich? {{=A ~B}}")["options"][0]["key"] == "a"


WORDS = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp", "Zs"], include_characters=" \n"),
    min_size=1,
    max_size=40,
).map(str.strip).filter(bool)  # fmt: skip
SHORT = WORDS.map(lambda words: " ".join(words.split()))
KEYS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)
BARE = {"answer": "", "unit": "", "tolerance": "", "too_low": "", "just_right": "", "too_high": ""}


@st.composite
def questions(draw: st.DrawFn) -> dict:
    kind = draw(st.sampled_from(["single", "multiple", "ordering", "number"]))
    made = {name: draw(WORDS) for name in ("stem", "because")}
    made |= {name: draw(SHORT) for name in ("right_verdict", "other_verdict")}
    made |= {"key": draw(KEYS), "type": kind, "passage": "strategy/jabil#end", "options": [], **BARE}
    if kind == "number":
        value = st.decimals(-9999, 9999, places=3).map(str)
        made["answer"] = f"{draw(value.map(float)):g}".replace("e", "") or "0"
        made |= {name: draw(SHORT) for name in ("unit", "too_low", "just_right", "too_high")}
        made["unit"] = made["unit"][:30].strip()
        made["tolerance"] = draw(st.sampled_from(["", "0.5", "5%", "10"]))
        return made
    keys = draw(st.lists(KEYS, unique=True, min_size=3, max_size=6))
    right = {"single": 1, "multiple": 2, "ordering": 0}[kind]
    words = SHORT.filter(lambda text: "->" not in text) if kind == "ordering" else WORDS
    reasons = SHORT if kind == "ordering" else WORDS
    made["options"] = [
        {"key": key, "text": draw(words), "right": number < right, "reason": draw(reasons)}
        for number, key in enumerate(keys)
    ]
    return made


@settings(max_examples=150, deadline=None)
@given(st.lists(questions(), max_size=4, unique_by=lambda question: question["key"]))
def test_what_is_written_is_read_as_the_same_questions_and_written_the_same(made: list[dict]) -> None:
    text = write_gift("A check", made)
    reading = read_gift(decoded(text.encode()))
    assert not reading.left
    assert [each.question for each in reading.taken] == made
    assert write_gift("A check", [each.question for each in reading.taken]) == text


@settings(max_examples=200, deadline=None)
@given(st.text("{}=~#:\\n%->1[]plain/ T.\n$", max_size=120))
def test_no_text_at_all_breaks_the_reader(text: str) -> None:
    reading = read_gift(decoded(text.encode()))
    again = write_gift("x", [each.question for each in reading.taken])
    assert len(read_gift(decoded(again.encode())).taken) == len(reading.taken)


@pytest.mark.parametrize(
    "pairs", ["=1 -> Talk =3 -> Measure =2 -> Decide", "=Talk -> 1 =Measure -> 3 =Decide -> 2"]
)
def test_the_number_of_an_ordering_may_stand_on_either_side(pairs: str) -> None:
    taken = read_gift("In order. {" + pairs + "}", [], 60).taken
    assert [option["text"] for option in taken[0].question["options"]] == ["Talk", "Decide", "Measure"]
