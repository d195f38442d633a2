"""The map of communes: every commune a link on it and a row below it; outlines as data; the map of the form."""

import json

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.organisations.test_communes import AT, page

from dinhlang.apps.feedback import actions as feedback
from dinhlang.apps.organisations import actions, queries
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.organisations.outlines import Outlined

pytestmark = pytest.mark.django_db
SQUARE = (((106.0, 10.0), (106.1, 10.0), (106.1, 10.1), (106.0, 10.1), (106.0, 10.0)),)


@pytest.fixture(autouse=True)
def _vinh_long():
    with time_machine.travel(AT, tick=False):
        actions.import_vinh_long(actor=SYSTEM, at=AT)
        yield


def test_without_outlines_the_table_stands_alone(client: Client) -> None:
    _response, text = page(client, "/ban-do/")
    assert "Chưa có bản đồ." in text
    assert '<svg viewBox="-4' not in text
    assert text.count('<th scope="row">') == 124
    assert json.loads(page(client, "/ban-do/ranh-gioi.json")[0].content)["features"] == []


def test_a_schematic_map_links_every_commune_and_says_what_it_is(client: Client) -> None:
    assert actions.draw_schematic(actor=SYSTEM, at=AT).drawn == 124
    with CaptureQueriesContext(
        connection,
    ) as asked:
        _response, text = page(client, "/ban-do/")
    assert text.count('<path class="area') == 124
    assert "Sơ đồ, không phải địa giới" in text
    assert len(asked) <= 12
    features = json.loads(page(client, "/ban-do/ranh-gioi.json")[0].content)["features"]
    assert len(features) == 124
    assert all(one["properties"]["schematic"] for one in features)


def test_an_outline_from_a_file_takes_the_place_of_a_schematic_one_and_names_its_source(client: Client) -> None:
    actions.draw_schematic(actor=SYSTEM, at=AT)
    code = queries.communes(AT.date())[0].code
    given = [Outlined(1, code, SQUARE), Outlined(2, code, SQUARE), Outlined(3, "nowhere", SQUARE)]
    done = actions.import_outlines(actor=SYSTEM, outlines=given, source="Sở thử nghiệm", at=AT)
    assert (done.drawn, done.refused) == (1, ((2, code, "twice"), (3, "nowhere", "unknown_code")))
    again = actions.import_outlines(actor=SYSTEM, outlines=given[:1], source="Sở thử nghiệm", at=AT)
    assert (again.drawn, again.unchanged) == (0, 1)
    assert actions.draw_schematic(actor=SYSTEM, at=AT).drawn == 0
    assert "Ranh giới theo: Sở thử nghiệm." in page(client, "/ban-do/")[1]


@pytest.mark.parametrize("drawn", [True, False])
def test_the_form_offers_to_point_on_a_map_only_where_there_is_one(client: Client, drawn: bool) -> None:
    if drawn:
        actions.draw_schematic(actor=SYSTEM, at=AT)
    token = feedback.begin_draft(language="vi", at=AT)
    commune = queries.communes(AT.date())[0]
    feedback.fill_draft(token=token, answers={"category": "khac", "commune_id": commune.id}, at=AT)
    assert (" data-point>" in page(client, f"/phan-anh/gui/{token}/noi/")[1]) is drawn
