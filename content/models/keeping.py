"""Who is reminded that a page must be checked again."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kept(models.Model):
    """`keeper`, beside it, is a role that readers see; this is an address that they do not."""

    keeper_mail = models.EmailField(
        _("owner’s e-mail address"),
        blank=True,
        help_text=_(
            "Reminded once when 30 days are left until the review and once when it is overdue. Readers do not"
            " see it."
        ),
    )

    class Meta:
        abstract = True
