"""The one place that listens: what is published is rendered, and the atlas learns that it is old."""

import secrets
from functools import partial
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import (
    copy_for_translation_done,
    init_new_page,
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from content import atlas
from content.changing import keep_published
from content.models import (
    KINDS,
    AtlasStamp,
    DecisionPage,
    Film,
    HomePage,
    LearnIndexPage,
    ModulePage,
    PathPage,
    PathsPage,
    TextPage,
    Unit,
)
from content.starting import begin_new
from content.translating import take_over
from content.uses import render_again

ARRIVING = (
    *(HomePage, LearnIndexPage, ModulePage, TextPage, PathsPage, PathPage),
    *KINDS,
)


def render_published(instance: Page, **_kwargs: Any) -> None:
    """Admin, schedule, import and approval all pass through here (RULINGS.md 4)."""
    if isinstance(instance, Unit):
        keep_published(instance.pk)
    if isinstance(instance, DecisionPage):
        render_again(instance)


def render_where_shown(instance: Model, created: bool, **_kwargs: Any) -> None:
    """A film, picture or document was changed: the stored words of units would lead to what it was."""
    if not created:
        render_again(instance)


def bump(**_kwargs: Any) -> None:
    """Another token: every process reads the atlas again at its next request."""
    token = secrets.token_hex(16)
    if not AtlasStamp.objects.filter(pk=1).update(token=token):
        AtlasStamp.objects.create(pk=1, token=token)
    atlas.forget()


def arrive(instance: Page, created: bool, **_kwargs: Any) -> None:
    """An alias is live from its first moment, and no other signal says so."""
    if created and instance.live:
        render_published(instance)
        bump()
    elif isinstance(instance, Unit) and not instance.live and instance.first_published_at:
        # Which unit replaces one that was taken down is said at any time, without publishing it again.
        bump()


def bump_for_page(sender: type, **_kwargs: Any) -> None:
    # Deleting a page sends one signal for each of its tables; the last of them is the page's own.
    if sender is Page:
        bump()


def forget_files(instance: Film, **_kwargs: Any) -> None:
    """wagtailmedia deletes a film's file and poster; the rest of its files goes here."""
    for file in (instance.upload, instance.sound):
        if file:
            transaction.on_commit(partial(file.storage.delete, file.name))


def connect() -> None:
    post_delete.connect(forget_files, sender=Film, dispatch_uid="content.forget_files")
    page_published.connect(render_published, dispatch_uid="content.render_published")
    init_new_page.connect(begin_new, dispatch_uid="content.begin_new")
    copy_for_translation_done.connect(take_over, dispatch_uid="content.take_over")
    for number, signal in enumerate((page_published, page_unpublished, page_slug_changed, post_page_move)):
        signal.connect(bump, dispatch_uid=f"content.bump.{number}")
    post_delete.connect(bump_for_page, sender=Page, dispatch_uid="content.bump.page_deleted")
    for model in ARRIVING:
        post_save.connect(arrive, sender=model, dispatch_uid=f"content.arrive.{model.__name__}")
    for model in (Site, Locale, PageViewRestriction, Film):
        for signal in (post_save, post_delete):
            signal.connect(bump, sender=model, dispatch_uid=f"content.bump.{model.__name__}.{id(signal)}")
    for model in (Film, get_image_model(), get_document_model()):
        post_save.connect(render_where_shown, sender=model, dispatch_uid=f"content.shown.{model.__name__}")
    request_started.connect(atlas.begin_request, dispatch_uid="content.begin_request")
    request_finished.connect(atlas.end_request, dispatch_uid="content.end_request")
