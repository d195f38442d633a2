"""`dinhlang bench`: it measures what stands there, says which budgets are kept, and fills only demonstrations."""

import json

import pytest
from django.conf import settings
from typer.testing import CliRunner

from dinhlang.apps.feedback.models import Case
from dinhlang.cli import bench, bench_scale
from dinhlang.cli.bench_pages import Figure
from dinhlang.lib.refusal import RefusedError

pytestmark = pytest.mark.django_db


def test_a_budget_is_kept_by_worker_and_database_together():
    cost = {"path": "home", "queries": 1, "size": 1, "budget_ms": 6.0, "times_peer": 0, "times_bare": 1}
    assert Figure(**cost, worker_ms=4.0, database_ms=2.0).ok
    assert not Figure(**cost, worker_ms=4.0, database_ms=2.1).ok


def test_copies_are_never_made_outside_a_demonstration(monkeypatch):
    monkeypatch.setattr(settings, "DEMO", False)
    with pytest.raises(RefusedError):
        bench_scale.fill(10)
    monkeypatch.setattr(settings, "DEMO", True)
    with pytest.raises(RefusedError, match="load a demo"):
        bench_scale.fill(10)
    assert not Case.objects.exists()


def test_the_answer_for_machines_says_of_each_path_whether_its_budget_is_kept(monkeypatch):
    one = Figure("home", 9.0, 1.0, 3, 1200, 6.0, 2.0, 40.0)
    monkeypatch.setattr(bench, "measure", lambda rounds, progress: [one])
    monkeypatch.setattr(bench, "collect_if_changed", lambda: None)
    said = CliRunner().invoke(bench.app, ["pages", "--json"])
    assert said.exit_code == 0
    assert json.loads(said.stdout)[0] | {"ok": False, "queries": 3} == json.loads(said.stdout)[0]
    assert "home" in CliRunner().invoke(bench.app, ["pages"]).stdout
