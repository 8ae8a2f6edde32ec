"""Gives the step its acts, and the history its words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from content.models import Approval, MailReview

from .asking import ask, withdraw
from .forms import AskingForm


class Named(LogFormatter):
    """The entry holds the number of the approval; who it was is read from its row."""

    said: Any

    def format_message(self, entry: Any) -> str:
        approval = Approval.objects.filter(pk=entry.data.get("approval")).first()
        name = str(approval) if approval else _("a reviewer who is no longer named")
        where = f" <{approval.address}>" if approval and approval.address else ""
        if entry.data.get("verdict") == Approval.Verdict.SENT_BACK:
            return _("Sent back by %(who)s by a link in a mail") % {"who": f"{name}{where}"}
        return str(self.said) % {"who": f"{name}{where}"}


def acts(actions: Any) -> None:
    for action, label, said in (
        ("review_asked", gettext_lazy("Ask a reviewer"), gettext_lazy("Review asked of %(who)s")),
        ("review_withdrawn", gettext_lazy("Withdraw a review"), gettext_lazy("Link withdrawn from %(who)s")),
        (
            "reviewed_by_mail",
            gettext_lazy("Review by mail"),
            gettext_lazy("Approved by %(who)s by a link in a mail"),
        ),
    ):
        formatter = type("Formatter", (Named,), {"label": label, "said": said})
        actions.register_action(f"content.{action}")(formatter)


def install() -> None:
    MailReview.acts = {"ask": ask, "withdraw": withdraw}
    MailReview.asking_form = AskingForm
    hooks.register("register_log_actions", acts)
