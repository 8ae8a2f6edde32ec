"""What must hold for every round (SPEC 3.3 to 3.5)."""

import copy
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from readiness.instrument import Instrument
from readiness.levels import claimed_level
from readiness.published import score_round
from readiness.scoring import index_of
from tests.readiness.building import FULL, MINI, round_of, scored
from tests.readiness.strategies import panels

EITHER = st.sampled_from([MINI, FULL.pulse()])
BALANCE = st.sampled_from([None, "role"])
Panel = list[Mapping[str, Any]]
few = settings(max_examples=30, deadline=None)


@st.composite
def rounds(draw: st.DrawFn) -> tuple[Instrument, Panel, str | None]:
    instrument = draw(EITHER)
    return instrument, draw(panels(instrument)), draw(BALANCE)


@few
@given(rounds(), st.data())
def test_raising_an_answer_lowers_neither_index_nor_level(
    made: tuple[Instrument, Panel, str | None], data: st.DataObject
) -> None:
    instrument, people, balance = made
    levels = [
        (n, id)
        for n, p in enumerate(people)
        for id, a in p["answers"].items()
        if isinstance(a, int) and a < 5
    ]
    assume(levels)
    person, id = data.draw(st.sampled_from(levels))
    raised = copy.deepcopy(people)
    raised[person]["answers"][id] += data.draw(st.integers(1, 5 - raised[person]["answers"][id]))
    before, after = (scored(instrument, *sheets, balance=balance) for sheets in (people, raised))
    for old, new in ((before.card, after.card), (before.evidenced, after.evidenced)):
        assert (old.index is None) == (new.index is None)
        assert (new.whole.value or 0) >= (old.whole.value or 0)
        assert (claimed_level(instrument, new) or 0) >= (claimed_level(instrument, old) or 0)


@few
@given(rounds(), st.randoms(use_true_random=False))
def test_the_order_of_sheets_and_answers_changes_nothing(
    made: tuple[Instrument, Panel, str | None], chance: Any
) -> None:
    instrument, people, balance = made
    mixed = []
    for person in people:
        answers = list(person["answers"].items())
        chance.shuffle(answers)
        mixed.append({**person, "answers": dict(answers)})
    chance.shuffle(mixed)
    first = score_round(instrument, round_of(instrument, *people, balance=balance))
    assert score_round(instrument, round_of(instrument, *mixed, balance=balance)) == first


@few
@given(rounds())
def test_the_index_lies_in_its_dont_know_range(made: tuple[Instrument, Panel, str | None]) -> None:
    instrument, people, balance = made
    result = scored(instrument, *people, balance=balance)
    if result.range is not None and result.card.whole.value is not None:
        assert 0 <= result.range[0] <= result.card.whole.value <= result.range[1] <= 100


@few
@given(rounds())
def test_evidence_only_takes_away(made: tuple[Instrument, Panel, str | None]) -> None:
    instrument, people, balance = made
    result = scored(instrument, *people, balance=balance)
    assert (result.evidenced.index is None) == (result.card.index is None)
    assert (result.evidenced.whole.value or 0) <= (result.card.whole.value or 0)


@given(panels(FULL, least=1, most=1, absent=False))
@few
def test_na_changes_only_the_divisor(people: Panel) -> None:
    """A sheet with N/A scores as the same sheet on an instrument that never had the item."""
    answers = people[0]["answers"]
    smaller = FULL.keeping([id for id in FULL.items if answers[id] != "NA"])
    result = scored(FULL, *people)
    points = {id: item.points for id, item in result.card.items.items()}
    assert index_of(smaller, points) == result.card.whole.value
    kept = {id: answer for id, answer in answers.items() if answer != "NA"}
    again = scored(smaller, {**people[0], "answers": kept, "evidence": []})
    assert again.card.whole == result.card.whole
    assert again.card.status == result.card.status


@given(panels(FULL, least=1, most=4, absent=False), st.data())
@few
def test_an_item_is_na_when_na_outnumbers_all_other_answers(people: Panel, data: st.DataObject) -> None:
    id = data.draw(st.sampled_from(["S1.3", "R2.4", "R3.2", "F2.2"]))
    given_answers = [person["answers"][id] for person in people]
    score = scored(FULL, *people).card.items[id]
    assert (score.coverage is None) == (given_answers.count("NA") * 2 > len(given_answers))


@few
@given(panels(MINI, least=1, most=6), st.sampled_from(["DK", "NA"]))
def test_a_silent_person_never_changes_a_score(people: Panel, silence: str) -> None:
    """One who was asked and knows nothing lowers coverage; one who was not asked changes nothing at all."""
    before = scored(MINI, *people)
    mute = {"role": "staff", "answers": dict.fromkeys(MINI.items, "DK"), "evidence": []}
    absent = {"role": "staff", "answers": {}, "evidence": []}
    unasked, unknowing = scored(MINI, *people, absent), scored(MINI, *people, mute)
    assert unasked.card == before.card
    assert (unknowing.card.whole.coverage or 0) <= (before.card.whole.coverage or Fraction(1))
    for id, score in before.card.items.items():
        if score.points is not None:
            assert unknowing.card.items[id].points == score.points
