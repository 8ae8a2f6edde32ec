"""Native charts: bars from zero with their intervals, pairs of bars, a line of rounds; all stay editable."""

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import BarSeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.oxml import parse_xml
from pptx.slide import Slide
from pptx.util import Emu, Pt

from reports.words import cut, plain

from . import look
from .page import Box

CHARTS = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
FACE, SMALL = 12, 11
SHORT = 9  # a bar that cannot hold its figure


@dataclass(frozen=True, slots=True)
class Bar:
    """`low` and `high` None: no interval. `marked`: what the title is about."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    values: tuple[float | None, ...]
    colour: str


def bars(slide: Slide, name: str, alt: str, rows: Sequence[Bar], box: Box) -> None:
    """Ranked from the top; each with its value beside it and its interval as a whisker."""
    data = CategoryChartData(number_format="0.0")
    data.categories = [cut(plain(row.label), 60) for row in rows]
    data.add_series("Score, 0 to 100", [row.value for row in rows])
    chart = _placed(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, name, alt, box)
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = 55, False
    series = plot.series[0]
    _colour(series, look.DEEP)
    for number, row in enumerate(rows):
        if row.marked:
            fill = series.points[number].format.fill
            fill.solid()
            fill.fore_color.rgb = RGBColor.from_string(look.MARK)
    _labels(series, XL_LABEL_POSITION.INSIDE_BASE, look.WHITE)
    for number, row in enumerate(rows):
        if row.value < SHORT:
            _beside(series, number)
    _whiskers(series, rows)
    _axes(chart, upside_down=True)


def pairs(
    slide: Slide, name: str, alt: str, labels: Sequence[str], series: Sequence[Series], box: Box
) -> None:
    """Two bars for each label, with a legend that names the two sides."""
    chart = _placed(slide, XL_CHART_TYPE.BAR_CLUSTERED, _data(labels, series), name, alt, box)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, -5
    for native, each in zip(plot.series, series, strict=True):
        _colour(native, each.colour)
        _labels(native, XL_LABEL_POSITION.OUTSIDE_END, look.INK, size=9)
    _axes(chart, upside_down=True)
    _legend(chart)


def rounds(
    slide: Slide, name: str, alt: str, labels: Sequence[str], series: Sequence[Series], box: Box
) -> None:
    """A line over the rounds, from 0 to 100."""
    chart = _placed(slide, XL_CHART_TYPE.LINE_MARKERS, _data(labels, series), name, alt, box)
    for native, each in zip(chart.plots[0].series, series, strict=True):
        native.smooth = False
        native.format.line.color.rgb = RGBColor.from_string(each.colour)
        native.format.line.width = Pt(2.25)
        native.marker.style, native.marker.size = XL_MARKER_STYLE.CIRCLE, 9
        native.marker.format.fill.solid()
        native.marker.format.fill.fore_color.rgb = RGBColor.from_string(each.colour)
        _labels(native, XL_LABEL_POSITION.ABOVE, look.INK)
    _axes(chart, upside_down=False)
    _legend(chart)


def _data(labels: Sequence[str], series: Sequence[Series]) -> CategoryChartData:
    data = CategoryChartData(number_format="0.0")
    data.categories = [cut(plain(label), 60) for label in labels]
    for each in series:
        data.add_series(plain(each.name), each.values)
    return data


def _placed(
    slide: Slide, kind: XL_CHART_TYPE, data: CategoryChartData, name: str, alt: str, box: Box
) -> Chart:
    frame = slide.shapes.add_chart(kind, Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height), data)
    frame.name = name
    frame._element.nvGraphicFramePr.cNvPr.set("descr", plain(alt))
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.name = Pt(FACE), "+mn-lt"
    chart.font.color.rgb = RGBColor.from_string(look.INK)
    return chart


def _colour(series: BarSeries, colour: str) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = RGBColor.from_string(colour)
    series.invert_if_negative = False


def _labels(series: BarSeries, position: XL_LABEL_POSITION, colour: str, size: float = SMALL) -> None:
    labels = series.data_labels
    labels.show_value, labels.position = True, position
    labels.number_format, labels.number_format_is_linked = "0.0", False
    labels.font.size, labels.font.bold = Pt(size), False
    labels.font.color.rgb = RGBColor.from_string(colour)


def _beside(series: BarSeries, number: int) -> None:
    """The figure of a short bar, dark on the paper beside it."""
    label = series.points[number].data_label
    label.position = XL_LABEL_POSITION.OUTSIDE_END
    label.font.size, label.font.bold = Pt(SMALL), False
    label.font.color.rgb = RGBColor.from_string(look.INK)


def _axes(chart: Chart, *, upside_down: bool) -> None:
    """0 to 100 with lines at the quarters; categories from the top down where bars lie."""
    value, category = chart.value_axis, chart.category_axis
    value.minimum_scale, value.maximum_scale, value.major_unit = 0, 100, 25
    value.major_gridlines.format.line.color.rgb = RGBColor.from_string(look.RULE)
    value.format.line.fill.background()
    value.tick_labels.font.size = Pt(SMALL)
    value.tick_labels.font.color.rgb = RGBColor.from_string(look.INK_3)
    value.tick_labels.number_format, value.tick_labels.number_format_is_linked = "0", False
    category.format.line.color.rgb = RGBColor.from_string(look.GREY)
    category.tick_labels.font.size = Pt(FACE)
    category.reverse_order = upside_down
    category.has_major_gridlines = False


def _legend(chart: Chart) -> None:
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.legend.font.size = Pt(FACE)


def _whiskers(series: BarSeries, rows: Sequence[Bar]) -> None:
    """The intervals, which the library has no words for."""
    if all(row.low is None or row.high is None for row in rows):
        return
    plus = [0.0 if row.high is None else row.high - row.value for row in rows]
    minus = [0.0 if row.low is None else row.value - row.low for row in rows]
    element = parse_xml(
        f'<c:errBars {CHARTS} {DRAWING}><c:errBarType val="both"/>'
        '<c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus>{_numbers(plus)}</c:plus><c:minus>{_numbers(minus)}</c:minus>"
        f'<c:spPr><a:ln w="15875"><a:solidFill><a:srgbClr val="{look.GREY}"/></a:solidFill></a:ln></c:spPr>'
        "</c:errBars>"
    )
    series._element.find("{*}cat").addprevious(element)


def _numbers(values: Sequence[float]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{value:.4f}</c:v></c:pt>' for n, value in enumerate(values))
    return (
        f'<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numLit>'
    )
