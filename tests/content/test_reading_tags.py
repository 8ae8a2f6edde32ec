"""What the unit's templates are told by their filters."""

import pytest

from content.templatetags import reading


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0:00"), (83.4, "1:23"), (59.99, "0:59"), (3725, "1:02:05"), (None, "")]
)
def test_clock(seconds, words):
    assert reading.clock(seconds) == words


@pytest.mark.parametrize(
    ("given", "second"),
    [("83", 83), (83.9, 83), ("0", 0), ("", None), (None, None), ("-1", None), ("nan", None), ("1e400", None),
     ("83<script>", None), (90_000, None)],
)  # fmt: skip
def test_a_second_from_an_address_is_a_number_or_nothing(given, second):
    assert reading.second(given) == second


def test_at_finds_what_a_key_has():
    assert reading.at({"a": 1}, "a") == 1
    assert reading.at({"a": 1}, "b") is None
    assert reading.at(None, "a") is None


def test_the_largest_count_is_the_whole_width_and_never_zero():
    assert reading.most([("a", 3), ("b", 17)]) == 17
    assert reading.most([("a", 0)]) == reading.most([]) == 1


TABLE = {
    "head": ["Setting", "Sent", "Cost", "Why"],
    "rows": [["Cautious", "232", "$2.05", "12 of them"], ["Bold", "96", "", "few"]],
}


def test_a_column_is_of_numbers_only_if_all_its_cells_are():
    table = reading.columns(TABLE)
    assert table["head"] == [("Setting", False), ("Sent", True), ("Cost", True), ("Why", False)]
    assert table["rows"][1] == [("Bold", False), ("96", True), ("", True), ("few", False)]


def test_the_first_column_names_its_row_even_if_it_is_a_year():
    assert reading.columns({"head": ["Year", "Firms"], "rows": [["2019", "12%"]]})["head"][0] == (
        "Year",
        False,
    )


@pytest.mark.parametrize("cell", ["4.08", "84 %", "−3", "1,200", "52 ms", "~ 40%", "€310", "< 2"])
def test_numbers_with_their_signs_and_units(cell):
    assert reading.columns({"head": ["", ""], "rows": [["a", cell]]})["head"][1][1]


@pytest.mark.parametrize("cell", ["2 in 10", "Finance", "March 2019", "510 images of shellfish"])
def test_words_with_a_number_in_them_are_words(cell):
    assert not reading.columns({"head": ["", ""], "rows": [["a", cell]]})["head"][1][1]


def test_a_chart_block_becomes_bars_or_dots():
    rows = [{"label": "A", "value": 3, "before": 5}, {"label": "B", "value": 4, "before": None}]
    assert reading.plotted({"kind": "dots", "unit": "", "rows": rows}).has_before
    bars = reading.plotted({"kind": "bars", "unit": "%", "rows": rows[1:]})
    assert (bars.kind, bars.rows[0].value_text) == ("bars", "4%")


def test_a_number_is_not_torn_from_its_word():
    assert reading.unbroken("We are at level 3, organised.") == "We are at level\u00a03, organised."
    assert reading.unbroken("Now 3 of 10: 1 2") == "Now\u00a03 of\u00a010: 1\u00a02"
