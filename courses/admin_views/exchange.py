"""Questions of a check in and out: a GIFT file is looked at, then added to the draft; two files out."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from content.models import CheckPage
from content.quizzes import gift_reader, gift_signs, gift_writer, qti
from content.quizzes.rules import faults
from courses.actions.adding import MOST, add_questions

from .lines import check_to_edit, draft_of, page_context, questions_of, title_of_exchange

PAGE = "courses/admin/exchange.html"


class GiftForm(forms.Form):
    file = forms.FileField(
        required=False,
        max_length=200,
        label=gettext_lazy("GIFT file"),
        help_text=gettext_lazy("Plain text in UTF-8, at most 512 KB."),
        widget=forms.FileInput(attrs={"accept": ".gift,.txt"}),
    )
    text = forms.CharField(
        required=False,
        label=gettext_lazy("Or paste it here"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, object]:
        """`gift` is the text that was sent, in whichever way."""
        cleaned = super().clean() or {}
        file, pasted = cleaned.get("file"), cleaned.get("text") or ""
        if not file and not pasted.strip():
            raise forms.ValidationError(_("Choose a file, or paste the questions."))
        try:
            data = file.read(gift_signs.BIGGEST + 1) if file else pasted.encode("utf-8", "replace")
            cleaned["gift"] = gift_signs.decoded(data)
        except gift_signs.Unreadable as fault:
            raise forms.ValidationError(str(fault)) from fault
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, the look at what would be added, or, when that is confirmed, the changed draft."""
    page = check_to_edit(request, pk)
    draft = draft_of(page)
    if request.method != "POST":
        return _page(request, page, draft, GiftForm())
    form = GiftForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, page, draft, form, status=422)
    keys = [question["key"] for question in questions_of(draft)]
    reading = gift_reader.read_gift(form.cleaned_data["gift"], keys, MOST - len(keys))
    context = {"reading": reading, "gift": form.cleaned_data["gift"]}
    if request.POST.get("do") != "add" or not reading.taken:
        return _page(request, page, draft, form, **context)
    if page.permissions_for_user(request.user).page_locked():
        form.add_error(None, _("The page is locked. Nothing was added."))
    elif not add_questions(
        pk, str(request.POST.get("seen")), [taken.question for taken in reading.taken], request.user
    ):
        form.add_error(None, _("The draft was changed since you looked. Look again before you add."))
    else:
        return _added(request, page, len(reading.taken))
    return _page(request, page, draft, form, status=409, **context)


def _added(request: HttpRequest, page: CheckPage, count: int) -> HttpResponse:
    said = ngettext(
        "One question was added to the draft. Readers see it once you publish.",
        "%(n)s questions were added to the draft. Readers see them once you publish.",
        count,
    )
    messages.success(request, said % {"n": count})
    return redirect("wagtailadmin_pages:edit", page.pk)


def _page(
    request: HttpRequest,
    page: CheckPage,
    draft: CheckPage,
    form: GiftForm,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    context |= page_context(page, title_of_exchange())
    context |= {
        "form": form,
        "count": len(draft.questions),
        "most": MOST,
        "seen": draft.latest_revision_id or "",
        "statistics_url": reverse("courses_checks:statistics", args=[page.pk]),
    }
    return render(request, PAGE, context, status=status)


@require_safe
def export(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The draft's pool as one file; a question that is not finished keeps it back, by name."""
    page = check_to_edit(request, pk)
    draft = draft_of(page)
    questions = questions_of(draft)
    unfinished = [_called(question) for question in questions if _unfinished(question)]
    if unfinished or not questions:
        said = _("Finish these questions first: %(keys)s.") % {"keys": "; ".join(unfinished)}
        messages.error(request, said if unfinished else _("There are no questions yet."))
        return redirect("courses_checks:exchange", page.pk)
    name = slugify(page.key.replace("/", "-")) or "check"
    if form == "gift":
        body, kind = gift_writer.write_gift(draft.title, questions).encode(), "text/plain; charset=utf-8"
        name = f"{name}.gift"
    else:
        body, kind = qti.package(draft.title, questions, page.locale.language_code), "application/zip"
        name = f"{name}-qti.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=kind, headers=headers)


def _called(question: dict) -> str:
    """By its words, as its author knows it."""
    words = Truncator(question["stem"]).words(8, truncate=" …")
    return f"“{words}”" if words else question["key"] or _("a question without words")


def _unfinished(question: dict) -> bool:
    return not question["key"] or not question["stem"] or any(True for _fault in faults(question))
