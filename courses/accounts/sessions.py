"""Sessions in the database, read together with their person in one query."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from courses.accounts.models import Session, User
from elearning.prepared import Prepared

SESSION = Prepared(lambda key: Session.objects.select_related("user").filter(session_key=key))


class SessionStore(DatabaseStore):
    """Django's database sessions; `person` is the session's user once it is loaded."""

    person: User | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Any:
        session = SESSION.first(key=self.session_key or "")
        if session is None or session.expire_date <= timezone.now():
            self._session_key = None
            return None
        self.person = session.user
        return session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = super().create_model_instance(data)
        assert isinstance(session, Session)
        session.user_id = data.get(SESSION_KEY)
        return session
