"""A briefing from its source: each page made once, the later ones from the earlier."""

from .aligning import alignment
from .gating import blockers, gates, path, risks
from .method import method
from .pages import Briefing
from .planning import decisions, plan
from .profile import heatmap, pillars, profile
from .source import Source
from .standing import about, standing
from .teaching import by_role, lessons
from .trending import compared, trend


def briefing(source: Source) -> Briefing:
    """Everything the files show; pure, so that the same source gives the same briefing."""
    since = compared(source)
    here, map, parts = standing(source, since), heatmap(source), pillars(source)
    blocking, way, line = blockers(source), path(source), trend(source, since)
    return Briefing(
        about=about(source),
        stamp=source.stamp,
        standing=here,
        decisions=decisions(source, blocking, way),
        pillars=parts,
        profile=profile(source),
        heatmap=map,
        gates=gates(source),
        path=way,
        blockers=blocking,
        risks=risks(source),
        alignment=alignment(source, map),
        lessons=lessons(source),
        lessons_by_role=by_role(source),
        plan=plan(source, blocking, way),
        trend=line,
        method=method(source, here, parts, line),
    )
