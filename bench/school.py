"""Fills the database: modules of 5 and of 100 units, learners with progress, and many others around them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from content.atlas import UnitLine, atlas
from content.models import CasePage, LearnIndexPage, ModulePage
from courses.models import CaseAnswer, Completion, Learner, Place

MODEL_UNIT = "strategy/jabil"  # what every unit of the made modules says
LEARNERS = 40
CROWD = 500
# Any 32 letters and digits: Django accepts the bare secret in cookie and header alike.
SECRET = "benchbenchbenchbenchbenchbench01"


@dataclass(frozen=True)
class Pupil:
    """One signed-in learner as the browser sends them."""

    cookie: str


def fill(sizes: tuple[int, ...]) -> list[Pupil]:
    """On a database that is migrated and empty; returns the learners that the load asks as."""
    call_command("import_curriculum", verbosity=0)
    for size in sizes:
        add_module(size)
    user_model = get_user_model()
    users = user_model.objects.bulk_create(
        user_model(email=f"reader-{number}@example.org", password="!") for number in range(LEARNERS)
    )
    learners = Learner.objects.bulk_create(Learner(user=user) for user in users)
    crowd = Learner.objects.bulk_create(Learner(device=UUID(int=number + 1)) for number in range(CROWD))
    units = [unit for module in atlas().modules for unit in module.units]
    shipped = [unit for unit in units if not unit.key.startswith("bench-")]
    Place.objects.bulk_create([*places(learners, units), *places(crowd, shipped)], batch_size=2000)
    Completion.objects.bulk_create([*completions(learners, units), *completions(crowd, shipped)])
    CaseAnswer.objects.bulk_create(answers(crowd))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return [sign_in(user) for user in users]


def add_module(size: int) -> None:
    """A module whose units all hold the words of one shipped case."""
    index, model = LearnIndexPage.objects.get(), CasePage.objects.get(key=MODEL_UNIT)
    module = index.add_child(
        instance=ModulePage(
            title=f"Of {size} units",
            slug=f"bench-{size}",
            question="How fast is a module of this size?",
            lead="Made for the measurement.",
            outcomes=["Know how fast it is"],
        )
    )
    facts = ("standfirst", "minutes", "group", "outcomes", "topics", "basis", "as_of", "sector", "by")
    copied = (*facts, "reviewed", "review_by", "keeper")
    for number in range(1, size + 1):
        unit = module.add_child(
            instance=CasePage(
                title=f"Case {number} of {size}",
                slug=f"unit-{number}",
                key=f"bench-{size}/unit-{number}",
                sources=model.sources,
                body=model.body,
                meeting=model.meeting,
                **{name: getattr(model, name) for name in copied},
            )
        )
        unit.save_revision().publish()


def places(learners: list[Learner], units: list[UnitLine]) -> Iterator[Place]:
    """Each learner has begun two units of three."""
    now = timezone.now()
    for learner in learners:
        for unit in units:
            if (learner.pk + unit.id) % 3 and unit.sections:
                at = now - timedelta(minutes=(learner.pk * 7 + unit.id * 13) % 9000)
                section = unit.sections[unit.id % len(unit.sections)].key
                times = {"started_at": at, "updated_at": at, "reported_at": at}
                yield Place(learner=learner, unit_id=unit.id, section=section, seconds_open=40, **times)


def completions(learners: list[Learner], units: list[UnitLine]) -> Iterator[Completion]:
    """Each learner has finished a third of them."""
    now = timezone.now()
    for learner in learners:
        for unit in units:
            if (learner.pk + unit.id) % 3 == 1:
                yield Completion(learner=learner, unit_id=unit.id, at=now, how=Completion.How.READ)


def answers(crowd: list[Learner]) -> Iterator[CaseAnswer]:
    """Enough of the crowd has answered the case's first questions for a tally of them."""
    now = timezone.now()
    unit = CasePage.objects.select_related("rendering").get(key=MODEL_UNIT)
    asked = [section["question"] for section in unit.rendering.sections if section["question"]]
    for question in asked:
        options = [option["key"] for option in question["options"]]
        for number, learner in enumerate(islice(crowd, 200)):
            words = (
                {"choice": options[number % len(options)]} if options else {"text": "What we told people."}
            )
            times = {"answered_at": now, "edited_at": now}
            yield CaseAnswer(learner=learner, unit_id=unit.pk, question=question["key"], **words, **times)


def sign_in(user: object) -> Pupil:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return Pupil(f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={SECRET}")
