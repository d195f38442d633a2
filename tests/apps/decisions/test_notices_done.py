"""What the calendar of a decision asks for, and the day on which it was done."""

from collections.abc import Iterator
from datetime import date
from html import unescape

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from tests.deciding import HEAD, Deciding, deciding
from tests.villages import moment

from dinhlang.apps.accounts.models import User
from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.models import NoticeDone
from dinhlang.apps.transparency.models import Record
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError

CALL, TEAM = "DEC-D59-6-CALL", "DEC-D59-6-TEAM"  # of the meeting of 29 March: by 9 March, by 19 March
MOST_QUERIES = 12


@pytest.fixture
def at(db: None) -> Iterator[Deciding]:
    made = deciding()
    with override_settings(MFA_REQUIRED=False):
        yield made


def test_what_was_done_is_written_by_who_convenes_or_the_committee_and_holds_for_its_day(at: Deciding) -> None:
    made = at.scheduled(HEAD, meeting=moment(29))
    for other in (at.head, at.front, at.village.who("receiver2")):
        with pytest.raises(NotAllowedError):
            actions.note_done(actor=other, decision_id=made, rule_id=CALL, done_on=date(2026, 3, 6), at=moment(8))
    with pytest.raises(RefusedError, match="phía sau"):
        actions.note_done(actor=at.board, decision_id=made, rule_id=CALL, done_on=date(2026, 3, 9), at=moment(8))
    for strange in ("DEC-D59-6-CAND", "DEC-D61-9-POST"):
        with pytest.raises(NotFoundError):
            actions.note_done(actor=at.board, decision_id=made, rule_id=strange, done_on=date(2026, 3, 6), at=moment(8))
    actions.note_done(
        actor=at.committee,
        decision_id=made,
        rule_id=CALL,
        done_on=date(2026, 3, 6),
        document="41/QĐ-UBND",
        at=moment(8),
    )
    actions.note_done(actor=at.board, decision_id=made, rule_id=TEAM, done_on=date(2026, 3, 19), at=moment(21))
    actions.note_done(actor=at.board, decision_id=made, rule_id=TEAM, done_on=date(2026, 3, 20), at=moment(21))
    found = queries.notices_done(at.shown(made))
    assert (found[CALL].done_on, found[CALL].document) == (date(2026, 3, 6), "41/QĐ-UBND")
    assert found[TEAM].done_on == date(2026, 3, 20)  # the last one written
    told = [one.facts for one in Record.objects.filter(event="decisions.notice_done").order_by("id")]
    assert [(one["due"], one["late"]) for one in told] == [
        ("2026-03-09", False), ("2026-03-19", False), ("2026-03-19", True)
    ]  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        NoticeDone.objects.update(done_on=date(2026, 3, 1))
    actions.schedule(
        actor=at.board, decision_id=made, meeting_at=moment(29) + (moment(30) - moment(2)), place="Đình", at=moment(21)
    )
    assert queries.notices_done(at.shown(made)) == {}  # another day, another count


def test_the_calendar_shows_what_is_done_done_late_and_missed(at: Deciding) -> None:
    code = at.shown(at.scheduled(HEAD, meeting=moment(29))).code
    desk, public = f"/lam-viec/ban-va-quyet/{code}/", f"/ban-va-quyet/{code}/"
    board, other = Client(), Client()
    board.force_login(User.objects.get(pk=at.board.user_id))
    other.force_login(User.objects.get(pk=at.head.user_id))
    sent = {"verb": "da-lam", "request_key": "1"}
    with time_machine.travel(moment(21), tick=False):
        assert other.post(desk, {**sent, "about": CALL, "done_on": "2026-03-06"}).status_code == 404
        for key, about, day, number in (("1", CALL, "2026-03-06", "41/QĐ-UBND"), ("2", TEAM, "2026-03-20", "")):
            post = {**sent, "request_key": key, "about": about, "done_on": day, "document": number}
            assert board.post(desk, post).status_code == 303
        with CaptureQueriesContext(connection) as asked:
            said = unescape(Client().get(public).content.decode())
        assert len(asked) <= MOST_QUERIES
        for shown in ("đã làm ngày 06/03/2026", "số 41/QĐ-UBND", "làm trễ, ngày 20/03/2026", "đã qua"):
            assert shown in said, shown
        assert "da-lam" not in said
        assert "da-lam" in board.get(desk).content.decode()
