"""The session engine (settings.SESSION_ENGINE): in our own table, with its owner and device, without an address."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from dinhlang.apps.accounts.models import Session

# What the sign-in and the guards note in a session; the columns of the table follow these.
SINCE, SEEN, DEVICE = "dinhlang_since", "dinhlang_seen", "dinhlang_device"


class SessionStore(DatabaseStore):
    """Keeps sessions in accounts.Session."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row of a session: whose it is, since when, and when it was last seen."""
        owner = data.get(SESSION_KEY)
        return Session(
            session_key=self._get_or_create_session_key(),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            user_id=int(owner) if owner is not None else None,
            signed_in_at=_moment(data, SINCE),
            seen_at=_moment(data, SEEN),
            device=str(data.get(DEVICE, ""))[:40],
        )


def _moment(data: Mapping[str, Any], name: str) -> datetime | None:
    stored = data.get(name)
    return None if stored is None else datetime.fromtimestamp(int(stored), UTC)
