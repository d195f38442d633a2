"""The registers at the desk: acts asked for, notices, programmes, statements, values; who may not write."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from tests.desk.coordination.offices import World, page

from dinhlang.apps.coordination import actions
from dinhlang.apps.coordination.actions import NewDocument
from dinhlang.apps.coordination.models import (
    Claim,
    Conference,
    DocumentRelation,
    IndexValue,
    Indicator,
    Plan,
    Programme,
    Statement,
)
from dinhlang.apps.links.models import Link
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.coordination.documents import Kind, Relation

pytestmark = pytest.mark.django_db
REGISTER, SAID = "desk-coordination:register", "desk-coordination:said"


def document(world: World, symbol: str) -> int:
    new = NewDocument(
        Kind.DECISION, symbol, f"Về {symbol}", (world.units["agency"].pk,), world.today, source="Công báo"
    )
    return actions.register_document(actor=SYSTEM, new=new, at=world.at)


@pytest.fixture
def asked(world: World) -> int:
    """Return the id of an act that a document asks for and that is not there yet."""
    document_id = document(world, "33/2031/CT-TTg")
    actions.relate_documents(
        actor=SYSTEM, document_id=document_id, relation=Relation.ASSIGNS, to_id=None, clause="Ban hành quy chế",
        due_on=world.today + timedelta(days=30), at=world.at,
    )  # fmt: skip
    return DocumentRelation.objects.get().pk


def test_an_act_that_was_asked_for_is_named(world: World, asked: int) -> None:
    to = reverse(REGISTER)
    document(world, "07/2031/QĐ-UBND")
    assert "33/2031/CT-TTg: Ban hành quy chế" in page(world.clients["coordinator"].get(to))
    own = world.send("coordinator", "tra-loi-giao", to=to, asked=asked, act_id="33/2031/CT-TTg")
    assert own.status_code == 422
    assert "dẫn tới chính nó" in page(own)
    unknown = world.send("coordinator", "tra-loi-giao", to=to, asked=asked, act_id="9/2031/QĐ-UBND")
    assert "Sổ không có văn bản" in page(unknown)
    assert world.send("owner", "tra-loi-giao", to=to, asked=asked, act_id="07/2031/QĐ-UBND").status_code == 403
    assert DocumentRelation.objects.get().to_document is None
    assert world.send("coordinator", "tra-loi-giao", to=to, asked=asked, act_id="07/2031/QĐ-UBND").status_code == 303
    assert DocumentRelation.objects.get().to_document.symbol == "07/2031/QĐ-UBND"
    assert world.send("coordinator", "tra-loi-giao", to=to, asked=asked, act_id="07/2031/QĐ-UBND").status_code == 422


def test_a_document_springs_from_a_case_by_its_number(world: World) -> None:
    to, number = reverse(REGISTER), world.case()
    document(world, "07/2031/QĐ-UBND")
    given = {"document_id": "07/2031/QĐ-UBND", "case_number": number}
    for who in ("head", "owner", "auditor"):
        assert world.send(who, "van-ban-phieu", to=to, **given).status_code == 403
    assert not Link.objects.exists()
    missing = world.send("coordinator", "van-ban-phieu", to=to, **given | {"case_number": "PA26-999999"})
    assert missing.status_code == 422
    assert world.send("coordinator", "van-ban-phieu", to=to, **given).status_code == 303
    assert Link.objects.get().to_code == number
    assert "bắt nguồn từ phiếu này rồi" in page(world.send("coordinator", "van-ban-phieu", to=to, **given))


def test_the_notice_of_a_conference_is_named(world: World) -> None:
    held = actions.hold_conference(
        actor=SYSTEM, plan_id=world.plan.pk, held_on=world.today, title="Hội nghị", at=world.at
    )
    to = reverse("desk-coordination:conference", args=[Conference.objects.get(pk=held).code])
    document(world, "12-TB/BDVTU")
    assert world.send("auditor", "thong-bao", to=to, document_id="12-TB/BDVTU").status_code == 403
    assert world.send("owner", "thong-bao", to=to, document_id="12-TB/BDVTU").status_code == 404
    assert "Sổ không có văn bản" in page(world.send("head", "thong-bao", to=to, document_id="13-TB/BDVTU"))
    assert Conference.objects.get().notice is None
    assert world.send("head", "thong-bao", to=to, document_id="12-TB/BDVTU").status_code == 303
    assert Conference.objects.get().notice.symbol == "12-TB/BDVTU"
    assert "12-TB/BDVTU" in page(world.clients["auditor"].get(to))


def programme(world: World, **other: Any) -> dict[str, Any]:
    return {
        "title": "Chương trình phối hợp công tác dân vận chính quyền giai đoạn mới", "lead_id": world.units["party"].pk,
        "partner_id": world.units["state"].pk, "first_year": world.today.year, "last_year": world.today.year + 4,
        "signed_on": world.today,
    } | other  # fmt: skip


def test_a_programme_is_written_down_and_its_first_plan_begun(world: World) -> None:
    to = reverse("desk-coordination:programmes")
    for _ in range(2):  # equal titles get addresses of their own
        assert world.send("head", "chuong-trinh", to=to, **programme(world)).status_code == 303
    made = Programme.objects.order_by("pk").last()
    assert made is not None
    assert Programme.objects.filter(title=made.title).values("code").distinct().count() == 2
    assert world.send("stranger", "lap", made.pk, to=to, year=world.today.year).status_code == 404
    assert world.send("head", "lap", made.pk, to=to, year=world.today.year + 9).status_code == 422
    assert world.send("head", "lap", made.pk, to=to, year=world.today.year).status_code == 303
    assert Plan.objects.filter(programme=made, year=world.today.year, signed_on=None).exists()


def test_a_programme_of_others_or_without_sense_is_refused(world: World) -> None:
    to, before = reverse("desk-coordination:programmes"), Programme.objects.count()
    assert world.send("stranger", "chuong-trinh", to=to, **programme(world)).status_code == 403
    for who in ("owner", "auditor"):
        assert world.clients[who].get(to).status_code == 403
        assert world.send(who, "chuong-trinh", to=to, **programme(world)).status_code == 403
    same = programme(world, partner_id=world.units["party"].pk)
    assert "hai cơ quan khác nhau" in page(world.send("coordinator", "chuong-trinh", to=to, **same))
    future = programme(world, signed_on=world.today + timedelta(days=1))
    assert "chưa tới" in page(world.send("head", "chuong-trinh", to=to, **future))
    assert "bốn chữ số" in page(world.send("head", "chuong-trinh", to=to, **programme(world, first_year="nay")))
    assert Programme.objects.count() == before


@pytest.fixture
def indicator(world: World) -> str:
    made = Indicator.objects.create(code="sipas.overall", name="SIPAS", unit_word="%", publisher="Bộ Nội vụ")
    return made.code


def statement(world: World, **other: Any) -> dict[str, Any]:
    return {
        "post_title": "Phó Chủ tịch UBND tỉnh", "said_on": world.today, "source": "Báo Vĩnh Long",
        "territory_id": world.units["province"].pk, "text-1": "Hài lòng hơn cả nước", "comparison-1": "above_benchmark",
        "period-1": world.today.year - 1, "indicator-1": "sipas.overall",
    } | other  # fmt: skip


def test_a_statement_is_written_down_claim_by_claim(world: World, indicator: str) -> None:
    to = reverse(SAID)
    second = {"text-2": "Lòng tin được củng cố", "comparison-2": "higher_than_before", "period-2": world.today.year}
    assert world.send("coordinator", "phat-bieu", to=to, **statement(world), **second).status_code == 303
    first, other = Claim.objects.order_by("number")
    assert (first.indicators, first.comparison, first.territory_id) == (
        [indicator], "above_benchmark", world.units["province"].pk,
    )  # fmt: skip
    assert other.indicators == []
    assert Statement.objects.get().code in page(world.clients["coordinator"].get(to))


def test_half_a_statement_is_refused(world: World, indicator: str) -> None:
    to = reverse(SAID)
    for wrong, said in (
        ({"text-1": ""}, "Điều thứ 1 còn thiếu"),
        ({"period-1": "x"}, "bốn chữ số"),
        ({"said_on": world.today + timedelta(days=1)}, "chưa tới"),
        ({"text-1": "", "comparison-1": "", "period-1": "", "indicator-1": ""}, "ít nhất một điều"),
        ({"source_url": "javascript:alert(1)"}, "https://"),
    ):
        answer = world.send("coordinator", "phat-bieu", to=to, **statement(world, **wrong))
        assert answer.status_code == 422
        assert said in page(answer)
    assert not Statement.objects.exists()


def value(world: World, **other: Any) -> dict[str, Any]:
    return {
        "indicator": "sipas.overall", "territory_id": world.units["province"].pk, "period": world.today.year - 1,
        "value": "82,67", "benchmark": "80,08", "known_on": world.today, "certainty": "dung", "method": "2017",
        "source": "Bộ Nội vụ", "confidence": "sure",
    } | other  # fmt: skip


def test_a_value_is_written_down_and_never_twice(world: World, indicator: str) -> None:
    to = reverse(SAID)
    assert world.send("coordinator", "so-lieu", to=to, **value(world)).status_code == 303
    assert world.send("coordinator", "so-lieu", to=to, **value(world, territory_id="")).status_code == 303
    own = IndexValue.objects.get(territory__isnull=False)
    assert (own.value, own.benchmark, own.known_on_is_estimate) == (Decimal("82.67"), Decimal("80.08"), False)
    again = world.send("coordinator", "so-lieu", to=to, **value(world, value="83"))
    assert again.status_code == 422
    assert "muốn đính chính" in page(again)
    assert "82,67" in page(world.clients["coordinator"].get(to))
    for wrong in ({"value": "1234567"}, {"value": "8,123"}, {"rank": "0"}, {"period": "20"}, {"method": "x" * 41}):
        assert world.send("coordinator", "so-lieu", to=to, **value(world, **wrong)).status_code == 422
    assert IndexValue.objects.count() == 2


@pytest.mark.parametrize("who", ["head", "owner", "auditor"])
def test_only_coordinators_write_down_statements_and_values(world: World, indicator: str, who: str) -> None:
    to = reverse(SAID)
    assert world.clients[who].get(to).status_code == 403
    assert world.send(who, "phat-bieu", to=to, **statement(world)).status_code == 403
    assert world.send(who, "so-lieu", to=to, **value(world)).status_code == 403
    assert not Statement.objects.exists()
    assert not IndexValue.objects.exists()


def new_indicator(world: World, **other: Any) -> dict[str, Any]:
    return {
        "name": "Trả lời đúng hạn đầu tiên", "about": "Phiếu của dân được trả lời đúng hạn, mỗi tháng một lần",
        "formula": "Số phiếu đúng hạn chia cho số phiếu đã đến hạn, nhân 100", "unit_word": "%", "direction": "higher",
        "publisher": "Văn phòng UBND tỉnh", "method": "Cách đo 2026", "defined_on": world.today,
    } | other  # fmt: skip


def test_an_indicator_is_defined_and_takes_a_value_about_a_day(world: World) -> None:
    to = reverse(SAID)
    assert world.send("coordinator", "chi-so", to=to, **new_indicator(world)).status_code == 303
    made = Indicator.objects.get()
    assert (made.code, made.direction, made.method) == ("tra-loi-dung-han-dau-tien", "higher", "Cách đo 2026")
    assert "Trả lời đúng hạn đầu tiên</option>" in page(world.clients["coordinator"].get(to))
    given = value(world, indicator=made.code, period=world.today.year, about_on=world.today, method=made.method)
    for wrong, said in (
        ({"period": world.today.year - 1}, "trong năm đã ghi"),
        ({"known_on": world.today - timedelta(days=1)}, "Không ai biết được số này trước ngày"),
        ({"about_on": "", "known_on": world.today - timedelta(days=1)}, "chưa có chỉ số này"),
    ):
        assert said in page(world.send("coordinator", "so-lieu", to=to, **given | wrong))
    assert world.send("coordinator", "so-lieu", to=to, **given).status_code == 303
    assert IndexValue.objects.get().about_on == world.today


def test_an_indicator_needs_every_answer_and_a_name_of_its_own(world: World) -> None:
    to = reverse(SAID)
    for wrong in (
        {"formula": ""},
        {"direction": "up"},
        {"method": ""},
        {"defined_on": world.today + timedelta(days=1)},
    ):
        assert world.send("coordinator", "chi-so", to=to, **new_indicator(world, **wrong)).status_code == 422
    assert world.send("coordinator", "chi-so", to=to, **new_indicator(world)).status_code == 303
    assert "Đã có chỉ số mang tên này" in page(world.send("coordinator", "chi-so", to=to, **new_indicator(world)))
    for who in ("head", "owner", "auditor"):
        assert world.send(who, "chi-so", to=to, **new_indicator(world, name="Khác")).status_code == 403
    assert Indicator.objects.count() == 1
