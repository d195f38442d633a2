"""The pages of the mechanism in English: sentences with their numbers in the places that English gives them."""

from datetime import datetime
from html import unescape

import pytest
import time_machine
from django.test import Client

from dinhlang.apps.coordination import actions
from dinhlang.apps.organisations import actions as organisations
from dinhlang.domain.accounts.roles import SYSTEM

AT = datetime.fromisoformat("2026-11-23T09:00:00+07:00")


@pytest.mark.django_db
def test_claims_and_the_day_of_a_page_are_told_in_whole_sentences(client: Client) -> None:
    with time_machine.travel(AT, tick=False):
        organisations.import_vinh_long(actor=SYSTEM, at=AT)
        actions.import_history(actor=SYSTEM, at=AT)
        said = unescape(client.get("/en/phat-bieu/hoi-nghi-13-3-2023/").content.decode())
        plan = unescape(client.get("/en/ke-hoach/dan-van-chinh-quyen-2022/?as_of=2023-03-13").content.decode())
    assert "up from rank 58 in 2021 to rank 46 in 2022, of 63 provinces and cities." in said
    assert "The page as of Monday, 13/03/2023." in plan
