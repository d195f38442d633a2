"""Agencies (Art. 46) and State enterprises (Art. 64): noted and published at their desks, read by everybody."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.disclosures import CONTENT, Register, moment

from dinhlang.apps.disclosure import actions, queries
from dinhlang.apps.disclosure.actions import NewEvidence
from dinhlang.apps.disclosure.models import Occasion, Standing
from dinhlang.domain.disclosure.due import Event
from dinhlang.domain.disclosure.duties import Source
from dinhlang.domain.disclosure.needs import Form, Place
from dinhlang.lib import clock
from dinhlang.lib.refusal import RefusedError

BODIES = [("86-XD", "receiver3", "46", "2026-03-09"), ("86-CN", "director", "64", "2026-03-17")]


def noted(register: Register, code: str, who: str, duty: str) -> Occasion:
    event = Event(duty, Source.DOCUMENT, date(2026, 3, 2), "Kế hoạch công tác năm")
    made = actions.note_event(
        actor=register.who(who), unit_id=register.province.id(code), event=event, at=moment(2)
    )  # fmt: skip
    return Occasion.objects.get(pk=made)


@pytest.mark.parametrize(("code", "who", "duty", "due"), BODIES)
def test_a_body_publishes_and_posts_inside_and_everybody_sees_how_it_stands(
    register: Register, client: Client, monkeypatch: pytest.MonkeyPatch, code: str, who: str, duty: str, due: str
) -> None:
    one = noted(register, code, who, duty)
    assert str(one.due_on) == due
    actions.publish(actor=register.who(who), occasion_id=one.pk, content=CONTENT, at=moment(3))
    new = NewEvidence(Form.INTERNAL, Place.OFFICE, date(2026, 3, 3))
    actions.show(actor=register.who(who), occasion_id=one.pk, new=new, at=moment(3))
    one.refresh_from_db()
    assert one.status == "verifying"  # nobody else has seen the board yet
    monkeypatch.setattr(clock, "now", lambda: moment(4))
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/cong-khai/don-vi/").content.decode()
    assert len(asked) <= 12
    unit = register.province.units[code]
    assert f"/cong-khai/don-vi/{unit.slug}/" in page
    register_page = client.get(f"/cong-khai/don-vi/{unit.slug}/").content.decode()
    assert one.title in register_page
    assert one.title in client.get(f"/cong-khai/{one.code}/").content.decode()
    assert queries.found_rows("ke hoach cong tac", moment(4))


def test_no_unit_owes_what_the_law_asks_of_another_kind(register: Register) -> None:
    for code, who, duty in (("86-XD", "receiver3", "11.1"), ("86-XD", "receiver3", "64"), ("T1", "receiver", "46")):
        with pytest.raises(RefusedError, match="không buộc"):
            noted(register, code, who, duty)


def test_a_full_count_keeps_the_cells_of_bodies_and_the_table_of_communes_does_not_count_them(
    register: Register, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted(register, "86-XD", "receiver3", "46")
    Standing.objects.filter(duty="46").delete()
    actions.recount_all(at=moment(20))
    assert Standing.objects.get(duty="46").occasions == 1
    share = next(one for one in queries.province("2026-Q1", date(2026, 3, 20)).shares if one.quarter == "2026-Q1")
    assert sum(share.counts.values()) == 1  # the one thing of the commune
    monkeypatch.setattr(clock, "now", lambda: moment(20))
    assert client.get("/cong-khai/don-vi/khong-co/").status_code == 404
    front = register.province.units["T1-MT"]
    assert client.get(f"/cong-khai/don-vi/{front.slug}/").status_code == 404
