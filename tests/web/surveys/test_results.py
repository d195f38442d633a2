"""The pages of a round: nothing before its end, then values with intervals, files to check, and ways to answer."""

import re

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.survey_world import SAMPLED, answered, finished, sampled

from dinhlang.apps.surveys import actions
from dinhlang.apps.surveys.models import Sheet
from dinhlang.lib.clock import now

pytestmark = pytest.mark.django_db
PAGE = f"/khao-sat/ket-qua/{SAMPLED}/"


def test_before_its_end_a_round_shows_how_it_asks_and_no_value(client: Client) -> None:
    answered(sampled())
    page = client.get(PAGE).content.decode()
    assert "không ai xem được kết quả" in page
    assert "span-bar" not in page
    assert client.get(f"{PAGE}q:trust.party/").status_code == 404
    assert client.get(f"{PAGE}tep/khung.csv").content.decode().splitlines()[1].startswith(",T1,T1-A1,40")
    assert "whole_if_fewer" in client.get(f"{PAGE}tep/ke-hoach.toml").content.decode()
    assert client.get(f"{PAGE}tep/du-lieu.csv").status_code == 404
    assert client.get("/khao-sat/ket-qua/khong-co/").status_code == 404


@pytest.mark.parametrize("before", ["", "/en"])
def test_after_its_end_every_value_stands_with_its_interval_and_its_method(client: Client, before: str) -> None:
    world = sampled()
    answered(world)
    with time_machine.travel(finished(world), tick=False):
        with CaptureQueriesContext(connection) as asked:
            page = client.get(before + PAGE)
        assert len(asked) <= 12
        measure = client.get(f"{before}{PAGE}q:trust.party/").content.decode()
        trust = client.get(f"{before}/niem-tin/").content.decode()
        listed = client.get(f"{before}/khao-sat/ket-qua/").content.decode()
    assert len(page.content) < 60_000
    shown = page.content.decode()
    assert re.search(r"70[.,]0%", shown)
    assert "share_top" in shown
    assert "tep/du-lieu.csv" in shown
    assert "Xã Long Hồ" in measure
    assert re.search(r"70[.,]0%", trust)
    assert SAMPLED in listed


def test_a_counter_opens_with_its_code_and_takes_one_touch_after_the_other(client: Client) -> None:
    cache.clear()
    world, today = sampled(), now().date()
    actions.open_wave(
        actor=world.actor, code="quay", title="Ở quầy", instrument="quay-nam-mat", opens_on=today, closes_on=today,
        at=now(),
    )  # fmt: skip
    place = world.province.id("T1")
    code = actions.place_counter(actor=world.actor, wave_code="quay", place_id=place, at=now())
    counter = "/khao-sat/quay/"
    assert "Mã của quầy" in client.get(counter).content.decode()
    assert client.post(counter, {"code": "0000000000"}).status_code == 422
    assert client.post(counter, {"code": code}).status_code == 302
    page = client.get(counter).content.decode()
    assert page.count('class="face ') == 5
    press = re.search(r'name="press" value="([0-9a-f]+)"', page)
    assert press is not None
    for _sent_twice in range(2):
        done = client.post(counter, {"press": press[1], "answer": "4"})
        assert (done.status_code, done["Location"]) == (302, "/khao-sat/quay/cam-on/")
    assert client.get("/khao-sat/quay/cam-on/")["Refresh"].endswith("url=/khao-sat/quay/")
    [sheet] = Sheet.objects.all()
    assert (sheet.answers, sheet.channel, sheet.place_id) == ({"chung": "4"}, "counter", place)
