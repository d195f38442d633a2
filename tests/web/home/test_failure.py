"""A request that fails says what its sender can do: wait while the database is away, nothing is doubled."""

import pytest
from django.db import OperationalError
from django.test import Client

from dinhlang.apps.transparency import queries


@pytest.mark.parametrize(("error", "status"), [(OperationalError, 503), (KeyError, 500)])
def test_only_a_missing_database_says_later(error, status, settings, monkeypatch):
    def failing(*_args):
        raise error

    monkeypatch.setattr(queries, "versions", failing)
    client = Client(raise_request_exception=False)
    answer = client.get("/dieu-chung-toi-khong-lam/")
    assert answer.status_code == status
    assert answer.headers.get("Retry-After") == ("5" if status == 503 else None)
    assert "phiếu không bị nhân đôi" in answer.content.decode()
