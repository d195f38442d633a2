"""Slips of households typed at once, the count of villages (Decree 321/2025), drafts sent as .docx."""

import io
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from docx import Document as Docx
from tests.consultations import ANSWERS, Asking, begun, moment

from dinhlang.apps.consultations import actions, queries, tasks
from dinhlang.apps.consultations.actions import Counted, NewOpinion, Slip
from dinhlang.apps.consultations.models import Consultation, DraftFile, Opinion, Version
from dinhlang.desk.consultations.verbs import slips
from dinhlang.domain.accounts.roles import CITIZEN
from dinhlang.domain.consultations.answers import Outcome, Stance
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotAllowedError, RefusedError
from dinhlang.lib.uploads import Kept

pytestmark = pytest.mark.django_db
AT = moment(5)


@pytest.fixture
def merging() -> Asking:
    """A commune that is to be merged: open for sixty days and more."""
    asking = begun(is_open=False)
    Consultation.objects.update(matter="25.4-dvhc")
    actions.open_consultation(
        actor=asking.province.actors["head"], consultation_id=asking.id, answers=ANSWERS, plan_sent_on=None,
        closes_on=date(2026, 5, 4), at=moment(2),
    )  # fmt: skip
    return asking


def count(asking: Asking, agree: int, against: int = 0, actor: str = "receiver") -> None:
    actions.count_village(
        actor=asking.province.actors[actor], consultation_id=asking.id, village_id=asking.province.id("T1-A1"),
        counted=Counted(100, agree, against), at=AT,
    )  # fmt: skip


@pytest.mark.parametrize(("agree", "passes"), [(49, False), (50, True)])
def test_half_of_all_households_must_agree(merging: Asking, agree: int, passes: bool) -> None:
    count(merging, 80)
    count(merging, agree, 10)  # counted again, the last one stands
    shown = merging.page(moment(6)).households
    assert shown is not None
    assert (shown.households, shown.agree, shown.uncounted, shown.passes) == (100, agree, 0, passes)
    close = {"consultation_id": merging.id, "reasons": "", "at": moment(6, 5)}
    head = merging.province.actors["head"]
    if passes:
        actions.close_consultation(actor=head, outcome=Outcome.AS_DRAFTED, **close)
    else:
        with pytest.raises(RefusedError, match="chưa đủ số hộ"):
            actions.close_consultation(actor=head, outcome=Outcome.AS_DRAFTED, **close)
        actions.close_consultation(actor=head, outcome=Outcome.DROPPED, **close)


def test_a_count_is_of_a_village_of_the_commune_by_its_officers_and_adds_up(merging: Asking) -> None:
    with pytest.raises(NotAllowedError):
        count(merging, 50, actor="receiver2")
    with pytest.raises(RefusedError, match="tổng số hộ"):
        count(merging, 90, 20)
    with pytest.raises(RefusedError, match="của xã này"):
        actions.count_village(
            actor=merging.province.actors["head"], consultation_id=merging.id,
            village_id=merging.province.id("T2-K1"), counted=Counted(10, 5, 5), at=AT,
        )  # fmt: skip


def test_other_matters_count_no_households() -> None:
    asking = begun()
    assert asking.page(AT).households is None
    with pytest.raises(RefusedError, match="đơn vị hành chính"):
        count(asking, 50)


def test_slips_are_entered_all_or_none_and_stay_in_the_totals() -> None:
    asking = begun()
    given = {"actor": asking.province.actors["receiver"], "consultation_id": asking.id, "at": AT}
    typed = [Slip(3, NewOpinion("Đồng ý", Stance.AGREE)), Slip(1, NewOpinion("Thu cao", Stance.AGAINST))]
    with pytest.raises(RefusedError):
        actions.enter_slips(slips=[*typed, Slip(1, NewOpinion(" "))], **given)
    assert not Opinion.objects.exists()
    actions.enter_slips(slips=typed, **given)
    assert asking.page(AT).totals.origins == (("slip", 4, 2),)
    with pytest.raises(NotAllowedError):
        actions.enter_slips(slips=typed, **{**given, "actor": CITIZEN})


def sent(content: bytes, kind: str = "docx") -> Kept:
    path = default_storage.save("received-drafts/zz/draft", ContentFile(content))
    return Kept(kind, path, b"0" * 32, len(content))


def test_a_draft_sent_as_docx_becomes_a_version_with_anchors(monkeypatch: pytest.MonkeyPatch) -> None:
    asking = begun(is_open=False)
    paper, target = Docx(), io.BytesIO()
    for line in ("Điều 1. Mức thu", "1. Mỗi hộ nộp 20.000 đồng.", "Điều 2. Hiệu lực"):
        paper.add_paragraph(line)
    paper.save(target)
    given = {"actor": asking.province.actors["receiver"], "consultation_id": asking.id, "reason": "Bản trình", "at": AT}
    actions.send_draft(file=sent(target.getvalue()), **given)
    actions.send_draft(file=sent(b"PK\x03\x04 broken"), **given)
    monkeypatch.setattr(clock, "now", lambda: AT)
    tasks.read_drafts(0)
    assert list(DraftFile.objects.order_by("pk").values_list("state", "received_path")) == [
        ("read", ""),
        ("failed", ""),
    ]
    newest = Version.objects.order_by("number").last()
    assert newest is not None
    assert [one["anchor"] for one in newest.blocks] == ["dieu-1", "dieu-1.khoan-1", "dieu-2"]
    with pytest.raises(NotAllowedError):
        actions.send_draft(file=sent(b"x"), **{**given, "actor": CITIZEN})
    with pytest.raises(RefusedError, match="DOCX"):
        actions.send_draft(file=sent(b"x", "pdf"), **given)
    assert queries.desk(asking.code, AT) is not None


@pytest.mark.parametrize(
    ("typed", "people"), [("12 | cần sửa | Thu gom sau 6 giờ\n\n3|Không|Cao quá", [12, 3]), ("12 cần sửa", None)]
)
def test_lines_of_slips_are_read_as_they_are_typed(typed: str, people: list[int] | None) -> None:
    if people is None:
        with pytest.raises(RefusedError, match="12 cần sửa"):
            slips(typed)
    else:
        assert [one.people for one in slips(typed)] == people


def test_somebody_joins_a_point_once_and_finds_its_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asking = begun()
    monkeypatch.setattr(clock, "now", lambda: AT)
    actions.make_point(
        actor=asking.province.actors["receiver"], consultation_id=asking.id, title="Giảm mức thu", opinion_id=None,
        at=AT,
    )  # fmt: skip
    address = f"/lay-y-kien/{asking.code}/cung-y/"
    assert "Giảm mức thu" in client.get(f"{address}?diem=1").content.decode()
    assert (client.get(address).status_code, client.get(f"{address}?diem=9").status_code) == (404, 404)
    assert client.post(address, {"point": "1", "key": "k"}).status_code == 422
    answers = [client.post(address, {"point": "1", "stance": "change", "key": "k"}) for _again in range(2)]
    assert [one.status_code for one in answers] == [303, 303]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert asking.page(AT).points[0].people == 1
    assert "Đã gộp vào điểm 1" in client.get(answers[0]["Location"]).content.decode()
