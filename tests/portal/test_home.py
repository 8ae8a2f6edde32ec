"""The first page: the promise to a newcomer, the next minutes to everyone who has begun."""

import pytest
from django.test import Client

from accounts.models import User
from content.models import HomePage, Unit
from portal.sample import ROWS
from readiness.models import Sheet
from readiness.versions import newest_shipped
from tests.journeys.people import client_of
from tests.readiness.panels import all_say, closed_panel, open_panel

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(course: None) -> Client:
    client = Client()
    client.post("/learn/strategy/jabil/do/continue/", {"section": "situation"})
    return client


def test_a_newcomer_gets_the_promise_and_a_first_case(course):
    page = Client().get("/")
    assert "portal/home_public.html" in [template.name for template in page.templates]
    assert page.context["case"].key == "strategy/beth-israel-deaconess"
    assert page.context["case"].url in page.content.decode()


def test_a_newcomer_meets_every_module_a_sample_result_and_the_way_to_a_panel(course):
    page = Client().get("/")
    words = page.content.decode()
    assert all(f'href="{module.url}"' in words for module in page.context["modules"])
    assert [row.value_text for row in page.context["sample"].rows] == ["61.3", "57.8", "47.2", "41.5", "28.9"]
    assert "Sample figures" in words
    assert "Made up to show" in words
    assert 'href="/assess/"' in words
    assert 'href="/organisations/"' in words


def test_the_sample_speaks_of_dimensions_and_pillars_that_are_asked():
    asked = newest_shipped()
    pillars = {d.name: pillar.name for pillar in asked.pillars for d in pillar.dimensions}
    assert {name: pillars[name] for name, *_ in ROWS} == {name: pillar for name, pillar, *_ in ROWS}


def test_an_unpublished_case_is_absent_and_nothing_breaks(course):
    Unit.objects.get(key="strategy/beth-israel-deaconess").specific.unpublish()
    page = Client().get("/")
    assert page.status_code == 200
    assert page.context["case"] is None


def test_a_device_that_has_begun_returns_in_one_click(begun):
    page = begun.get("/")
    assert page.context["resume"].line.key == "strategy/jabil"
    assert f'href="{page.context["resume"].url}"' in page.content.decode()
    assert page.context["anonymous"]


@pytest.mark.parametrize("minutes", [5, 10, 20])
def test_the_queue_never_exceeds_the_minutes(begun, minutes):
    queue = begun.get("/", {"minutes": minutes}).context["queue"]
    assert queue.items
    assert sum(item.minutes for item in queue.items) == queue.minutes <= minutes


@pytest.mark.parametrize("minutes", ["", "7", "-5", "1e3", "５"])
def test_other_minutes_fall_back_to_the_shortest_choice(begun, minutes):
    assert begun.get("/", {"minutes": minutes}).context["queue"].budget == 5


def test_the_home_page_withdrawn_is_a_404_with_a_way_out(course):
    HomePage.objects.get().unpublish()
    page = Client().get("/")
    assert page.status_code == 404
    assert "/learn/" in page.content.decode()


def test_home_costs_the_same_however_much_is_published(begun, django_assert_max_num_queries):
    begun.get("/")
    with django_assert_max_num_queries(4):
        begun.get("/")


def test_readiness_stands_on_the_way_back_begun_then_measured(begun):
    assert 'href="/assess/"' in begun.get("/").content.decode()
    begun.post("/assess/start/", {"form": "quick", "role": "exec"})
    sheet = Sheet.objects.get()
    assert begun.get("/").context["readiness"].go_on_url == f"/assess/{sheet.public_id}/"
    for number in range(1, 12):
        begun.post(f"/assess/{sheet.public_id}/{number}/", {"answer": "3", "do": "next"})
    begun.post(f"/assess/{sheet.public_id}/submit/")
    page = begun.get("/")
    assert page.context["readiness"].own.index == "50.0"
    assert f'href="/results/{sheet.round.public_id}/"' in page.content.decode()


def test_whoever_owns_a_closed_round_is_one_click_from_its_result_and_nobody_else(course):
    panel = closed_panel({"exec": 5}, all_say(3))
    still_open = open_panel({"exec": 5}, of=panel.organisation)
    page = client_of(panel.owner).get("/")
    assert page.context["readiness"].group.url == f"/results/{panel.public_id}/"
    assert str(still_open.public_id) not in page.content.decode()
    stranger = client_of(User.objects.create_user("otto@elsewhere.example"))
    assert stranger.get("/").context["readiness"].group is None


def test_the_index_leads_to_each_module_on_it_until_it_is_narrowed(course):
    page = Client().get("/learn/").content.decode()
    for slug in ("strategy", "culture", "responsibility", "technology"):
        assert f'href="#{slug}"' in page
        assert f'id="{slug}"' in page
    assert 'href="#strategy"' not in Client().get("/learn/?kind=case").content.decode()


def test_the_assessment_leads_those_who_would_ask_their_leaders(course):
    assert '<a class="go" href="/organisations/">' in Client().get("/assess/").content.decode()
