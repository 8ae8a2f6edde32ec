"""A learner's podcast address: made, made anew, ended."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from courses.listening import fresh_token, hashed
from courses.models import Learner, ListeningKey

from .refusals import Refused


@transaction.atomic
def make_podcast_address(learner: Learner, now: datetime) -> ListeningKey:
    """A new address; the one before it opens nothing from this moment on."""
    if learner.user_id is None:
        raise Refused(_("A podcast address needs an account, so that you can end it from anywhere."))
    Learner.objects.select_for_update().get(pk=learner.pk)
    key = ListeningKey.objects.filter(learner=learner).first() or ListeningKey(learner=learner)
    key.made_at = now
    key.token_hash = hashed(fresh_token(key))
    key.save()
    return key


def end_podcast_address(learner: Learner) -> None:
    """From this moment on it opens nothing; twice is once."""
    ListeningKey.objects.filter(learner=learner).delete()
