"""What Wagtail says, (for one, for many), in the words of our forms; other languages by their catalogues."""

IN_OUR_WORDS: dict[tuple[str, str], tuple[str, str]] = {
    ("slug", ""): ("address", ""),
    ("New slug", ""): ("New address", ""),
    ("The name of the page as it will appear in URLs e.g http://domain.com/blog/[my-slug]/", ""): (
        "The last part of the page’s address.",
        "",
    ),
    ("The slug '%(page_slug)s' is already in use within the parent page.", ""): (
        "Another page here has the address “%(page_slug)s” already.",
        "",
    ),
    ("The slug '%(page_slug)s' is already in use within the parent page at '%(parent_url_path)s'.", ""): (
        "Another page below %(parent_url_path)s has the address “%(page_slug)s” already.",
        "",
    ),
    ('This slug is already in use within the context of its parent page "%(parent_page_title)s"', ""): (
        "Another page below “%(parent_page_title)s” has this address already.",
        "",
    ),
    (
        "The slug '%(page_slug)s' is already in use at the selected parent page. "
        "Make sure the slug is unique and try again.",
        "",
    ): (
        "Another page there has the address “%(page_slug)s” already. Give this one another, then move it.",
        "",
    ),
    (
        "The following page cannot be moved due to duplicate slug",
        "The following pages cannot be moved due to duplicate slugs",
    ): (
        "This page cannot be moved: another page there has its address",
        "These pages cannot be moved: other pages there have their addresses",
    ),
    # Also said when the draft is kept and only publishing was refused.
    ("The page could not be saved due to validation errors.", ""): (
        "Not done yet: something is missing or does not fit. It is marked below.",
        "",
    ),
    ("The page could not be created due to validation errors.", ""): (
        "Not done yet: something is missing or does not fit. It is marked below.",
        "",
    ),
    ("There are validation errors, click save to highlight them.", ""): (
        "A field holds what cannot be kept. “Save draft” marks it.",
        "",
    ),
}

# What allauth says to a German as to a friend; our catalogue says it as everything else is said.
IN_OUR_TONE = (
    "Be patient, you are sending too many requests.",
    "Please type your current password.",
    "You are about to deactivate authenticator app based authentication. Are you sure?",
    "You are about to generate a new set of recovery codes for your account.",
    "You are already logged in as %(user_display)s.",
    "You cannot add more than %d email addresses.",
    "You cannot remove your primary email address (%(email)s).",
    "You cannot remove your primary email address.",
    "You currently do not have any email address set up. You should really add an email address so you can"
    " receive notifications, reset your password, etc.",
    "You have confirmed %(email)s.",
    "You have signed out.",
    "You must type the same email each time.",
    "You must type the same password each time.",
    "Your password has been changed.",
    "Your primary email address must be verified.",
)
