"""Who lets an organisation see what they completed, and what it was told of everybody else."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Membership, Organisation


class EvidenceConsentQuerySet(models.QuerySet["EvidenceConsent"]):
    def standing(self) -> "EvidenceConsentQuerySet":
        """Not withdrawn, and given in the membership of today: joining again does not revive an old one."""
        members = Membership.objects.filter(
            user_id=models.OuterRef("user_id"),
            organisation_id=models.OuterRef("organisation_id"),
            suspended_at__isnull=True,
            joined_at__lte=models.OuterRef("given_at"),
        )
        return self.filter(models.Exists(members), withdrawn_at__isnull=True)


class EvidenceConsent(models.Model):
    """One person's word to one organisation; a withdrawn one stays as the record that it was given."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="evidence_consents"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="evidence_consents")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = EvidenceConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_standing_consent_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_is_withdrawn_after_it_was_given",
            ),
        ]

    def __str__(self) -> str:
        return f"Consent of {self.user_id} to organisation {self.organisation_id}"


class EvidenceQuarter(models.Model):
    """The counts of one quarter, made once when it is over, so that no two of them differ by one person."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    starts = models.DateField()
    counted_at = models.DateTimeField(help_text="Consent given later names nobody in this quarter.")
    counts = models.JSONField(help_text="Of those without consent: how many there were, and by module.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "starts"], name="one_count_a_quarter")]

    def __str__(self) -> str:
        return f"Quarter from {self.starts} of organisation {self.organisation_id}"
