"""Approval by somebody without an account: a step of a workflow, and the link that was sent for it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Task, TaskState

Act = Callable[..., None]


class ApprovalQuerySet(models.QuerySet["Approval"]):
    def open(self, now: datetime) -> "ApprovalQuerySet":
        """Links that may still decide."""
        return self.filter(
            decided_at=None,
            ended_at=None,
            expires_at__gt=now,
            step__status=TaskState.STATUS_IN_PROGRESS,
        )


class Approval(models.Model):
    """One link to one reviewer for one version; the link itself is in the mail alone, here is its hash."""

    class Verdict(models.TextChoices):
        APPROVED = "approved", gettext_lazy("Approved")
        SENT_BACK = "sent back", gettext_lazy("Sent back")

    step = models.ForeignKey("wagtailcore.TaskState", on_delete=models.CASCADE, related_name="approvals")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    address = models.EmailField(blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, help_text="Withdrawn, or followed by another link.")
    decided_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True, help_text="Whoever asked heard that it ended undecided.")
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, verdict="") | (Q(decided_at__isnull=False) & ~Q(verdict="")),
                name="decided_approvals_have_a_verdict",
            ),
            models.UniqueConstraint(
                fields=["step"], condition=Q(ended_at=None), name="one_open_approval_a_step"
            ),
        ]

    def __str__(self) -> str:
        return self.name or _("a reviewer who is no longer named")


class MailReview(Task):
    """Subject review by a person without an account; a module above the models says what its acts do."""

    acts: ClassVar[Mapping[str, Act]]
    asking_form: ClassVar[type]

    class Meta:
        verbose_name = gettext_lazy("subject review by mail")
        verbose_name_plural = gettext_lazy("subject reviews by mail")

    @classmethod
    def get_description(cls) -> str:
        return _("Somebody without an account reads the draft by a link in a mail, and decides")

    def get_actions(self, obj: Page, user: Any) -> list[tuple[str, str, bool]]:
        """Whoever may change the page asks; editors of all pages may go on without an answer."""
        rights = obj.permissions_for_user(user)
        if not rights.can_edit():
            return []
        open_ = self.open_on(obj)
        ask = _("Send the link anew") if open_ else _("Ask a reviewer by mail")
        actions = [("ask", ask, True)]
        if open_:
            actions.append(("withdraw", _("Withdraw the reviewer’s link"), False))
        if user.is_superuser or "change" in rights.permissions:
            actions.append(("reject", _("Request changes"), True))
            actions.append(("approve", _("Go on without a review by mail"), True))
        return actions

    def get_form_for_action(self, action: str) -> Any:
        return self.asking_form if action == "ask" else super().get_form_for_action(action)

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        if act := self.acts.get(action_name):
            act(task_state, user, timezone.now(), **kwargs)
        else:
            super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        running = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return running if user.is_superuser else running.filter(workflow_state__requested_by=user)

    def user_can_access_editor(self, obj: Page, user: Any) -> bool:
        return bool(user.is_superuser)

    def locked_for_user(self, obj: Page, user: Any) -> bool:
        """What is being read is not changed meanwhile; withdrawing the link opens it again."""
        return self.open_on(obj)

    def open_on(self, page: Page) -> bool:
        state = page.current_workflow_task_state
        return state is not None and Approval.objects.open(timezone.now()).filter(step=state).exists()
