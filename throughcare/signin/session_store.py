"""Sessions in the database, as Django keeps them; which one a cookie names is asked once a page, by a kept question."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils.timezone import now

from throughcare.organisations.questions import Given, Question

SESSION = Question(lambda: Session._default_manager.filter(session_key=Given("key"), expire_date__gt=Given("now")))


class SessionStore(db.SessionStore):
    """Django's own, but for how the row is found."""

    def _get_session_from_db(self) -> Session | None:
        found = SESSION.ask(key=self.session_key, now=now())
        if not found:
            self._session_key = None
        return found[0] if found else None
