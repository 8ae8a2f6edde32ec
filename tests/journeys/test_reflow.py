"""What of a page scrolls sideways or is cut off, small, zoomed or widely spaced; that it would be found."""

from playwright.sync_api import Page

from tests.journeys.people import Visitor

# WCAG 1.4.12, as a reader's own style sheet sets it.
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
    " p { margin-bottom: 2em !important; }"
)
STYLE = """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
  document.adoptedStyleSheets = css ? [sheet] : []; }"""
WIDER = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const held = (one) => {
    for (let up = one.parentElement; up && up !== document.body; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== "visible") return true;
    return false;
  };
  const wide = [...document.body.querySelectorAll("*")].filter(
    (one) => one.getBoundingClientRect().right > root.clientWidth + 1 && !held(one));
  const named = wide.slice(-3).map((one) => one.outerHTML.slice(0, 120));
  return [`${root.scrollWidth} > ${root.clientWidth}`, ...named];
}"""
# Text that a box of fixed height cuts off.
CUT = """() => [...document.body.querySelectorAll("*")].filter((one) => {
  const style = getComputedStyle(one);
  return ["hidden", "clip"].includes(style.overflowY) && one.clientHeight > 4 && one.innerText?.trim()
    && one.scrollHeight > one.clientHeight + 4;
}).map((one) => one.outerHTML.slice(0, 120))"""
LOOKS = {
    "320 pixels": (320, ""),
    "zoomed to 200 %": (640, ""),
    "text of 200 %": (640, "html { font-size: 200% !important; }"),
    "wide spacing": (390, SPACED),
    "wide spacing on a desk": (1280, SPACED),
}


def faults_on(page: Page) -> list[str]:
    faults = []
    for look, (width, css) in LOOKS.items():
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(STYLE, css)
        faults += [f"{look}: wider than the window: {one}" for one in page.evaluate(WIDER)]
        faults += [f"{look}: cut off: {one}" for one in page.evaluate(CUT)]
    page.evaluate(STYLE, "")
    return faults


def test_a_wide_box_and_a_cut_text_would_be_found(visitor: Visitor) -> None:
    """The control."""
    page = visitor()
    page.goto("/learn/")
    css = "main { min-width: 2000px } h1 { height: 5px; overflow: hidden }"
    page.evaluate(STYLE, css)
    assert page.evaluate(WIDER)
    assert page.evaluate(CUT)
