"""Copy the roll of a village, or of all villages of a commune, into the frozen roll of one decision."""

import secrets
from datetime import date

from django.db import connection
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.models import Decision, Household
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.feedback.codes import spell
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib.refusal import RefusedError

ROW_CODE_LENGTH = 6  # 30 bits: nobody guesses whose row it is, a person copies it without an error


def copy_roll(decision: Decision, unit: UnitView, on: date) -> list[str]:
    """Write one line a household of the day, in random order, and return their codes."""
    villages = [unit.id] if unit.kind is Kind.VILLAGE else [one.id for one in organisations.villages(unit.id, on)]
    rows = list(Household.objects.filter(village_id__in=villages, valid__contains=on).values_list("id", "village_id"))
    if not rows:
        raise RefusedError(_("Chưa có danh sách hộ. Hãy nạp danh sách trước khi họp: mọi tỷ lệ tính trên tổng số hộ."))
    secrets.SystemRandom().shuffle(rows)  # the order of the lines tells nothing
    codes = _fresh_codes(len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO decisions_rollline (decision_id, household_id, village_id, row_code) "
            "SELECT %s, one.* FROM unnest(%s::bigint[], %s::bigint[], %s::text[]) AS one",
            [decision.pk, [row[0] for row in rows], [row[1] for row in rows], codes],
        )
    return codes


def _fresh_codes(count: int) -> list[str]:
    found: set[str] = set()
    while len(found) < count:
        found.add(spell(secrets.token_bytes(8), ROW_CODE_LENGTH))
    return list(found)
