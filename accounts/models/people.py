"""People: one account an e-mail address, with the few preferences that travel with it."""

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy

from accounts.prepared import Prepared, columns_of, loaded


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get(self, *args: object, **named: object) -> "User":
        """By the key alone, as every page of somebody signed in asks, without making the statement anew."""
        pk = named.get("pk")
        # A manager of related accounts is another class, and sees some of them only.
        if args or len(named) != 1 or type(pk) is not int or type(self) is not UserManager:
            return super().get(*args, **named)
        for row in _by_key.rows(pk=pk):
            return loaded(self.model, row)
        raise self.model.DoesNotExist


class User(AbstractUser):
    class Theme(models.TextChoices):
        SYSTEM = "system", gettext_lazy("As the system")
        LIGHT = "light", gettext_lazy("Light")
        DARK = "dark", gettext_lazy("Dark")

    username = None
    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField("name", max_length=120, blank=True)
    theme = models.CharField(max_length=6, choices=Theme.choices, default=Theme.SYSTEM)
    time_zone = models.CharField(max_length=40, default="UTC")
    language = models.CharField("language", max_length=10, blank=True, help_text="Empty: not chosen yet.")
    reminders = models.BooleanField("remind me of dates that I set, by mail", default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_an_address")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The name that the person chose goes before the two that whoever made the account typed."""
        return self.name or super().get_full_name()

    def get_short_name(self) -> str:
        return self.get_full_name()

    @property
    def initials(self) -> str:
        words = (self.name or self.email.split("@")[0].replace(".", " ")).split()
        return "".join(word[0] for word in words[:2]).upper()


_by_key = Prepared(lambda pk: User.objects.filter(pk=pk).values_list(*columns_of(User)))
