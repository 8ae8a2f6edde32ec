"""manage.py create_author: an account that may write, and what its owner does next."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.urls import reverse

from portal.authors import make_author

NEXT = """
{email} may now {may}. To begin:
1. Open {sign_in}
   and enter {email}. A code {arrives}.
2. The first visit to {admin} asks for a second factor: an authenticator app on a phone, or a passkey.
"""


class Command(BaseCommand):
    help = (
        "Makes an author's account (or gives an existing account the right to write) and says how to sign in."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--publish", action="store_true", help="may also publish what was written")
        parser.add_argument(
            "--administrator", action="store_true", help="may also manage people and settings"
        )

    def handle(self, *args: object, **options: str) -> None:
        email = options["email"].strip().lower()
        try:
            validate_email(email)
        except ValidationError as problem:
            raise CommandError(f"{email} is not an e-mail address.") from problem
        publisher, administrator = bool(options["publish"]), bool(options["administrator"])
        make_author(email, publisher=publisher, administrator=administrator)
        may = (
            "write, publish and manage the site"
            if administrator
            else "write and publish"
            if publisher
            else "write"
        )
        admin = reverse("wagtailadmin_home")
        self.stdout.write(
            NEXT.format(
                email=email,
                may=may,
                sign_in=f"{settings.BASE_URL}{reverse('account_login')}?next={admin}",
                arrives=f"then appears where ./run runs and at {settings.BASE_URL}/outbox/"
                if settings.OUTBOX
                else "then arrives by e-mail",
                admin=settings.BASE_URL + admin,
            )
        )
