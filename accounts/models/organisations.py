"""An organisation, who belongs to it in which role, and who was invited to join."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, When
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy, pgettext_lazy

from .people import User


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, user: User) -> "OrganisationQuerySet":
        """Those that the person belongs to, and that are neither closed nor closed to them."""
        return self.filter(
            closed_at__isnull=True, memberships__user_id=user.pk, memberships__suspended_at__isnull=True
        )

    def led_by(self, user: User) -> "OrganisationQuerySet":
        """Those in which the person may invite people and open rounds."""
        # By one membership alone: a second join would find the role of somebody else.
        leading = Membership.objects.filter(user_id=user.pk, role__in=Membership.LEADING)
        return self.visible_to(user).filter(pk__in=leading.values("organisation_id"))


class Organisation(models.Model):
    class Size(models.TextChoices):
        UNDER_50 = "1-49", gettext_lazy("Under 50 people")
        UNDER_250 = "50-249", gettext_lazy("50 to 249 people")
        UNDER_1000 = "250-999", gettext_lazy("250 to 999 people")
        UNDER_5000 = "1000-4999", gettext_lazy("1,000 to 4,999 people")
        OVER = "5000+", gettext_lazy("5,000 people or more")

    class Region(models.TextChoices):
        AFRICA = "africa", gettext_lazy("Africa")
        ASIA = "asia", gettext_lazy("Asia and the Pacific")
        EUROPE = "europe", gettext_lazy("Europe")
        LATIN = "latin-america", gettext_lazy("Latin America and the Caribbean")
        MIDDLE_EAST = "middle-east", gettext_lazy("Middle East")
        NORTH = "north-america", gettext_lazy("North America")

    class Sector(models.TextChoices):
        MANUFACTURING = "manufacturing", gettext_lazy("Manufacturing")
        FINANCE = "finance", gettext_lazy("Finance and insurance")
        HEALTH = "health", gettext_lazy("Health and care")
        PUBLIC = "public", gettext_lazy("Government and public services")
        EDUCATION = "education", gettext_lazy("Education and research")
        RETAIL = "retail", gettext_lazy("Trade and consumer goods")
        TECHNOLOGY = "technology", gettext_lazy("Information and communication")
        ENERGY = "energy", gettext_lazy("Energy and utilities")
        LOGISTICS = "logistics", gettext_lazy("Transport and logistics")
        SERVICES = "services", gettext_lazy("Professional services")
        OTHER = "other", gettext_lazy("Another sector")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    sector = models.CharField(max_length=20, choices=Sector.choices, blank=True)
    size = models.CharField(max_length=10, choices=Size.choices, blank=True)
    region = models.CharField(max_length=20, choices=Region.choices, blank=True)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    joining_domain = models.CharField(
        max_length=120,
        blank=True,
        help_text="Mail domain whose people may join by the link; empty: no link.",
    )
    joining_turn = models.PositiveIntegerField(default=0, help_text="A new turn ends every older link.")

    objects = OrganisationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def open(self) -> bool:
        return self.closed_at is None


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> "MembershipQuerySet":
        return self.filter(suspended_at__isnull=True)

    def leading(self) -> "MembershipQuerySet":
        return self.active().filter(role__in=Membership.LEADING)

    def longest_first(self) -> "MembershipQuerySet":
        return self.order_by("joined_at", "pk")

    def by_rank(self) -> "MembershipQuerySet":
        """The owner, then administrators, then members; within each the longest-serving first."""
        ranks = [When(role=role, then=rank) for rank, role in enumerate(Membership.Role.values)]
        return self.order_by(Case(*ranks), "joined_at", "pk")


class Membership(models.Model):
    class Role(models.TextChoices):
        OWNER = "owner", pgettext_lazy("of an organisation", "Owner")
        ADMIN = "admin", gettext_lazy("Administrator")
        MEMBER = "member", gettext_lazy("Member")

    LEADING = (Role.OWNER, Role.ADMIN)

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.MEMBER)
    email = models.EmailField(
        blank=True,
        help_text="The confirmed address the person joined with: what the organisation sees.",
    )
    joined_at = models.DateTimeField()
    suspended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user"], name="one_membership_a_person"),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(role="owner"), name="one_owner_an_organisation"
            ),
            models.CheckConstraint(
                condition=Q(suspended_at__isnull=True) | ~Q(role="owner"), name="owners_are_not_suspended"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.user_id} of organisation {self.organisation_id}"

    @property
    def leads(self) -> bool:
        return self.role in self.LEADING and self.suspended_at is None

    def above(self, role: str) -> bool:
        """Whether this role decides about people of the other: an owner about all but owners, and so on."""
        ranks = self.Role.values
        return self.leads and ranks.index(self.role) < ranks.index(role)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def unanswered(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn; some may have expired."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def open(self, now: datetime) -> "InvitationQuerySet":
        """Those that still can be accepted."""
        return self.unanswered().filter(expires_at__gt=now, organisation__closed_at__isnull=True)


class Invitation(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=8, choices=Membership.Role.choices, default=Membership.Role.MEMBER)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_invitation_an_address",
            ),
            models.CheckConstraint(condition=~Q(role="owner"), name="ownership_is_handed_over_not_invited"),
        ]

    def __str__(self) -> str:
        return f"Invitation {self.pk} to organisation {self.organisation_id}"
