"""Rights, line 4: who asks for a dialogue is known to the Front alone; the program holds how many, never who."""

import pytest
from django.db import models

from dinhlang.apps.reception.models import Request, Visit

NUMBERS_AND_DAYS = (models.IntegerField, models.BigAutoField, models.DateField, models.BooleanField, models.ForeignKey)


def test_a_request_for_a_dialogue_holds_numbers_days_and_what_it_is_about() -> None:
    others = [one.name for one in Request._meta.get_fields() if not isinstance(one, NUMBERS_AND_DAYS)]
    assert others == ["about"]


@pytest.mark.parametrize("word", ["name", "phone", "email", "address", "account", "user", "household"])
def test_a_visit_to_a_head_holds_no_person(word: str) -> None:
    assert not [one.name for one in Visit._meta.get_fields() if word in one.name and one.name != "case_number"]
