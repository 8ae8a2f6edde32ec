"""Makes master.pptx, the empty deck that every report starts from: `python -m reports.slides.master`."""

import io
import re
from datetime import date
from pathlib import Path

from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck

from reports.archive import settled

from . import look

PATH = Path(__file__).with_name("master.pptx")
NUMBER_ID = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
DATED = date(2026, 1, 1)
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
COLOURS = {
    "dk1": look.INK, "lt1": look.WHITE, "dk2": look.INK_2, "lt2": look.TINT, "accent1": look.DEEP,
    "accent2": look.GREY, "accent3": look.MARK, "accent4": look.OCHRE, "accent5": look.OLIVE,
    "accent6": look.BROWN, "hlink": look.DEEP, "folHlink": look.INK_3,
}  # fmt: skip
# Where our faces are not installed, PANOSE and family tell the program what to take: a book serif (as
# Georgia), a plain sans (as Arial). Other scripts keep the faces that each system has for them.
SERIF = f'<a:latin typeface="{look.SERIF}" panose="02040502050405020303" pitchFamily="18" charset="0"/>'
SANS = f'<a:latin typeface="{look.SANS}" panose="020B0604020202020204" pitchFamily="34" charset="0"/>'
GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
    '<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
TITLE = ("Finding", 'type="title"', look.TITLE_TOP, look.TITLE_HEIGHT, "b", "The finding, in one sentence")
BODY = ("Words", 'type="body" idx="1"', look.TOP, look.BOTTOM - look.TOP, "t", "Words")
MEASURE = (
    "Measure", 'type="body" sz="quarter" idx="13"', look.MEASURE_TOP, look.MEASURE_HEIGHT, "t",
    "What is measured, of whom",
)  # fmt: skip
SOURCE = (
    "Source", 'type="body" sz="quarter" idx="14"', look.SOURCE_TOP, look.SOURCE_HEIGHT, "b", "Source",
)  # fmt: skip
FOOTER = (
    "Footer", 'type="ftr" sz="quarter" idx="15"', look.FOOT_TOP, look.FOOT_HEIGHT, "ctr", "",
)  # fmt: skip
NUMBER = (
    "Slide number", 'type="sldNum" sz="quarter" idx="16"', look.FOOT_TOP, look.FOOT_HEIGHT, "ctr", "",
)  # fmt: skip
Place = tuple[str, str, int, int, str, str]


def made() -> bytes:
    """One master with one layout, which holds the finding, the measure, the source, footer and number."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = look.WIDTH, look.HEIGHT
    _one_layout(deck)
    _theme(deck)
    _master(deck)
    core = deck.core_properties
    core.title, core.author, core.last_modified_by, core.revision = "Board report", "", "", 1
    core.keywords = core.subject = core.comments = ""
    written = io.BytesIO()
    deck.save(written)
    return settled(written.getvalue(), DATED)


def _one_layout(deck: Deck) -> None:
    for layout in list(deck.slide_layouts):
        if layout.name != "Title Only":
            deck.slide_layouts.remove(layout)
    layout = deck.slide_layouts[0]
    layout._element.cSld.set("name", "Finding")
    layout._element.attrib.pop("type", None)
    _fill(layout._element, [TITLE, MEASURE, SOURCE, FOOTER, NUMBER])


def _theme(deck: Deck) -> None:
    part = next(rel.target_part for rel in deck.slide_master.part.rels.values() if "theme" in rel.reltype)
    xml = part.blob.decode()
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in COLOURS.items())
    scheme = f'<a:clrScheme name="Soundings">{colours}</a:clrScheme>'
    xml = re.sub(r"<a:clrScheme.*?</a:clrScheme>", scheme, xml, flags=re.DOTALL)
    xml = xml.replace('name="Office Theme"', 'name="Soundings"')
    xml = xml.replace('<a:fontScheme name="Office"', '<a:fontScheme name="Soundings"')
    for tag, face in (("majorFont", SERIF), ("minorFont", SANS)):
        xml = re.sub(rf"(<a:{tag}>)<a:latin [^>]*/>", rf"\g<1>{face}", xml)
    part._blob = xml.encode()


def _master(deck: Deck) -> None:
    element = deck.slide_master._element
    _fill(element, [TITLE, BODY, FOOTER, NUMBER])
    tree = element.cSld.spTree
    tree.insert(2, parse_xml(_rectangle(90, "Rule", look.LEFT, 400_000, look.INNER, 9_525, look.RULE)))
    tree.insert(3, parse_xml(_rectangle(91, "Tag", look.LEFT, 376_000, 420_000, 48_000, look.MARK)))
    styles = element.find("{*}txStyles")
    styles.getparent().replace(styles, parse_xml(_styles()))


def _fill(element: etree._Element, places: list[Place]) -> None:
    tree = element.cSld.spTree
    for child in list(tree):
        tree.remove(child)
    holders = "".join(_holder(*each) for each in enumerate(places, 2))
    whole = parse_xml(f"<p:spTree {NAMESPACES}>{GROUP}{holders}</p:spTree>")
    for child in whole:
        tree.append(child)


def _holder(id: int, place: Place) -> str:
    name, kind, top, height, anchor, prompt = place
    left, width, align = look.LEFT, look.INNER, "l"
    if name == "Footer":
        width = look.INNER - 900_000
    if name == "Slide number":
        left, width, align = look.LEFT + look.INNER - 800_000, 800_000, "r"
    size, colour = {"Measure": (1400, look.INK_3), "Source": (1000, look.INK_3)}.get(name, (900, look.INK_3))
    style = ""
    if name not in ("Finding", "Words"):
        fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        style = (
            f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:spcBef>'
            '<a:spcPts val="0"/></a:spcBef><a:buNone/>'
            f'<a:defRPr sz="{size}" b="0" lang="{look.LANGUAGE}">{fill}</a:defRPr></a:lvl1pPr>'
        )
    words = f'<a:r><a:rPr lang="{look.LANGUAGE}"/><a:t>{prompt}</a:t></a:r>' if prompt else ""
    if name == "Slide number":
        words = f'<a:fld id="{NUMBER_ID}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>"
        f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style}</a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    )


def _rectangle(id: int, name: str, left: int, top: int, width: int, height: int, colour: str) -> str:
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{id}" name="{name}"/><p:cNvSpPr/>'
        '<p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" '
        f'cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _styles() -> str:
    def level(tag: str, size: int, face: str, indent: int = 0) -> str:
        fill = f'<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+{face}-lt"/>'
        return (
            f'<a:{tag} marL="{indent}" indent="0" algn="l" rtl="0">'
            '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
            f'<a:spcBef><a:spcPts val="400"/></a:spcBef><a:buNone/><a:defRPr sz="{size}" kern="1200" '
            f'lang="{look.LANGUAGE}">{fill}<a:ea typeface="+{face}-ea"/><a:cs typeface="+{face}-cs"/>'
            f"</a:defRPr></a:{tag}>"
        )

    body = "".join(level(f"lvl{n}pPr", 1400, "mn", 180_000 * (n - 1)) for n in range(1, 6))
    return (
        f"<p:txStyles {NAMESPACES}><p:titleStyle>{level('lvl1pPr', 3200, 'mj')}</p:titleStyle>"
        f"<p:bodyStyle>{body}</p:bodyStyle><p:otherStyle>{body}</p:otherStyle></p:txStyles>"
    )


if __name__ == "__main__":
    PATH.write_bytes(made())
