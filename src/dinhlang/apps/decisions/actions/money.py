"""Money of a decision: write down what came and went, correct by a new line, end with the final account."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.decisions.actions.deciding import keeps_account, locked, require_text, unit_of, write
from dinhlang.apps.decisions.models import FinalAccount, MoneyLine, Payer, Proceeding, RollLine
from dinhlang.apps.decisions.policies import require_can_keep_account
from dinhlang.apps.decisions.queries.money import sums
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.decisions.money import MOST, Flow, correction
from dinhlang.domain.decisions.rolls import normal_number
from dinhlang.domain.feedback.codes import spell
from dinhlang.lib.refusal import RefusedError

PAYER_LENGTH = 5


@dataclass(frozen=True)
class NewLine:
    """Money that came or went. household: number of the one that paid, "" for others; words: from whom, for what."""

    flow: Flow
    on: date
    amount: int
    words: str
    household: str = ""


@transaction.atomic
def write_line(*, actor: Actor, decision_id: int, new: NewLine, at: datetime, request: Request | None = None) -> int:
    """Write one line of the account of a contribution; it is never changed. Returns the decision's id."""
    found = locked(decision_id)
    acting = require_can_keep_account(actor, unit_of(found.decision, at))
    if earlier := done_before(request):
        return earlier
    _require_open(found)
    if not 0 < new.amount <= MOST:
        raise RefusedError(_("Hãy ghi số tiền bằng đồng, lớn hơn 0."), field="amount")
    payer = _payer(found, new) if new.household.strip() else None
    words = new.words.strip()
    if payer is None:
        words = require_text(words, "words", _("Hãy ghi tiền của ai, hoặc chi cho việc gì."))
    return _keep(found, new, payer=payer, words=words, corrects=None, acting=acting, at=at, request=request)


@transaction.atomic
def correct_line(
    *, actor: Actor, decision_id: int, number: int, right: int, why: str, at: datetime,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Make an amount right by a line of its own; the wrong one stays to be seen. Returns the decision's id."""
    found = locked(decision_id)
    acting = require_can_keep_account(actor, unit_of(found.decision, at))
    if earlier := done_before(request):
        return earlier
    _require_open(found)
    wrong = MoneyLine.objects.filter(decision_id=decision_id, number=number, corrects=None).first()
    if wrong is None:
        raise RefusedError(_("Sổ không có dòng mang số này để sửa."), field="number")
    if not 0 <= right <= MOST:
        raise RefusedError(_("Hãy ghi số tiền đúng bằng đồng; không có thì ghi 0."), field="right")
    stands = wrong.amount + sum(wrong.corrected_by.values_list("amount", flat=True))
    amount = correction(stands, right)
    if amount == 0:
        raise RefusedError(_("Dòng ấy đang ghi đúng số tiền này."), field="right")
    said = require_text(why, "why", _("Hãy ghi sai ở đâu, để ai xem cũng hiểu."))
    new = NewLine(Flow(wrong.flow), timezone.localdate(at), amount, said)
    return _keep(found, new, payer=wrong.payer, words=said, corrects=wrong, acting=acting, at=at, request=request)


@transaction.atomic
def close_account(
    *, actor: Actor, decision_id: int, words: str, at: datetime, request: Request | None = None
) -> int:  # fmt: skip
    """Publish the final account: the work is done, no line comes any more; returns the decision's id."""
    found = locked(decision_id)
    acting = require_can_keep_account(actor, unit_of(found.decision, at))
    if earlier := done_before(request):
        return earlier
    _require_open(found)
    told = sums(decision_id)
    if told.left < 0:
        raise RefusedError(
            _("Sổ ghi chi nhiều hơn thu. Hãy ghi đủ các khoản thu, hoặc sửa dòng ghi sai, rồi mới quyết toán.")
        )
    said = require_text(words, "words", _("Hãy ghi đã làm xong gì, tiền thừa để làm gì."))
    FinalAccount.objects.create(
        decision_id=decision_id, money_in=told.money_in, money_out=told.money_out, words=said[:4000], closed_at=at,
        closed_by=acting.post_title,
    )  # fmt: skip
    facts = {"in": told.money_in, "out": told.money_out, "left": told.left, "lines": told.lines}
    write("account_closed", found.decision, acting=acting, at=at, facts=facts, words=said, request=request)
    return decision_id


def _require_open(found: Proceeding) -> None:
    if not keeps_account(found.decision):
        raise RefusedError(_("Chỉ việc đóng góp đã được các hộ thông qua mới có sổ thu chi."))
    if FinalAccount.objects.filter(decision_id=found.decision_id).exists():
        raise RefusedError(_("Sổ đã quyết toán, không ghi thêm được."))


def _keep(
    found: Proceeding, new: NewLine, *, payer: Payer | None, words: str, corrects: MoneyLine | None, acting: Acting,
    at: datetime, request: Request | None,
) -> int:  # fmt: skip
    decision_id = found.decision_id
    if new.on > timezone.localdate(at):
        raise RefusedError(_("Ngày thu, ngày chi không thể ở phía trước."), field="on")
    last = MoneyLine.objects.filter(decision_id=decision_id).aggregate(most=Max("number"))["most"] or 0
    made = MoneyLine.objects.create(
        decision_id=decision_id, number=last + 1, flow=new.flow.value, on=new.on, amount=new.amount,
        words=words[:300], payer=payer, corrects=corrects, entered_at=at, entered_by=acting.post_title,
    )  # fmt: skip
    facts = {
        "number": made.number, "flow": made.flow, "on": made.on.isoformat(), "amount": made.amount,
        "corrects": corrects.number if corrects else None,
    }  # fmt: skip
    write("money_written", found.decision, acting=acting, at=at, facts=facts, words=words, request=request)
    return decision_id


def _payer(found: Proceeding, new: NewLine) -> Payer:
    """Return the household that paid under the code of its payments, a new one for its first."""
    if new.flow is not Flow.IN:
        raise RefusedError(_("Khoản chi không ghi số hộ; hãy ghi chi cho việc gì."), field="household")
    rows = RollLine.objects.filter(decision_id=found.decision_id, household__number=normal_number(new.household))
    lines = list(rows.order_by("pk")[:2])
    if not lines:
        raise RefusedError(_("Danh sách hộ của quyết định này không có số ấy."), field="household")
    if len(lines) > 1:  # of a whole commune: each village has a household of this number
        said = _("Nhiều ấp, khóm có hộ mang số này; hãy ghi tiền của cả ấp, khóm thành một khoản.")
        raise RefusedError(said, field="household")
    line = lines[0]
    taken = set(Payer.objects.filter(decision_id=found.decision_id).values_list("code", flat=True))
    code = next(one for one in iter(_fresh, "") if one not in taken)
    return Payer.objects.get_or_create(line=line, defaults={"decision_id": found.decision_id, "code": code})[0]


def _fresh() -> str:
    return spell(secrets.token_bytes(8), PAYER_LENGTH)
