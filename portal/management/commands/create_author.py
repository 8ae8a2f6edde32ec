"""manage.py create_author: an account that may write, and what its owner does next."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.urls import reverse

from portal.authors import make_author
from portal.roles import Role

MAY = {
    Role.AUTHOR: "write pages of their own under Learn and submit them",
    Role.EDITOR: "change every page under Learn and approve",
    Role.PUBLISHER: "write, approve and publish under Learn",
    Role.KEEPER: "upload, publish and withdraw versions of the instrument",
    Role.ADMINISTRATOR: "manage accounts, groups and settings",
}
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
        parser.add_argument("--role", choices=[*Role], help="author, if nothing else is said")
        parser.add_argument("--publish", action="store_true", help="the same as --role publisher")
        parser.add_argument(
            "--administrator",
            action="store_true",
            help="may do everything: for the operator",
        )

    def handle(self, *args: object, **options: str) -> None:
        email = options["email"].strip().lower()
        try:
            validate_email(email)
        except ValidationError as problem:
            raise CommandError(f"{email} is not an e-mail address.") from problem
        role = Role(options["role"] or (Role.PUBLISHER if options["publish"] else Role.AUTHOR))
        everything = bool(options["administrator"])
        make_author(email, role, superuser=everything)
        may = "do everything" if everything else MAY[role]
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
