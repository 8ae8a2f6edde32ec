"""What the forms of blocks and files and the panel of previews load in the admin."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks


@hooks.register("insert_editor_js")
def small_tables() -> SafeString:
    return format_html('<script src="{}"></script>', static("js/admin_grid.js"))


@hooks.register("insert_editor_js")
def names_beside_formulas() -> SafeString:
    return format_html('<script src="{}"></script>', static("js/admin_formula.js"))


@hooks.register("insert_editor_js")
def choices_of_the_preview() -> SafeString:
    return format_html('<script src="{}"></script>', static("js/admin_preview.js"))


@hooks.register("insert_editor_js")
def comments_being_written() -> SafeString:
    """Before the next: what is put back goes out with a press that waited."""
    return format_html('<script src="{}"></script>', static("js/admin_comments.js"))


@hooks.register("insert_editor_js")
def one_saving_at_a_time() -> SafeString:
    return format_html('<script src="{}"></script>', static("js/admin_once.js"))


@hooks.register("insert_editor_js")
def what_is_typed_meanwhile() -> SafeString:
    return format_html('<script src="{}"></script>', static("js/admin_saved.js"))


@hooks.register("insert_editor_js")
def after_an_absence() -> SafeString:
    said = _(
        "You are signed out, or were away for a while. What you wrote is still on this page and is not saved"
        " yet. Prove who you are in another window, then come back here: it is saved by itself."
    )
    return format_html(
        '<script src="{}" data-said="{}" data-way="{}" data-label="{}"></script>',
        static("js/admin_away.js"), said, reverse("wagtailadmin_home"), _("Prove who you are"),
    )  # fmt: skip


@hooks.register("insert_global_admin_css")
def forms_of_blocks() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("editor/blocks.css"))


@hooks.register("insert_global_admin_js")
def sizes_of_files() -> SafeString:
    return format_html('<script src="{}"></script>', static("js/admin_sizes.js"))
