"""A survey from its design to its values: the seed first, at the end nothing that leads to a household."""

from datetime import timedelta
from fractions import Fraction

import pytest
from tests.survey_world import PLAN, SAMPLED, answered, coordinator, finished, sampled

from dinhlang.apps.surveys import actions, queries
from dinhlang.apps.surveys.models import (
    Asked,
    Counter,
    Delivery,
    DrawnEntry,
    FramePlace,
    Interviewer,
    Sheet,
    Slip,
    TypedSheet,
    Wave,
)
from dinhlang.apps.surveys.queries import report
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import CITIZEN
from dinhlang.domain.statistics.signs import Sign
from dinhlang.domain.surveys.collection import Aside, Typed
from dinhlang.domain.surveys.fieldwork import Became
from dinhlang.domain.surveys.results import Value
from dinhlang.domain.surveys.sampling import draw
from dinhlang.lib.clock import now
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError

pytestmark = pytest.mark.django_db
GOOD = {"trust.party": "3", "trust.state": "none"}


def test_the_seed_is_in_the_log_before_the_sample_and_anybody_draws_the_same_villages() -> None:
    sampled()
    events = list(Record.objects.filter(event__startswith="surveys.s").order_by("id").values_list("event", flat=True))
    assert events[:2] == ["surveys.seed_published", "surveys.sample_drawn"]
    wave = queries.wave(SAMPLED)
    assert wave is not None
    assert wave.plan is not None
    lines = [line.split(",") for line in queries.frame_csv(wave, now().date()).splitlines()]
    rows = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    again = {one.row["ap"]: str(one.chance) for one in draw(rows, wave.plan.stages, wave.seed)}
    assert again == dict(FramePlace.objects.exclude(chance="").values_list("place__code", "chance"))
    assert DrawnEntry.objects.filter(turn=0).count() == 6
    assert Fraction(FramePlace.objects.first().chance) == 1  # type: ignore[union-attr]


def test_a_sample_is_not_drawn_before_its_seed_is_in_the_log_nor_twice_nor_redesigned() -> None:
    world = sampled()
    act = {"actor": world.actor, "wave_code": SAMPLED, "at": now()}
    with pytest.raises(RefusedError, match="đã rút"):
        actions.draw_sample(**act)
    with pytest.raises(RefusedError, match="đã công bố"):
        actions.publish_design(plan=PLAN, commune_id=None, sizes={}, **act)
    today = now().date()
    actions.open_wave(
        actor=world.actor, code="b", title="B", instrument="niem-tin", opens_on=today, closes_on=today, at=now()
    )
    with pytest.raises(RefusedError, match="Phải công bố"):
        actions.draw_sample(**act | {"wave_code": "b"})
    design = {**act, "wave_code": "b", "plan": PLAN, "commune_id": None, "sizes": {world.province.id("T1-A1"): 40}}
    with pytest.raises(RefusedError, match="không ai chọn được"):
        actions.publish_design(illustration_seed="mine", **design)
    with pytest.raises(RefusedError, match="khung"):
        actions.publish_design(plan=PLAN, commune_id=None, sizes={}, **act | {"wave_code": "b"})
    sizes = {world.province.id("T1-A1"): 40}
    actions.publish_design(plan=PLAN, commune_id=None, sizes=sizes, **act | {"wave_code": "b"})
    with pytest.raises(RefusedError, match="nhật ký chung"):
        actions.draw_sample(**act | {"wave_code": "b"})


def test_replacements_stand_in_by_turn_and_their_use_is_recorded() -> None:
    world = sampled()
    village = FramePlace.objects.get(place__code="T1-A1")
    first, second, *_rest = DrawnEntry.objects.filter(village=village, turn=0).order_by("serial")
    spare, later = DrawnEntry.objects.filter(village=village, turn__gt=0).order_by("turn")
    act = {"actor": world.actor, "wave_code": SAMPLED, "village_id": village.pk, "at": now()}
    with pytest.raises(RefusedError, match="theo thứ tự"):
        actions.note_results(results={first.pk: Became.REFUSED, later.pk: Became.ANSWERED}, **act)
    with pytest.raises(RefusedError, match="theo thứ tự"):
        actions.note_results(results={spare.pk: Became.ANSWERED}, **act)
    actions.note_results(
        results={first.pk: Became.REFUSED, second.pk: Became.ANSWERED, spare.pk: Became.ANSWERED}, **act
    )
    spare.refresh_from_db()
    assert spare.instead_of_id == first.pk
    wave = queries.wave(SAMPLED)
    assert wave is not None
    field = queries.field(wave, now().date())
    assert (field.replaced, field.rates.careful) == (1, Fraction(2, 3))


def test_after_validation_nothing_leads_from_an_answer_to_a_household() -> None:
    world = sampled()
    actions.invite_interviewers(actor=world.actor, wave_code=SAMPLED, count=1, at=now())
    village = FramePlace.objects.get(place__code="T1-A1")
    actions.assign_village(actor=world.actor, wave_code=SAMPLED, village_id=village.pk, number=1, at=now())
    answered(world)
    with pytest.raises(RefusedError, match="sau ngày"):
        actions.validate_wave(actor=world.actor, wave_code=SAMPLED, at=now())
    actions.validate_wave(actor=world.actor, wave_code=SAMPLED, at=now() + timedelta(days=60))
    for table in (Slip, DrawnEntry, Interviewer, Delivery, Asked, Counter, TypedSheet):
        assert not table.objects.exists(), table
    assert Sheet.objects.count() == 12
    village.refresh_from_db()
    assert (village.results, village.interviewer) == ({Became.NOT_FOUND.value: 3}, None)
    with pytest.raises(NotFoundError):
        actions.answer_by_slip(code=world.slips["T1-A1"][7], answers=GOOD, at=now())
    with pytest.raises(RefusedError, match="đã chốt"):
        actions.print_slips(
            actor=world.actor, wave_code=SAMPLED, place_id=village.place_id, count=1, at=now(), instead=True
        )


def test_values_are_weighted_by_households_and_small_cells_are_hidden() -> None:
    world = sampled()
    answered(world)
    after = finished(world)
    found = queries.results(SAMPLED, after.date())
    assert found is not None
    party = found.values["q:trust.party"]
    assert party.value == pytest.approx(100 * (40 * 1 + 60 * 0.5) / 100)  # 40 and 60 households, one and a half
    assert party.low is not None
    assert party.high is not None
    assert party.low < party.value < party.high
    by_answer = {one.answer: one for one in found.answers["q:trust.party"]}
    assert by_answer["1"].is_hidden  # three people
    assert by_answer["4"].is_hidden  # the other nine, for their sum would tell
    micro = queries.micro_data(SAMPLED, after.date())
    assert micro is not None
    assert min(micro.splitlines()[1:]) == "T1,6.7,*,3,"
    assert "T2,10.0,*,3" in micro


def test_a_fall_that_is_more_than_chance_becomes_an_act_of_its_own() -> None:
    world = sampled()
    actions.validate_wave(actor=world.actor, wave_code=SAMPLED, at=now() + timedelta(days=60))
    fell = Value(
        "q:trust.party", n=500, value=60.0, low=57, high=63, se=1.5, change=-9.0, change_low=-13, change_high=-5
    )
    same = Value("q:trust.state", n=500, value=60.0, low=57, high=63, se=1.5, change=-1.0, change_low=-5, change_high=3)
    assert (fell.changed, same.changed) == (Sign.LOWER, Sign.NOT_SHOWN)
    actions.keep_values(wave_id=Wave.objects.get().pk, values=[fell, same], at=now())
    assert Record.objects.get(event="surveys.fell").facts["measures"] == ["q:trust.party"]
    [fall] = queries.falls(Wave.objects.get().pk, now().date())
    assert (fall.code, (fall.due_on - now().date()).days) == ("q:trust.party", 30)
    said = {"follow_up_id": fall.id, "cause": "Trụ sở dời xa.", "at": now()}
    with pytest.raises(NotAllowedError):
        actions.explain_fall(actor=CITIZEN, steps="Mở điểm tiếp nhận.", **said)
    with pytest.raises(RefusedError, match="cả nguyên nhân"):
        actions.explain_fall(actor=world.actor, steps=" ", **said)
    assert queries.unexplained() == {Wave.objects.get().pk}
    actions.explain_fall(actor=world.actor, steps="Mở điểm tiếp nhận.", **said)
    assert queries.unexplained() == frozenset()


def test_a_paper_sheet_counts_once_two_people_read_the_same_and_no_reading_stays() -> None:
    world = sampled()
    one, other = world.actor, coordinator(world.province, 902)
    slip = world.slips["T1-A1"][0]
    typed = {"wave_code": SAMPLED, "slip": slip, "at": now()}
    assert actions.type_sheet(actor=one, answers=GOOD, **typed) is Typed.WAITS
    assert actions.type_sheet(actor=one, answers=GOOD, **typed) is Typed.WAITS  # the same person again is no second
    differing = GOOD | {"trust.party": "1"}
    assert actions.type_sheet(actor=other, answers=differing, **typed) is Typed.DIFFERS
    assert queries.typed_state(Wave.objects.get().pk, 901) == (0, 0, (("trust.party",),))
    with pytest.raises(RefusedError, match="Còn phiếu giấy"):
        actions.validate_wave(actor=one, wave_code=SAMPLED, at=now() + timedelta(days=60))
    print_again = {"wave_code": SAMPLED, "place_id": world.province.id("T1-A1"), "count": 8, "at": now()}
    assert len(actions.print_slips(actor=one, instead=True, **print_again)) == 7  # the typed one keeps its slip
    assert actions.type_sheet(actor=other, answers=GOOD, **typed) is Typed.KEPT
    assert (TypedSheet.objects.count(), Sheet.objects.get().channel) == (0, "paper")
    with pytest.raises(RefusedError, match="đã được trả lời"):
        actions.type_sheet(actor=one, answers=GOOD, **typed)


def test_where_two_read_differently_a_third_decides_or_the_sheet_is_set_aside_with_a_reason() -> None:
    world = sampled()
    one, other, third = (coordinator(world.province, user) for user in (901, 902, 903))
    differing = GOOD | {"trust.party": "1"}
    for slip, last in ((world.slips["T1-A1"][0], GOOD), (world.slips["T2-K1"][0], GOOD | {"trust.party": "2"})):
        typed = {"wave_code": SAMPLED, "slip": slip, "at": now()}
        actions.type_sheet(actor=one, answers=GOOD, **typed)
        actions.type_sheet(actor=other, answers=differing, **typed)
        kept = actions.type_sheet(actor=third, answers=last, **typed)
        assert (kept is Typed.KEPT) is (last == GOOD)
    wave = Wave.objects.get()
    [left] = queries.unfinished(wave.pk, now().date())
    assert (left.readings, left.differing) == (3, ("trust.party",))
    with pytest.raises(RefusedError, match="Ba người khác"):
        actions.type_sheet(actor=coordinator(world.province, 904), answers=GOOD, **typed)
    ground = {"wave_code": SAMPLED, "sheet": left.id, "reason": Aside.DIFFERS, "at": now()}
    with pytest.raises(NotAllowedError):
        actions.set_aside(actor=CITIZEN, **ground)
    actions.set_aside(actor=one, **ground)
    with pytest.raises(NotFoundError):
        actions.set_aside(actor=one, **ground)
    assert Record.objects.get(event="surveys.sheet_set_aside").facts["reason"] == "differs"
    assert (TypedSheet.objects.count(), Sheet.objects.count()) == (0, 1)
    day = finished(world).date()
    result = queries.results(SAMPLED, day)
    assert result is not None
    assert result.set_aside == {Aside.DIFFERS: 1}
    assert "để riêng, không tính: 1 (mỗi người đọc một khác: 1)" in str(
        report.summary(result, province="Tỉnh Vĩnh Long")
    )


def test_a_touch_sent_twice_counts_once_and_a_case_answers_once() -> None:
    world = sampled()
    today, place = now().date(), world.province.id("T1")
    for code, instrument in (("quay", "quay-nam-mat"), ("sau", "sau-tra-loi")):
        actions.open_wave(
            actor=world.actor, code=code, title=code, instrument=instrument, opens_on=today, closes_on=today, at=now()
        )
    code = actions.place_counter(actor=world.actor, wave_code="quay", place_id=place, at=now())
    for press in ("a", "a", "b"):
        actions.press_face(code=code, answer="5", press=press, at=now())
    assert Sheet.objects.filter(channel="counter").count() == 2
    with pytest.raises(RefusedError):
        actions.press_face(code=code, answer="9", press="c", at=now())
    newer = actions.place_counter(actor=world.actor, wave_code="quay", place_id=place, at=now())
    with pytest.raises(NotFoundError):
        actions.press_face(code=code, answer="5", press="d", at=now())
    assert newer != code
    sizes = {world.province.id("T1-A1"): 40}
    with pytest.raises(RefusedError, match="Đã có người trả lời"):
        actions.publish_design(actor=world.actor, wave_code="quay", plan=PLAN, commune_id=None, sizes=sizes, at=now())
    actions.answer_afterwards(case_number="PA26-1", place_id=place, answer="1", at=now())
    with pytest.raises(RefusedError, match="đã trả lời khảo sát"):
        actions.answer_afterwards(case_number="PA26-1", place_id=place, answer="3", at=now())
    with pytest.raises(RefusedError, match="không đặt màn hình"):
        actions.place_counter(actor=world.actor, wave_code=SAMPLED, place_id=place, at=now())


def test_only_coordinators_lead_a_survey_through_and_only_officials_type() -> None:
    world = sampled()
    village = FramePlace.objects.get(place__code="T1-A1").pk
    act = {"actor": CITIZEN, "wave_code": SAMPLED, "at": now()}
    for refused in (
        lambda: actions.publish_design(plan=PLAN, commune_id=None, sizes={}, **act),
        lambda: actions.draw_sample(**act),
        lambda: actions.assign_village(village_id=village, number=1, **act),
        lambda: actions.note_results(village_id=village, results={}, **act),
        lambda: actions.validate_wave(**act),
        lambda: actions.place_counter(place_id=world.province.id("T1"), **act),
        lambda: actions.type_sheet(slip=world.slips["T1-A1"][0], answers=GOOD, **act),
    ):
        with pytest.raises(NotAllowedError):
            refused()
