"""A commune that meets its people, for tests: its chairman's day of reception, a dialogue with questions."""

from dataclasses import dataclass
from datetime import date, datetime, time

from tests.province import ZONE, Province, found

from dinhlang.apps.reception import actions
from dinhlang.apps.reception.actions import NewDay, NewDialogue, NewVisit
from dinhlang.apps.reception.models import Day, Dialogue, Visit
from dinhlang.apps.transparency.actions import Request, digest_of

ON = date(2026, 3, 17)  # a Tuesday


def moment(day: int, hour: int = 10, month: int = 3) -> datetime:
    """Return an hour of a day of 2026."""
    return datetime(2026, month, day, hour, 0, tzinfo=ZONE)


def key(name: str) -> Request:
    """Return an idempotency key."""
    return Request(f"test:{name}", digest_of({"body": name}))


@dataclass(frozen=True)
class Meeting:
    """A head with one posted day, and a dialogue that was announced."""

    province: Province
    head: int
    day: int
    dialogue: int

    @property
    def day_code(self) -> str:
        """Return the public code of the day."""
        return Day.objects.get(pk=self.day).code

    @property
    def dialogue_code(self) -> str:
        """Return the public code of the dialogue."""
        return Dialogue.objects.get(pk=self.dialogue).code

    def book(self, name: str = "a", **more: int) -> str:
        """Book a place on 10 March; return the code."""
        new = NewVisit("Đường hỏng", **more)
        return actions.book_visit(day_id=self.day, new=new, at=moment(10), request=key(name))

    def received(self, minutes: str = "Đã nghe, hẹn khảo sát.") -> Visit:
        """Let somebody come on the day and be received."""
        receiver = self.province.actors["receiver"]
        actions.enter_visit(actor=receiver, day_id=self.day, new=NewVisit("Đường hỏng"), at=moment(17, 8))
        visit = Visit.objects.latest("pk")
        actions.receive_visit(actor=receiver, visit_id=visit.pk, minutes=minutes, at=moment(17, 9))
        visit.refresh_from_db()
        return visit


def begun() -> Meeting:
    """Found the province; post a day for 17 March, announce a dialogue for the same day, both on 2 March 2026."""
    province = found()
    head, unit = province.actors["head"], province.id("T1")
    made = actions.name_head(
        actor=head, unit_id=unit, title="Chủ tịch UBND", rule="FB-TCD-15", since=date(2026, 1, 1), at=moment(2)
    )
    day = actions.post_day(
        actor=province.actors["receiver"], head_id=made, new=NewDay(ON, time(7, 30), time(11), "Trụ sở"), at=moment(2)
    )
    dialogue = actions.announce_dialogue(
        actor=head, unit_id=unit, new=NewDialogue("Nước sạch", ON, time(8), "Nhà văn hóa"), at=moment(2)
    )
    return Meeting(province, made, day, dialogue)
