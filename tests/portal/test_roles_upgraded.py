"""Groups made by an earlier release have the rights of the present table after an upgrade, and no others."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page

from content.models import LearnIndexPage, PathsPage
from portal.roles import Role, group_of, make_missing
from tests.content import trees

pytestmark = pytest.mark.django_db
OWN_FILES = ("add_image", "choose_image", "add_document", "choose_document", "add_media")
ALL_FILES = (*OWN_FILES, "change_image", "change_document", "change_media")
# As the first release with roles gave them: on Learn, and on all files.
FIRST = {
    Role.AUTHOR: (("add_page",), OWN_FILES),
    Role.EDITOR: (("add_page", "change_page"), ALL_FILES),
    Role.PUBLISHER: (
        ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
        (*ALL_FILES, "delete_media", "delete_image", "delete_document"),
    ),
}
Rights = set[tuple[str, int, str]]


def rights_of(group: Group) -> Rights:
    on_pages = GroupPagePermission.objects.filter(group=group)
    on_files = GroupCollectionPermission.objects.filter(group=group)
    return {
        *(("page", *held) for held in on_pages.values_list("page", "permission__codename")),
        *(("file", *held) for held in on_files.values_list("collection", "permission__codename")),
        *(("site", 0, codename) for codename in group.permissions.values_list("codename", flat=True)),
    }


@pytest.fixture
def groups() -> dict[Role, Group]:
    """Learn in two languages, Paths, and groups as they were."""
    learn = trees.learn()
    Page.objects.get(pk=learn.get_parent().pk).add_child(instance=PathsPage(title="Paths", slug="paths"))
    german = Locale.objects.create(language_code="de")
    make_missing()
    # As it was made before its home was opened to those who publish.
    GroupPagePermission.objects.all().delete()
    GroupCollectionPermission.objects.all().delete()
    learn.copy_for_translation(german, copy_parents=True)
    root = Collection.get_first_root_node()
    enter = Permission.objects.get(codename="access_admin")
    made = {}
    for role, (on_learn, files) in FIRST.items():
        group = made[role] = Group.objects.get(name=_name(role))
        group.permissions.set([enter])
        for right in Permission.objects.filter(codename__in=on_learn):
            GroupPagePermission.objects.create(group=group, page_id=learn.pk, permission=right)
        for right in Permission.objects.filter(codename__in=files):
            GroupCollectionPermission.objects.create(group=group, collection=root, permission=right)
    return made


def _name(role: Role) -> str:
    return {"author": "Authors", "editor": "Course editors", "publisher": "Publishers"}[role]


def upgrade() -> None:
    """Every migration of rights, in their order."""
    loader = MigrationLoader(connection)
    apps = loader.project_state(loader.graph.leaf_nodes("portal")).apps
    for app, name in sorted(loader.disk_migrations):
        if app == "portal":
            forward = import_module(f"portal.migrations.{name}").forward
            forward(apps, SimpleNamespace(connection=connection))


def test_the_groups_come_up_to_the_table(groups: dict[Role, Group]) -> None:
    assert LearnIndexPage.objects.count() == 2
    before = {role: rights_of(group) for role, group in groups.items()}
    upgrade()
    upgraded = {role: rights_of(group) for role, group in groups.items()}
    for role in groups:
        group_of(role)
    table = {role: rights_of(group) for role, group in groups.items()}
    assert upgraded == table
    assert all(before[role] < table[role] for role in groups), "control: they lacked something"


def test_what_people_gave_or_took_away_stays_so(groups: dict[Role, Group]) -> None:
    publishers = groups[Role.PUBLISHER]
    given = Permission.objects.get(codename="add_redirect")
    publishers.permissions.add(given)
    GroupCollectionPermission.objects.filter(group=publishers, permission__codename="delete_image").delete()
    GroupPagePermission.objects.filter(group=publishers, permission__codename="lock_page").delete()
    upgrade()
    upgrade()
    codenames = {codename for _, page, codename in rights_of(publishers)}
    assert "delete_image" not in codenames
    assert "add_redirect" in codenames
    learn = set(LearnIndexPage.objects.values_list("pk", flat=True))
    assert not {held for held in rights_of(publishers) if held[1] in learn and held[2] == "lock_page"}


def test_without_such_groups_none_is_made() -> None:
    before = set(Group.objects.values_list("name", flat=True))
    upgrade()
    assert set(Group.objects.values_list("name", flat=True)) == before
