"""Addresses of the assessment and of its results."""

from django.urls import path

from .views import (
    again,
    alignments,
    benchmarks,
    checks,
    mails,
    questions,
    register,
    results,
    sessions,
    starts,
    trends,
)
from .views.rounds import answering, closing, inviting, joining, lists, page

app_name = "readiness"
RUN = "assess/<uuid:run>"
RESULT = "results/<uuid:measured>"
ROUND = "rounds/<uuid:public_id>"
SESSION = "rounds/<uuid:public_id>/session"
urlpatterns = [
    path("assess/", starts.assess, name="assess"),
    path("assess/start/", starts.start, name="start"),
    path("assess/resume/<str:token>/", mails.resume, name="resume"),
    path(f"{RUN}/", starts.run, name="run"),
    path(f"{RUN}/<int:number>/", questions.question, name="question"),
    path(f"{RUN}/<int:number>/save/", questions.save, name="save"),
    path(f"{RUN}/check/", checks.check, name="check"),
    path(f"{RUN}/submit/", checks.submit, name="submit"),
    path(f"{RUN}/mail/", mails.mail, name="mail"),
    path(f"{RUN}/remove/", starts.remove, name="remove"),
    path("organisations/<uuid:organisation>/rounds/", lists.rounds, name="rounds"),
    path("organisations/<uuid:organisation>/rounds/new/", lists.round_new, name="round_new"),
    path(f"{ROUND}/", page.round_, name="round"),
    path(f"{ROUND}/invite/", inviting.round_invite, name="round_invite"),
    path(f"{ROUND}/invite/confirm/", inviting.round_invite_confirm, name="round_invite_confirm"),
    path(f"{ROUND}/withdraw/", inviting.round_withdraw, name="round_withdraw"),
    path(f"{ROUND}/remind/", inviting.round_remind, name="round_remind"),
    path(f"{ROUND}/link/", inviting.round_link, name="round_link"),
    path(f"{ROUND}/readers/", closing.round_readers, name="round_readers"),
    path(f"{ROUND}/close/", closing.round_close, name="round_close"),
    path(f"{ROUND}/reopen/", closing.round_reopen, name="round_reopen"),
    path(f"{ROUND}/take/", closing.round_take, name="round_take"),
    path("answer/join/<str:token>/", joining.join_round, name="join_round"),
    path("answer/mute/<str:token>/", answering.mute_, name="mute"),
    path("answer/<str:token>/", answering.answer, name="answer"),
    path(f"{SESSION}/", sessions.session, name="session"),
    path(f"{SESSION}/begin/", sessions.session_begin, name="session_begin"),
    path(f"{SESSION}/accept/", sessions.session_accept, name="session_accept"),
    path(f"{SESSION}/finish/", sessions.session_finish, name="session_finish"),
    path(f"{SESSION}/<str:item>/", sessions.session_item, name="session_item"),
    path(f"{SESSION}/<str:item>/reveal/", sessions.session_reveal, name="session_reveal"),
    path(f"{SESSION}/<str:item>/agree/", sessions.session_agree, name="session_agree"),
    path("results/", results.results, name="results"),
    path(f"{RESULT}/", results.result, name="result"),
    path(f"{RESULT}/receipt/<str:what>/", results.receipt, name="receipt"),
    path(f"{RESULT}/plan/", results.plan, name="plan"),
    path(f"{RESULT}/alignment/", alignments.alignment, name="alignment"),
    path(f"{RESULT}/trend/", trends.trend, name="trend"),
    path(f"{RESULT}/benchmark/", benchmarks.benchmark, name="benchmark"),
    path(
        "organisations/<uuid:organisation>/benchmark/", benchmarks.benchmark_consent, name="benchmark_consent"
    ),
    path(f"{RESULT}/again/<str:item>/", again.again, name="again"),
    path(f"{RESULT}/register/", register.register, name="register"),
    path(f"{RESULT}/register/add/", register.register_add, name="register_add"),
    path(f"{RESULT}/register/save/", register.register_save, name="register_save"),
    path(f"{RESULT}/register/remove/", register.register_remove, name="register_remove"),
    path(f"{RESULT}/register/register.ics", register.register_calendar, name="register_calendar"),
]
