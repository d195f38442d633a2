"""Copy the roll of a village into the frozen roll of one decision."""

import secrets
from datetime import date

from django.db import connection
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.models import Decision, Household
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.feedback.codes import spell
from dinhlang.lib.refusal import RefusedError

ROW_CODE_LENGTH = 6  # 30 bits: nobody guesses whose row it is, a person copies it without an error


def copy_roll(decision: Decision, village: UnitView, on: date) -> list[str]:
    """Write one line a household of the day, in random order, and return their codes."""
    households = list(Household.objects.filter(village_id=village.id, valid__contains=on).values_list("id", flat=True))
    if not households:
        raise RefusedError(_("Chưa có danh sách hộ. Hãy nạp danh sách trước khi họp: mọi tỷ lệ tính trên tổng số hộ."))
    secrets.SystemRandom().shuffle(households)  # the order of the lines tells nothing
    codes = _fresh_codes(len(households))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO decisions_rollline (decision_id, village_id, household_id, row_code) "
            "SELECT %s, %s, one.* FROM unnest(%s::bigint[], %s::text[]) AS one",
            [decision.pk, village.id, households, codes],
        )
    return codes


def _fresh_codes(count: int) -> list[str]:
    found: set[str] = set()
    while len(found) < count:
        found.add(spell(secrets.token_bytes(8), ROW_CODE_LENGTH))
    return list(found)
