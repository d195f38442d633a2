"""A small province with one thing due in a commune."""

from dataclasses import dataclass
from datetime import date, datetime

from tests.province import ZONE, Province, found

from dinhlang.apps.disclosure import actions
from dinhlang.apps.disclosure.actions import Content, NewEvidence
from dinhlang.apps.disclosure.models import Evidence, Occasion
from dinhlang.domain.disclosure.due import Event
from dinhlang.domain.disclosure.duties import Source
from dinhlang.domain.disclosure.needs import Form, Place

SIGNED = date(2026, 3, 2)  # Monday; due on Monday 9 March
CONTENT = Content("Đường ấp được trải đá", "Hộ hai bên đường", "Không", "Xong trong quý II", "Gặp Trưởng ấp")
BOARDS = (Place.OFFICE, Place.HOUSES)


def moment(day: int, month: int = 3, hour: int = 9) -> datetime:
    """Return a moment of 2026."""
    return datetime(2026, month, day, hour, tzinfo=ZONE)


@dataclass
class Register:
    """The province and one thing due in its first commune."""

    province: Province
    occasion: int

    @property
    def row(self) -> Occasion:
        return Occasion.objects.get(pk=self.occasion)

    def who(self, short: str):  # type: ignore[no-untyped-def]
        return self.province.actors[short]

    def publish(self, at: datetime | None = None, **more):  # type: ignore[no-untyped-def]
        return actions.publish(
            actor=self.who("receiver"), occasion_id=self.occasion, content=CONTENT, at=at or moment(5), **more
        )

    def post(self, place: Place, day: date, at: datetime, last_day: date | None = None) -> None:
        new = NewEvidence(Form.POSTING, place, day, last_day)
        actions.show(actor=self.who("receiver"), occasion_id=self.occasion, new=new, at=at)

    def confirm_all(self, at: datetime) -> None:
        for one in Evidence.objects.filter(publication__occasion_id=self.occasion, confirmed_by=""):
            actions.confirm(actor=self.who("head"), occasion_id=self.occasion, evidence_id=one.pk, at=at)

    def complete(self) -> None:
        """Publish in time, post on both kinds of boards, let the head confirm."""
        self.publish()
        for place in BOARDS:
            self.post(place, date(2026, 3, 5), moment(5))
        self.confirm_all(moment(6))


def begun() -> Register:
    """Return a commune that has signed a document of item 11.1."""
    province = found()
    event = Event("11.1", Source.DOCUMENT, SIGNED, "Kế hoạch năm 2026")
    made = actions.note_event(actor=province.actors["receiver"], unit_id=province.id("T1"), event=event, at=moment(2))
    return Register(province, made)
