"""Who may write and who may publish: two groups of Wagtail, and the people in them."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.audit import record
from accounts.models import User
from content.models import LearnIndexPage

WRITE, PUBLISH = "Authors", "Publishers"
PAGE_RIGHTS = {
    WRITE: ["add_page", "change_page"],
    PUBLISH: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
}
VERSION_RIGHTS = {WRITE: ["add_version"], PUBLISH: ["add_version", "publish_version"]}
MEDIA_RIGHTS = ["add_image", "choose_image", "add_document", "choose_document", "add_media", "change_media"]


def group(name: str) -> Group:
    """The group with its rights on everything under /learn/, made or completed."""
    made, _ = Group.objects.get_or_create(name=name)
    made.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    rights = Permission.objects.filter(content_type__app_label="readiness")
    made.permissions.add(*rights.filter(codename__in=VERSION_RIGHTS[name]))
    learn = LearnIndexPage.objects.first()
    for codename in PAGE_RIGHTS[name] if learn else []:
        right = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(
            group=made, page=Page.objects.get(pk=learn.pk), permission=right
        )
    root = Collection.get_first_root_node()
    for right in Permission.objects.filter(codename__in=MEDIA_RIGHTS):
        GroupCollectionPermission.objects.get_or_create(group=made, collection=root, permission=right)
    return made


def make_author(email: str, *, publisher: bool, administrator: bool) -> tuple[User, bool]:
    """The account, and whether it is new. It has no password: signing in is by an e-mailed code."""
    user = User.objects.filter(email__iexact=email).first()
    new = user is None
    user = user or User.objects.create_user(email)
    user.groups.add(group(WRITE), *([group(PUBLISH)] if publisher else []))
    if administrator and not user.is_superuser:
        user.is_superuser = user.is_staff = True
        user.save(update_fields=["is_superuser", "is_staff"])
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    held = sorted(user.groups.values_list("name", flat=True))
    record("roles changed", of=user.pk, after=held, administrator=user.is_superuser, by="command line")
    return user, new
