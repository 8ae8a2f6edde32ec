"""A changed role is in the security log, with what it was and what it is."""

import pytest
from django.contrib.auth.models import Group

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_a_role_given_in_the_editor_is_logged(sign_in, caplog) -> None:
    caplog.set_level("INFO", "security")
    boss = User.objects.create_superuser("boss@example.org")
    person = User.objects.create_user("ada@example.org", first_name="Ada", last_name="L")
    editors = Group.objects.get(name="Editors")
    form = {
        "email": person.email,
        "first_name": "Ada",
        "last_name": "L",
        "groups": [editors.pk],
        "is_active": "on",
    }
    answer = sign_in(boss, second_factor=True).post(f"/admin/users/edit/{person.pk}/", form)
    assert answer.status_code == 302
    facts = next(record.facts for record in caplog.records if record.message == "roles changed")
    assert (facts["of"], facts["before"], facts["after"], facts["user"]) == (
        person.pk,
        [],
        ["Editors"],
        boss.pk,
    )
