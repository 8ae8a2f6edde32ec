"""Somebody who reads what groups came to: a large panel in its second round, a small one, a tiny one."""

from accounts.models import User
from readiness.models import Round
from tests.readiness.panels import all_say, closed_panel, open_panel, organisation, two_rounds, user

LARGE = "00000000-0000-4000-8000-000000000021"
SMALL = "00000000-0000-4000-8000-000000000022"
FEW = "00000000-0000-4000-8000-000000000023"
OPEN = "00000000-0000-4000-8000-000000000024"
GROUP_READER = {
    "result of a panel": f"/results/{LARGE}/",
    "alignment": f"/results/{LARGE}/alignment/",
    "trend": f"/results/{LARGE}/trend/",
    "what-if of a panel": f"/results/{LARGE}/plan/?step=R1.1",
    "arithmetic of a question": f"/results/{LARGE}/receipt/R1.1/",
    "arithmetic of a dimension": f"/results/{LARGE}/receipt/R1/",
    "much hidden": f"/results/{SMALL}/",
    "alignment left out": f"/results/{SMALL}/alignment/",
    "too few": f"/results/{FEW}/",
    "still open": f"/results/{OPEN}/",
}


def read_groups() -> User:
    """The owner of all of them."""
    _, large = two_rounds()
    few = organisation("Small Works", user("Ines Moreau"))
    made = {
        LARGE: large,
        SMALL: closed_panel({"exec": 3, "staff": 4}, _as_asked, of=few),
        FEW: closed_panel({"exec": 3}, all_say(3), of=few),
        OPEN: open_panel({"exec": 6}, of=few, invited=9),
    }
    for id, measured in made.items():
        Round.objects.filter(pk=measured.pk).update(public_id=id)
    return large.owner


def _as_asked(person: int, role: str, item: object) -> int | None:
    """Nobody answers what their role is not asked, so much is known by fewer than five."""
    return 2 + person % 3 if role in item.ask else None
