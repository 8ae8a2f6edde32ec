"""The roles of those who make the site: what each may do, and the groups of Wagtail that say so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page

from content.models import HomePage, LearnIndexPage, PathsPage
from content.translating import HOME_OF_ANOTHER


class Role(StrEnum):
    AUTHOR = "author"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    KEEPER = "keeper"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Rights:
    """`pages` count on Learn and below, `paths` on Paths, `homes` on other languages' home and below.

    `files` count in all collections, `site` everywhere.
    """

    group: str
    pages: Sequence[str] = ()
    paths: Sequence[str] = ()
    files: Sequence[str] = ()
    site: Sequence[str] = ()
    homes: Sequence[str] = ()


# Who may add but not change, changes what is their own: Wagtail knows the owner of pages and files.
OWN_FILES = ("add_image", "choose_image", "add_document", "choose_document", "add_media")
ALL_FILES = (*OWN_FILES, "change_image", "change_document", "change_media")
EDITING = ("add_page", "change_page")
PUBLISHING = (*EDITING, "publish_page", "lock_page", "unlock_page")
# Under pages that the role may change; a copy in another language begins as a draft.
TRANSLATING = ("simple_translation.submit_translation",)
VERSIONS = ("readiness.add_version", "readiness.publish_version")
SETTINGS = tuple(
    f"{app}.{act}_{model}"
    for app, model in (
        *(("accounts", "user"), ("auth", "group"), ("wagtailcore", "site"), ("wagtailcore", "locale")),
        *(("wagtailcore", "workflow"), ("wagtailcore", "task"), ("wagtailredirects", "redirect")),
    )
    for act in ("add", "change", "delete")
)
# Groups that are there get what is added here by a migration of this room.
RIGHTS: Mapping[Role, Rights] = {
    Role.AUTHOR: Rights("Authors", ("add_page",), files=OWN_FILES),
    # Wagtail's own "Editors" may change the whole tree, home page and help included; it is left alone.
    Role.EDITOR: Rights("Course editors", EDITING, EDITING, ALL_FILES, TRANSLATING),
    Role.PUBLISHER: Rights(
        "Publishers",
        PUBLISHING,
        PUBLISHING,
        (*ALL_FILES, "delete_media", "delete_image", "delete_document"),
        TRANSLATING,
        HOME_OF_ANOTHER,
    ),
    Role.KEEPER: Rights("Instrument keepers", site=VERSIONS),
    Role.ADMINISTRATOR: Rights("Administrators", site=SETTINGS),
}
ENTER = "wagtailadmin.access_admin"


@transaction.atomic
def group_of(role: Role) -> Group:
    """The group with exactly the rights of its role: made, completed, or cut back."""
    rights = RIGHTS[role]
    made, _ = Group.objects.get_or_create(name=rights.group)
    made.permissions.set(_named(ENTER, *rights.site))
    _on_pages(made, rights)
    _on_files(made, rights.files)
    return made


def make_missing() -> None:
    """For an installation that has none yet; groups that are there stay as their people left them."""
    there = set(Group.objects.values_list("name", flat=True))
    for role, rights in RIGHTS.items():
        if rights.group not in there:
            group_of(role)


def _named(*labels: str) -> list[Permission]:
    wanted = Q()
    for label in labels:
        app, codename = label.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    found = list(Permission.objects.filter(wanted))
    if len(found) != len(labels):
        raise LookupError(f"Not every right is there: {labels}")
    return found


def _on_pages(group: Group, rights: Rights) -> None:
    """In every language that Learn and Paths stand in."""
    wanted = {
        (pk, codename)
        for model, codenames in ((LearnIndexPage, rights.pages), (PathsPage, rights.paths))
        for pk in model.objects.values_list("pk", flat=True)
        for codename in codenames
    }
    others = HomePage.objects.exclude(locale=Locale.get_default())
    wanted |= {(pk, codename) for pk in others.values_list("pk", flat=True) for codename in rights.homes}
    for held in GroupPagePermission.objects.filter(group=group).select_related("permission"):
        if (held.page_id, held.permission.codename) not in wanted:
            held.delete()
    for pk, codename in wanted:
        right = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(group=group, page=Page.objects.get(pk=pk), permission=right)


def _on_files(group: Group, codenames: Sequence[str]) -> None:
    root = Collection.get_first_root_node()
    held = GroupCollectionPermission.objects.filter(group=group)
    held.exclude(collection=root, permission__codename__in=codenames).delete()
    for right in Permission.objects.filter(codename__in=codenames):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=right)
