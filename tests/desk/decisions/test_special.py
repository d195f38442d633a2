"""Matters with a story at the desk: who sees which form, and what becomes of it."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client, override_settings
from tests.deciding import Deciding, deciding
from tests.villages import moment

from dinhlang.apps.accounts.models import User
from dinhlang.apps.decisions import queries
from dinhlang.domain.accounts.roles import Actor

WORDS = {"about": "", "question": "Việc chung của ấp", "explanation": "Giải thích."}


@pytest.fixture
def at(db: None) -> Iterator[Deciding]:
    made = deciding()
    made.counted()
    with time_machine.travel(moment(9), tick=False), override_settings(MFA_REQUIRED=False):
        yield made


def browser(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def test_each_begins_what_the_law_gives_to_the_post(at: Deciding) -> None:
    page = f"/lam-viec/viec-rieng/{at.village.unit.slug}/"
    head, board = browser(at.head), browser(at.board)
    plain = head.get(f"/lam-viec/ban-va-quyet/moi/{at.village.unit.slug}/").content.decode()
    assert 'value="15.4"' in plain
    assert 'value="15.5"' not in plain  # a board has seats: it has a form of its own
    assert page in plain
    assert "cho-thoi" not in head.get(page).content.decode()
    assert "bau-ban" not in board.get(page).content.decode()
    assert browser(at.village.who("receiver2")).get(page).status_code == 404
    board_of = {"verb": "bau-ban", "request_key": "1", "board": "inspection", "step": "elect", "seats": "1", **WORDS}
    assert head.post(page, board_of).status_code == 303
    assert board.post(page, {"verb": "cho-thoi", "request_key": "2", "why": "front", **WORDS}).status_code == 303
    made = {one.matter.code for one in queries.decisions_of([at.village.unit.id])}
    assert made == {"15.1", "15.4", "15.5"}


def test_the_conference_from_the_calendar_to_the_public_report(at: Deciding) -> None:
    head, page = browser(at.head), f"/lam-viec/viec-rieng/{at.village.unit.slug}/"
    plan = {
        "verb": "hoi-nghi", "request_key": "1", "about": "", "meets_on": "2026-03-20", "meets_time": "19:00",
        "place": "Nhà văn hóa ấp", "agenda": "Báo cáo\nGóp ý",
    }  # fmt: skip
    assert head.post(page, plan).status_code == 303
    (made,) = queries.conferences_of(at.village.unit.id)
    public = f"/ban-va-quyet/hoi-nghi/{made.code}/"
    assert "13/03/2026" in Client().get(public).content.decode()
    with time_machine.travel(moment(21), tick=False):
        sent = {"verb": "da-bao", "request_key": "3", "about": "", "called_on": "2026-03-16"}
        browser(at.head).post(f"/lam-viec/hoi-nghi-ap/{made.code}/", sent)
        assert "làm trễ, ngày 16/03/2026" in Client().get(public).content.decode()
        sent = {"verb": "bao-cao-hoi-nghi", "request_key": "2", "about": "", "present": "9", "report": "Ba báo cáo."}
        assert browser(at.head).post(f"/lam-viec/hoi-nghi-ap/{made.code}/", sent).status_code == 303
        assert "9 trên 12 hộ dự" in Client().get(public).content.decode()
    assert public in Client().get(f"/ban-va-quyet/o/{at.village.unit.slug}/").content.decode()


def test_the_community_changes_what_it_decided(at: Deciding) -> None:
    (one,) = queries.decisions_of([at.village.unit.id])
    desk = f"/lam-viec/sua-bo/{one.code}/"
    assert desk in browser(at.head).get(f"/lam-viec/ban-va-quyet/{one.code}/").content.decode()
    assert browser(at.board).get(desk).status_code == 404
    assert (
        browser(at.head).post(desk, {"verb": "sua-bo", "request_key": "1", "kind": "annuls", **WORDS}).status_code
        == 303
    )
    assert "Có đề xuất bỏ quyết định này" in Client().get(f"/ban-va-quyet/{one.code}/").content.decode()
    assert Client().get("/ban-va-quyet/o/xa-long-ho/").status_code == 200
