"""Village sessions and counts of quizzes: who may, what is refused, what is kept, what is recorded."""

import io
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image
from tests.province import BEGIN, Province, found

from dinhlang.apps.law import actions, queries
from dinhlang.apps.law.models import AdultCount, LearningSession, QuizCount
from dinhlang.apps.law.tasks import clean_photos
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import CITIZEN, SYSTEM
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError

pytestmark = pytest.mark.django_db
AT = BEGIN + timedelta(days=10)
RIGHT = [one.right for one in queries.quizzes()[0].items]


@pytest.fixture
def province() -> Province:
    return found()


def planned(province: Province, **more: Any) -> int:
    new = actions.NewSession(province.id("T1"), "biet", "Nhà văn hóa ấp", BEGIN + timedelta(days=5), **more)
    return actions.plan_session(actor=province.actors["receiver"], new=new, at=BEGIN)


def held(province: Province, attendance: int = 40) -> int:
    session_id = planned(province)
    actions.hold_session(actor=province.actors["head"], session_id=session_id, attendance=attendance, at=AT)
    return session_id


def events() -> list[str]:
    return list(Record.objects.filter(event__startswith="law.").order_by("id").values_list("event", flat=True))


def test_a_session_is_planned_held_and_its_papers_entered_each_with_a_record(province: Province) -> None:
    session_id = held(province)
    actions.enter_sheets(actor=province.actors["receiver"], session_id=session_id, sheets=20, sheets_passed=15, at=AT)
    view = queries.session(session_id)
    assert view is not None
    assert (view.state, view.attendance, view.sheets, view.sheets_passed) == ("held", 40, 20, 15)
    assert events() == ["law.session_planned", "law.session_held", "law.session_sheets_entered"]
    assert queries.session_by_code(view.code) == view


@pytest.mark.parametrize("who", ["handler", "receiver2", "auditor", "front", "receiver3"])
def test_officials_of_other_units_are_refused(province: Province, who: str) -> None:
    session_id, actor = planned(province), province.actors[who]
    new = actions.NewSession(province.id("T1"), "biet", "x", AT)
    for act in (
        lambda: actions.plan_session(actor=actor, new=new, at=AT),
        lambda: actions.hold_session(actor=actor, session_id=session_id, attendance=1, at=AT),
        lambda: actions.cancel_session(actor=actor, session_id=session_id, reason="x", at=AT),
        lambda: actions.enter_sheets(actor=actor, session_id=session_id, sheets=0, sheets_passed=0, at=AT),
        lambda: actions.attach_photo(actor=actor, session_id=session_id, path="x", kind="photo", at=AT),
        lambda: actions.set_adults(
            actor=actor, commune_id=province.id("T1"), adults=9, source="x", counted_on=AT.date(), at=AT
        ),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert events() == ["law.session_planned"]


def test_a_citizen_is_refused_and_only_the_platform_loads_many(province: Province) -> None:
    with pytest.raises(NotAllowedError):
        actions.plan_session(actor=CITIZEN, new=actions.NewSession(province.id("T1"), "biet", "x", AT), at=AT)
    with pytest.raises(NotAllowedError):
        actions.load_learning(
            actor=province.actors["head"], sessions=[], quizzes=[], adults=[], at=AT, is_demo=False
        )  # fmt: skip


@pytest.mark.parametrize(
    ("new", "field"),
    [
        ({"topic": "khong"}, "topic"),
        ({"place": "  "}, "place"),
        ({"materials": ("khong",)}, "materials"),
    ],
)
def test_a_plan_that_says_nothing_is_refused(province: Province, new: dict[str, Any], field: str) -> None:
    told = {"commune_id": province.id("T1"), "topic": "biet", "place": "Đình", "starts_at": AT} | new
    with pytest.raises(RefusedError) as refused:
        actions.plan_session(actor=province.actors["head"], new=actions.NewSession(**told), at=BEGIN)
    assert refused.value.field == field


def test_what_cannot_be_is_refused(province: Province) -> None:
    head, session_id = province.actors["head"], planned(province)
    with pytest.raises(RefusedError, match="chưa tới giờ"):
        actions.hold_session(actor=head, session_id=session_id, attendance=3, at=BEGIN)
    with pytest.raises(RefusedError, match="người dự trước"):
        actions.enter_sheets(actor=head, session_id=session_id, sheets=1, sheets_passed=0, at=AT)
    with pytest.raises(RefusedError, match="người dự trước"):
        actions.attach_photo(actor=head, session_id=session_id, path="x", kind="photo", at=AT)
    with pytest.raises(RefusedError, match="lý do"):
        actions.cancel_session(actor=head, session_id=session_id, reason=" ", at=AT)
    actions.hold_session(actor=head, session_id=session_id, attendance=3, at=AT)
    for sheets, good in ((4, 0), (2, 3)):
        with pytest.raises(RefusedError, match="không quá"):
            actions.enter_sheets(actor=head, session_id=session_id, sheets=sheets, sheets_passed=good, at=AT)
    with pytest.raises(RefusedError, match="đã họp"):
        actions.cancel_session(actor=head, session_id=session_id, reason="mưa", at=AT)
    with pytest.raises(RefusedError, match="Chỉ nhận ảnh"):
        actions.attach_photo(actor=head, session_id=session_id, path="x", kind="pdf", at=AT)
    with pytest.raises(NotFoundError):
        actions.hold_session(actor=head, session_id=987_654, attendance=3, at=AT)


def test_a_cancelled_session_keeps_its_reason_for_everybody(province: Province) -> None:
    session_id = planned(province)
    actions.cancel_session(actor=province.actors["head"], session_id=session_id, reason="Nước ngập.", at=AT)
    view = queries.session(session_id)
    assert view is not None
    assert (view.state, view.reason) == ("cancelled", "Nước ngập.")


def test_a_photo_is_shown_only_as_a_copy_of_its_pixels(province: Province) -> None:
    session_id = held(province)
    taken = io.BytesIO()
    exif = Image.Exif()
    exif[271] = "Camera of somebody"
    Image.new("RGB", (900, 600), (9, 90, 60)).save(taken, "JPEG", exif=exif)
    path = default_storage.save("received/ab/abcdef0123", ContentFile(taken.getvalue()))
    actions.attach_photo(actor=province.actors["head"], session_id=session_id, path=path, kind="photo", at=AT)
    waiting = queries.session(session_id)
    assert waiting is not None
    assert (waiting.has_photo, waiting.photo_waits) == (False, True)
    clean_photos(0)
    ready = queries.session(session_id)
    assert ready is not None
    assert (ready.has_photo, ready.photo_waits) == (True, False)
    with default_storage.open(queries.photo_path(ready.code)) as shown:
        assert b"Camera of somebody" not in shown.read()
    assert actions.process_photo(session_id=session_id, at=AT) is False


def test_a_broken_photo_leaves_the_session_without_one(province: Province) -> None:
    session_id = held(province)
    path = default_storage.save("received/ab/broken", ContentFile(b"\xff\xd8\xff no picture"))
    actions.attach_photo(actor=province.actors["head"], session_id=session_id, path=path, kind="photo", at=AT)
    assert actions.process_photo(session_id=session_id, at=AT) is False
    view = queries.session(session_id)
    assert view is not None
    assert (view.has_photo, view.photo_waits) == (False, False)


def test_quizzes_are_counted_by_commune_and_month_and_nothing_else_is_kept(province: Province) -> None:
    commune = province.id("T1")
    for is_first, answers in ((True, RIGHT), (True, [0] * 10), (False, RIGHT)):
        actions.count_quiz(topic="biet", answers=answers, is_first=is_first, commune_id=commune, at=AT)
    actions.count_quiz(topic="biet", answers=RIGHT, is_first=True, commune_id=None, at=AT)
    actions.count_quiz(topic="biet", answers=RIGHT, is_first=True, commune_id=None, at=AT)
    rows = QuizCount.objects.order_by("id").values_list("commune_id", "month", "tries", "first_tries", "first_passed")
    assert list(rows) == [(commune, date(2026, 1, 1), 3, 2, 1), (None, date(2026, 1, 1), 2, 2, 2)]
    assert not Record.objects.filter(event__startswith="law.").exists()
    with pytest.raises(NotFoundError):
        actions.count_quiz(topic="khong", answers=RIGHT, is_first=True, commune_id=None, at=AT)


def test_the_progress_of_a_commune_stands_on_sessions_papers_and_counts(province: Province) -> None:
    commune, other = province.id("T1"), province.id("T2")
    session_id = held(province, attendance=40)
    actions.enter_sheets(actor=province.actors["head"], session_id=session_id, sheets=8, sheets_passed=6, at=AT)
    actions.count_quiz(topic="biet", answers=RIGHT, is_first=True, commune_id=commune, at=AT)
    for adults, day in ((900, date(2026, 1, 6)), (1000, date(2026, 1, 7))):
        actions.set_adults(
            actor=province.actors["head"], commune_id=commune, adults=adults, source="Công an xã", counted_on=day, at=AT
        )
    told = queries.progress([commune, other], on=AT.date())
    assert (told[commune].adults, told[commune].sessions, told[commune].attendance) == (1000, 1, 40)
    assert (told[commune].first_tries, told[commune].first_passed) == (9, 7)
    assert told[commune].understood is not None
    assert told[other] == queries.NOTHING
    assert queries.progress([commune], on=AT.date() + timedelta(days=500))[commune].sessions == 0


def test_a_share_of_fewer_than_five_is_not_shown(province: Province) -> None:
    commune = province.id("T1")
    for _try in range(4):
        actions.count_quiz(topic="biet", answers=RIGHT, is_first=True, commune_id=commune, at=AT)
    told = queries.progress([commune], on=AT.date())[commune]
    assert (told.understood, told.is_hidden) == (None, True)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"adults": 0}, "adults"), ({"source": " "}, "source"), ({"counted_on": date(2030, 1, 1)}, "counted_on")],
)
def test_a_number_of_adults_needs_a_source_and_a_day_that_has_come(
    province: Province, given: dict[str, Any], field: str
) -> None:
    told: dict[str, Any] = {"adults": 10, "source": "x", "counted_on": AT.date()} | given
    with pytest.raises(RefusedError) as refused:
        actions.set_adults(actor=province.actors["head"], commune_id=province.id("T1"), at=AT, **told)
    assert refused.value.field == field


def test_what_a_demonstration_brings_in_is_marked(province: Province) -> None:
    commune, at = province.id("T1"), datetime.combine(date(2026, 1, 20), AT.timetz())
    session = actions.SessionRow(commune, "biet", "Đình", at, 10, 5, 4)
    adults = actions.AdultsRow(commune, 100, "Số minh họa", at.date())
    count = actions.QuizRow(commune, "biet", date(2026, 1, 1), 5, 5, 4)
    actions.load_learning(actor=SYSTEM, sessions=[session], quizzes=[count], adults=[adults], at=at, is_demo=True)
    assert LearningSession.objects.get().is_demo
    assert AdultCount.objects.get().is_demo
    assert events() == ["law.learning_loaded"]
