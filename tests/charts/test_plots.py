"""Bars and dots: every mark on the plot, order and words as promised, and SVG that a strict page accepts."""

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import Row, bars, dots

number = st.one_of(
    st.integers(-(10**11), 10**11),
    st.floats(-1e11, 1e11, allow_nan=False),
    st.decimals(-(10**6), 10**6, places=2, allow_nan=False, allow_infinity=False),
)


@st.composite
def some_rows(draw):
    rows = []
    for label in draw(st.lists(st.text(max_size=8), min_size=1, max_size=9)):
        low, value, high = sorted(draw(st.tuples(number, number, number)))
        interval = (low, high) if draw(st.booleans()) else (None, None)
        rows.append(Row(label, value, draw(st.none() | number), *interval, marked=draw(st.booleans())))
    return rows


def coordinates(svg):
    return [float(word) for word in re.findall(r'="(-?[\d.]+)%"', svg)]


@pytest.mark.parametrize("plot", [bars, dots])
@given(rows=some_rows())
def test_every_coordinate_is_on_the_plot(plot, rows):
    chart = plot(rows)
    assert 2 <= len(chart.ticks) <= 5
    assert chart.ticks[0].at == 0
    assert chart.ticks[-1].at == 100
    for row in chart.rows:
        places = [row.marks.now, row.marks.before, row.marks.low, row.marks.high, row.marks.origin]
        assert all(0 <= place <= 100 for place in places if place is not None)
        assert all(0 <= place <= 100 for place in coordinates(row.svg))
    assert all(0 <= place <= 100 for place in coordinates(chart.axis_svg))


@pytest.mark.parametrize("plot", [bars, dots])
@given(rows=some_rows())
def test_rows_are_ranked_and_ties_keep_their_order(plot, rows):
    order = [rows.index(row) for row in sorted(rows, key=lambda row: -in_grains(row.value))]
    assert [row.label for row in plot(rows).rows] == [rows[k].label for k in order]
    assert [row.label for row in plot(rows, ranked=False).rows] == [row.label for row in rows]


def in_grains(value):
    """The value at the grain of charts.figures, by a way of its own."""
    return Decimal(str(value)).quantize(Decimal("1e-9"))


@given(st.integers(1, 20))
def test_equal_rows_stay_as_they_came(count):
    rows = [Row(str(k), 5) for k in range(count)]
    assert [row.label for row in dots(rows).rows] == [str(k) for k in range(count)]


@pytest.mark.parametrize("plot", [bars, dots])
@given(rows=some_rows())
def test_the_svg_is_well_formed_hidden_from_readers_and_free_of_style(plot, rows):
    chart = plot(rows)
    for svg in [chart.axis_svg, *(row.svg for row in chart.rows)]:
        root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
        assert root.get("aria-hidden") == "true"
        assert root.get("viewBox") is None
        assert "style" not in svg
        assert "#" not in svg  # no literal colours on the page


def test_the_dot_plot_of_the_design():
    chart = dots(
        [
            Row("Line 1, Porto", 170, 571),
            Row("Line 3, Gdansk", 148, 604),
            Row("Line 5, Monterrey", 181, 566, marked=True),
        ]
    )
    assert [tick.text for tick in chart.ticks] == ["0", "200", "400", "600", "800"]
    assert [tick.at for tick in chart.ticks] == [0, 25, 50, 75, 100]
    first = chart.rows[0]
    assert (first.label, first.value_text, first.before_text) == ("Line 5, Monterrey", "181", "566")
    assert first.marks.now == pytest.approx(22.625)
    assert first.marks.before == pytest.approx(70.75)
    assert 'class="chart-plot is-marked"' in first.svg
    assert '<circle class="chart-now" cx="22.62%" cy="50%" r="6"/>' in first.svg
    assert '<line class="chart-link" x1="70.75%" x2="22.62%" y1="50%" y2="50%"/>' in first.svg
    assert first.svg.index("chart-grid") < first.svg.index("chart-link") < first.svg.index("chart-now")
    assert (chart.has_before, chart.has_interval, chart.has_marked) == (True, False, True)
    assert "is-marked" not in chart.rows[1].svg


def test_bars_begin_at_zero_and_fall_left_of_it_when_negative():
    chart = bars([Row("Gain", 4), Row("Loss", -2)], unit="%")
    assert [row.value_text for row in chart.rows] == ["4%", "−2%"]
    assert [tick.text for tick in chart.ticks] == ["−2%", "0%", "2%", "4%"]
    gain, loss = (row.marks for row in chart.rows)
    assert gain.origin == loss.origin == pytest.approx(100 / 3)
    assert gain.now == 100
    assert loss.now == 0
    assert 'class="chart-bar" x1="33.33%" x2="0%"' in chart.rows[1].svg


def test_one_row_is_a_chart():
    chart = bars([Row("Only", 12.5)])
    assert chart.rows[0].value_text == "12.5"
    assert [tick.text for tick in chart.ticks] == ["0", "5", "10", "15"]


def test_figures_in_a_column_share_their_decimals_and_the_axis_has_its_own():
    chart = dots([Row("a", Decimal("3.60"), 3.1), Row("b", 3)], within=(1, 5))
    assert [row.value_text for row in chart.rows] == ["3.6", "3.0"]
    assert [row.before_text for row in chart.rows] == ["3.1", ""]
    assert [tick.text for tick in chart.ticks] == ["1", "2", "3", "4", "5"]


def test_a_row_without_a_value_is_kept_last_and_says_nothing():
    chart = dots([Row("Not asked", None), Row("Asked", 40, low=30, high=55)])
    asked, silent = chart.rows
    assert asked.interval_text == "30 to 55"
    assert asked.svg.count("chart-whisker") == 3
    assert (silent.label, silent.value_text, silent.before_text, silent.interval_text) == (
        "Not asked",
        "",
        "",
        "",
    )
    assert silent.marks.now is None
    assert "circle" not in silent.svg
    assert "chart-grid" in silent.svg


@pytest.mark.parametrize("plot", [bars, dots])
@pytest.mark.parametrize(
    "rows",
    [
        [],
        [Row("unknown", None)],
        [Row("not a number", float("nan"))],
        [Row("endless", float("inf"))],
        [Row("before", 1, float("nan"))],
        [Row("half", 1, low=0)],
        [Row("outside", 1, low=2, high=3)],
        [Row("upside down", 1, low=3, high=0)],
        [Row("around nothing", None, low=0, high=3), Row("known", 1)],
    ],
    ids=lambda rows: rows[0].label if rows else "no rows",
)
def test_what_cannot_be_drawn_is_refused(plot, rows):
    with pytest.raises(ValueError):
        plot(rows)


def test_figures_beyond_a_given_axis_are_refused_and_bars_need_its_zero():
    assert dots([Row("in", 2)], within=(1, 5)).ticks
    with pytest.raises(ValueError):
        dots([Row("out", 6)], within=(1, 5))
    with pytest.raises(ValueError):
        bars([Row("no zero", 2)], within=(1, 5))


def test_templates_print_the_svg_as_it_is_and_nothing_of_the_author_gets_into_it():
    chart = bars([Row("<script>", 3, note="<b>")])
    assert chart.rows[0].svg.__html__() == str(chart.rows[0].svg)
    assert "script" not in chart.rows[0].svg + chart.axis_svg
    assert chart.rows[0].label == "<script>"  # the template escapes it


def test_another_skin_paints_the_same_geometry():
    class Words:
        def axis(self, ticks):
            return " ".join(tick.text for tick in ticks)

        def row(self, kind, marks, ticks):
            return f"{kind} {marks.now:g}"

    chart = bars([Row("a", 5), Row("b", 10)], skin=Words())
    assert chart.axis_svg == "0 5 10"
    assert [row.svg for row in chart.rows] == ["bars 100", "bars 50"]
