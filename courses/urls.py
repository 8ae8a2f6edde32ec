"""Addresses of learning: pages to read, and under each unit one small address for every act."""

from django.urls import path

from .views import checks, commitments, decisions, marks, modules, saves, telling, units

app_name = "courses"
DO = "learn/<slug:module>/<slug:unit>/do"
urlpatterns = [
    path("decide/<slug:slug>/", decisions.by_slug, name="decision"),
    path("learn/", modules.learn, name="learn"),
    path("search/missing/", telling.missing, name="missing"),
    path("learn/do/minutes/", modules.minutes, name="minutes"),
    path("learn/<slug:module>/", modules.module, name="module"),
    path("learn/<slug:module>/<slug:unit>/", units.unit, name="unit"),
    path(f"{DO}/place/", saves.place, name="place"),
    path(f"{DO}/played/", saves.played, name="played"),
    path(f"{DO}/continue/", saves.continue_, name="continue"),
    path(f"{DO}/mark_read/", marks.mark_read, name="mark_read"),
    path(f"{DO}/undo_read/", marks.undo_read, name="undo_read"),
    path(f"{DO}/feedback/", telling.feedback, name="feedback"),
    path(f"{DO}/refreshed/", marks.refreshed, name="refreshed"),
    path(f"{DO}/case_answer/", marks.case_answer, name="case_answer"),
    path(f"{DO}/note_save/", marks.note_save, name="note_save"),
    path(f"{DO}/note_delete/", marks.note_delete, name="note_delete"),
    path(f"{DO}/bookmark/", marks.bookmark, name="bookmark"),
    path(f"{DO}/commitment_keep/", commitments.keep, name="commitment_keep"),
    path(f"{DO}/commitment_settle/", commitments.settle, name="commitment_settle"),
    path(f"{DO}/commitment_drop/", commitments.drop, name="commitment_drop"),
    path(f"{DO}/decide/", decisions.decide, name="decide"),
    path(f"{DO}/check_start/", checks.check_start, name="check_start"),
    path(f"{DO}/check_answer/", checks.check_answer, name="check_answer"),
    path("learn/<slug:module>/<slug:unit>/print/", units.unit_print, name="unit_print"),
    # A check's question and result are sections of it; the names are for those who make links.
    path("learn/<slug:module>/<slug:unit>/<slug:section>/", units.section, name="section"),
]
