"""What the operator's page of behaviour gathers: raters of closed organisation rounds, each only once."""

import pytest

from readiness.admin_views.behaviour import gathered_raters
from readiness.versions import current

from .panels import MARCH, all_say, closed_panel, organisation

pytestmark = pytest.mark.django_db


def test_raters_come_from_the_latest_closed_round_of_each_organisation() -> None:
    one, other = organisation("One"), organisation("Other")
    closed_panel(says=all_say(2), of=one, at=MARCH)
    closed_panel(says=all_say(4, S1_1="DK"), of=one)
    closed_panel(says=all_say(1), of=other, at=MARCH)
    groups = gathered_raters(current())
    assert len(groups) == 2
    (known, *_rest), (unknown, *_others) = sorted(groups, key=lambda people: people[0]["S1.2"] or 0)
    assert set(known.values()) == {0.0}
    assert set(unknown.values()) == {75.0}
    assert "S1.1" in known
    assert "S1.1" not in unknown
