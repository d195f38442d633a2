"""A consultation of a small commune, for tests: drafted, opened, with its head and its officer."""

from dataclasses import dataclass
from datetime import date, datetime

from tests.province import ZONE, Province, found

from dinhlang.apps.consultations import actions, queries
from dinhlang.apps.consultations.actions import FiveAnswers
from dinhlang.apps.consultations.models import Consultation
from dinhlang.apps.transparency.actions import Request, digest_of
from dinhlang.domain.consultations.answers import Stance

TEXT = """Điều 1. Mức thu
1. Mỗi hộ nộp 30.000 đồng mỗi tháng.
2. Hộ nghèo không phải nộp.
Điều 2. Giờ thu gom
Thu gom từ 5 giờ đến 6 giờ sáng."""
ANSWERS = FiveAnswers(
    "Thu phí rác", "Mọi hộ ở đường xe rác vào được", "Mọi hộ, trừ hộ nghèo", "Không ai", "30.000 đồng mỗi tháng",
    "Quý III", "Trưởng ấp",
)  # fmt: skip


def moment(day: int, month: int = 3) -> datetime:
    """Return ten o'clock on a day of 2026."""
    return datetime(2026, month, day, 10, 0, tzinfo=ZONE)


CLOSES, AFTER = date(2026, 3, 22), moment(23)


@dataclass(frozen=True)
class Asking:
    """A consultation with the people at its desk."""

    province: Province
    id: int

    @property
    def code(self) -> str:
        """Return its public code."""
        return Consultation.objects.get(pk=self.id).code

    def page(self, at: datetime = AFTER) -> queries.ConsultationView:
        """Return what the public reads."""
        seen = queries.consultation(self.code, at)
        assert seen is not None
        return seen


def begun(*, is_open: bool = True) -> Asking:
    """Found the province and draft a consultation on 2 March 2026; open it until 22 March."""
    province = found()
    made = actions.draft_consultation(
        actor=province.actors["receiver"], unit_id=province.id("T1"), matter="25.5", title="Thu phí rác", text=TEXT,
        at=moment(2),
    )  # fmt: skip
    if is_open:
        actions.open_consultation(
            actor=province.actors["head"], consultation_id=made, answers=ANSWERS, plan_sent_on=date(2026, 3, 2),
            closes_on=CLOSES, at=moment(2),
        )  # fmt: skip
    return Asking(province, made)


def key(name: str, body: str = "") -> Request:
    """Return an idempotency key."""
    return Request(f"test:{name}", digest_of({"body": body}))


def say(asking: Asking, text: str, stance: Stance = Stance.CHANGE, **more: str) -> actions.Given:
    """Give an opinion from the web."""
    new = actions.NewOpinion(text, stance, **more)
    return actions.give_opinion(consultation_id=asking.id, new=new, at=moment(5), request=key(text[:40]))
