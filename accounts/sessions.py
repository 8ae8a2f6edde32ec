"""Sessions in the database as Django keeps them, read by a statement that is not made anew for each page."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from .prepared import Prepared

_kept = Prepared(
    lambda key: Session.objects.filter(session_key=key).values_list("session_data", "expire_date")
)


class SessionStore(db.SessionStore):
    """Its name stays Django's own, which is part of what sessions are signed with."""

    def load(self) -> dict[str, object]:
        for data, expires in _kept.rows(key=self.session_key):
            if expires > timezone.now():
                return self.decode(data)
        self._session_key = None
        return {}
