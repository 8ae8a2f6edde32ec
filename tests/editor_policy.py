"""What the editor's own pages answer to anonymous, learner, author and superuser."""

EDITOR_POLICY = {
    "course_checks": (302, 403, 200, 200),
    **dict.fromkeys(("languages_begun", "language_begin"), (302, 403, 302, 200)),
    "language_take_back": (302, 403, 302, 302),  # German is not begun, so there is nothing to take back
    "film_add": (302, 403, 200, 200),
    "film_edit": (302, 403, 200, 200),
    "modules_out_and_in": (302, 403, 200, 200),
    "module_take_back": (302, 403, 302, 200),
    "passages": (302, 403, 200, 200),
    **dict.fromkeys(("units:index", "units:index_results"), (302, 403, 200, 200)),
    "wagtail_serve": (200, 200, 200, 200),
}
