"""Addresses of the assessment and of its results."""

from django.urls import path

from .views import checks, mails, questions, results, sessions, starts

app_name = "readiness"
RUN = "assess/<uuid:run>"
RESULT = "results/<uuid:measured>"
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
]
