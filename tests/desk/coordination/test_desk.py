"""The desk of coordination through HTTP: each button once, who may not press it, and what is handed out."""

from datetime import timedelta

import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.desk.coordination.offices import World, page

from dinhlang.apps.coordination.models import (
    Conference,
    Contribution,
    Document,
    DocumentRelation,
    Plan,
    Task,
)
from dinhlang.apps.links.models import Link

pytestmark = pytest.mark.django_db


def test_the_overview_shows_to_each_what_is_theirs(world: World) -> None:
    shown = {who: page(one.get(reverse("desk-coordination:overview"))) for who, one in world.clients.items()}
    assert f"Kế hoạch {world.next.year}" in shown["coordinator"]
    assert f"Kế hoạch {world.plan.year}" in shown["auditor"]
    assert "Mở ngày tiếp dân" in shown["owner"]
    assert world.address(world.next) not in shown["owner"]
    assert "Mở ngày tiếp dân" not in shown["stranger"]
    assert world.address() not in shown["stranger"]


@pytest.mark.parametrize(
    ("who", "signed", "draft"),
    [("coordinator", 200, 200), ("head", 200, 200), ("auditor", 200, 200), ("owner", 200, 404), ("stranger", 404, 404)],
)
def test_a_plan_is_there_for_whom_it_concerns(world: World, who: str, signed: int, draft: int) -> None:
    assert world.clients[who].get(world.address()).status_code == signed
    assert world.clients[who].get(world.address(world.next)).status_code == draft


REFUSED = [
    ("auditor", "them-viec", 403), ("auditor", "tong-ket", 403), ("auditor", "thoi", 403),
    ("auditor", "minh-chung", 403),
    ("owner", "them-viec", 403), ("owner", "ky", 403), ("owner", "tong-ket", 403), ("owner", "thoi", 403),
    ("owner", "hoi-nghi", 403), ("owner", "lap", 403), ("owner", "giao-phan", 403),
    ("stranger", "them-viec", 404), ("stranger", "minh-chung", 404),
]  # fmt: skip


@pytest.mark.parametrize(("who", "verb", "status"), REFUSED)
def test_what_a_post_may_not_do_is_refused_and_changes_nothing(world: World, who: str, verb: str, status: int) -> None:
    day = world.today.isoformat()
    agency = world.units["agency"].pk
    filled = {
        "text": "x", "field": "reform", "owner_id": agency, "owner_post": "x", "due_on": day, "on": day,
        "signed_on": day,
        "reason": "x", "dropped_on": day, "title": "x", "held_on": day, "year": world.today.year + 2, "period": "year",
        "section": "x", "unit_id": agency,
    }  # fmt: skip
    assert world.send(who, verb, about=1, **filled).status_code == status
    assert Task.objects.filter(plan=world.plan).count() == 2
    assert not Task.objects.get(plan=world.plan, number=1).evidence.exists()
    assert not ProcrastinateJob.objects.filter(task_name="coordination.write_review").exists()
    assert not Conference.objects.exists()
    assert not Contribution.objects.exists()


def test_an_owner_gives_evidence_and_finishes_a_line(world: World) -> None:
    early = world.send("owner", "xong", about=1, done_on=world.today)
    assert early.status_code == 422
    assert "minh chứng trước khi báo xong" in page(early)
    told = world.send("owner", "minh-chung", about=1, text="Đã mở mười buổi", on=world.today)
    assert told.status_code == 303
    assert "Đã ghi minh chứng." in page(world.clients["owner"].get(told["Location"].partition("#")[0]))
    assert world.send("owner", "xong", about=1, done_on=world.today).status_code == 303
    assert Task.objects.get(plan=world.plan, number=1).done_on == world.today


def test_a_form_that_is_sent_twice_acts_once_and_another_body_is_a_conflict(world: World) -> None:
    for _ in range(2):
        assert world.send("owner", "minh-chung", 1, key="k1", text="Một lần", on=world.today).status_code == 303
    assert Task.objects.get(plan=world.plan, number=1).evidence.count() == 1
    other = world.send("owner", "minh-chung", 1, key="k1", text="Khác", on=world.today)
    assert other.status_code == 409
    assert "Khác" in page(other)


def test_a_line_is_dropped_only_with_a_reason(world: World) -> None:
    assert world.send("coordinator", "thoi", 2, reason=" ", dropped_on=world.today).status_code == 422
    assert world.send("coordinator", "thoi", 2, reason="Trùng việc 1", dropped_on=world.today).status_code == 303
    assert Task.objects.get(plan=world.plan, number=2).dropped_reason == "Trùng việc 1"


def test_a_draft_gets_lines_and_is_signed(world: World) -> None:
    line = {
        "text": "Trả lời phiếu đúng hạn", "field": "reform", "owner_id": world.units["agency"].pk,
        "owner_post": "Giám đốc", "due_on": world.today + timedelta(days=200),
    }  # fmt: skip
    to = world.address(world.next)
    assert world.send("head", "them-viec", to=to, **line | {"owner_id": 10**9}).status_code == 422
    assert world.send("head", "them-viec", to=to, **line | {"owner_post": "x" * 201}).status_code == 422
    assert world.send("head", "them-viec", to=to, **line | {"due_on": "mai"}).status_code == 422
    assert world.send("head", "them-viec", to=to, **line).status_code == 303
    assert world.send("head", "ky", to=to, signed_on=world.today).status_code == 303
    world.next.refresh_from_db()
    assert world.next.signed_on == world.today


def test_the_plan_of_another_year_is_begun(world: World) -> None:
    year = world.today.year + 2
    assert world.send("coordinator", "lap", year=year).status_code == 303
    assert Plan.objects.filter(programme=world.programme, year=year, signed_on=None).exists()


def test_closing_names_every_unfinished_line_and_lets_none_be_forgotten(world: World) -> None:
    first, second = Task.objects.filter(plan=world.plan).order_by("number")
    shown = page(world.clients["coordinator"].get(world.address()))
    assert "2 việc chưa xong" in shown
    assert f'name="viec-{first.pk}"' in shown
    assert f'name="viec-{second.pk}"' in shown
    whole = {"to_plan_id": world.next.pk, "on": world.today, f"viec-{first.pk}": "tiep"}
    silent = world.send("coordinator", "khep", **whole)
    assert silent.status_code == 422
    assert "Việc 2" in page(silent)
    no_reason = whole | {f"viec-{second.pk}": "thoi"}
    assert world.send("coordinator", "khep", **no_reason).status_code == 422
    world.plan.refresh_from_db()
    assert world.plan.closed_on is None
    assert world.send("coordinator", "khep", **no_reason, **{f"ly_do-{second.pk}": "Hết cần"}).status_code == 303
    world.plan.refresh_from_db()
    first.refresh_from_db()
    second.refresh_from_db()
    assert world.plan.closed_on == world.today
    assert first.carried_to.plan == world.next
    assert second.dropped_reason == "Hết cần"


def test_a_section_is_asked_for_and_handed_in_by_its_unit(world: World) -> None:
    asked = world.send(
        "coordinator", "giao-phan", period="year", section="Cải cách", unit_id=world.units["agency"].pk,
        due_on=world.today + timedelta(days=9),
    )  # fmt: skip
    assert asked.status_code == 303
    section = Contribution.objects.get()
    assert "Cải cách" in page(world.clients["owner"].get(reverse("desk-coordination:overview")))
    assert world.send("auditor", "nop", section.pk, text="x").status_code == 403
    assert world.send("owner", "nop", section.pk, text="Đã làm xong ba việc").status_code == 303
    section.refresh_from_db()
    assert section.text == "Đã làm xong ba việc"


DOCUMENT = {
    "symbol": "quyết định số 07/2031/qđ-UBND", "kind": "decision", "title": "Về tiếp dân", "source": "Công báo",
}  # fmt: skip


def test_a_document_is_registered_under_its_symbol_read_and_shown_back(world: World) -> None:
    to = reverse("desk-coordination:register")
    whole = DOCUMENT | {"issuer": world.units["agency"].pk, "passed_on": world.today}
    tried = world.send("coordinator", "ghi", to=to, **whole, **{"doc-thu": "1"})
    assert tried.status_code == 200
    assert "Đọc được: 07/2031/QĐ-UBND" in page(tried)
    assert not Document.objects.exists()
    bad = world.send("coordinator", "ghi", to=to, **whole | {"symbol": "không số"})
    assert bad.status_code == 422
    assert "Không đọc được số, ký hiệu trong “không số”" in page(bad)
    made = world.send("coordinator", "ghi", to=to, **whole)
    assert made.status_code == 303
    assert Document.objects.get().symbol == "07/2031/QĐ-UBND"
    assert "Sổ đã có" in page(world.clients["coordinator"].get(made["Location"]))
    again = world.send("coordinator", "ghi", to=to, **whole | {"symbol": "7/2031/QD-UBND"})
    assert again.status_code == 422
    assert "Sổ đã có văn bản mang số" in page(again)
    unsafe = whole | {"symbol": "08/2031/QĐ-UBND", "source_url": "javascript:alert(1)"}
    assert world.send("coordinator", "ghi", to=to, **unsafe).status_code == 422


def test_two_documents_are_related_by_their_symbols(world: World) -> None:
    to = reverse("desk-coordination:register")
    for symbol in ("07/2031/QĐ-UBND", "31-CTr/BDVTU"):
        whole = DOCUMENT | {"symbol": symbol, "issuer": world.units["agency"].pk, "passed_on": world.today}
        assert world.send("coordinator", "ghi", to=to, **whole).status_code == 303
    strange = world.send(
        "coordinator", "quan-he", to=to, document_id="07/2031/QĐ-UBND", relation="specifies", to_id="9/QĐ-X"
    )
    assert strange.status_code == 422
    assert "Sổ không có văn bản “9/QĐ-X”" in page(strange)
    related = world.send(
        "coordinator", "quan-he", to=to, document_id="7/2031/qđ-ubnd", relation="specifies", to_id="31-CTr/BDVTU"
    )
    assert related.status_code == 303
    assert DocumentRelation.objects.get().to_document.symbol == "31-CTr/BDVTU"


def test_nonsense_in_the_search_is_no_error(world: World) -> None:
    for typed in ("\x00", "31-CTr/\x00", "không số", "x" * 500):
        answer = world.clients["coordinator"].get(reverse("desk-coordination:register"), {"so": typed})
        assert answer.status_code == 200


@pytest.mark.parametrize("who", ["head", "owner", "auditor"])
def test_only_coordinators_keep_the_register(world: World, who: str) -> None:
    to = reverse("desk-coordination:register")
    whole = DOCUMENT | {"issuer": world.units["agency"].pk, "passed_on": world.today}
    assert world.clients[who].get(to).status_code == 403
    assert world.send(who, "ghi", to=to, **whole).status_code == 403
    assert not Document.objects.exists()


def test_a_line_springs_from_a_case_by_its_number(world: World) -> None:
    number = world.case()
    assert world.send("owner", "phieu", 1, case_number=number.lower()).status_code == 303
    assert Link.objects.get().to_code == number
    again = world.send("owner", "phieu", 1, case_number=number)
    assert again.status_code == 422
    assert "bắt nguồn từ phiếu này rồi" in page(again)


def test_a_case_that_is_not_there_leaves_no_link(world: World) -> None:
    answer = world.send("coordinator", "phieu", 1, case_number="PA26-999999")
    assert answer.status_code == 422
    assert "Không tìm thấy phiếu" in page(answer)
    assert not Link.objects.exists()


def test_a_conference_is_held_and_its_conclusion_becomes_a_line_of_the_next_plan(world: World) -> None:
    held = world.send(
        "head", "hoi-nghi", title="Hội nghị tổng kết", held_on=world.today, next_plan_id=world.next.pk,
        agenda="Khai mạc\nBáo cáo",
        **{
            "part-1": "chair", "post-1": "Phó Bí thư Tỉnh ủy",
            "part-3": "speaker", "post-3": "Giám đốc Sở", "said-3": "đề nghị rút ngắn thủ tục",
        },
    )  # fmt: skip
    assert held.status_code == 303
    conference = Conference.objects.get()
    assert conference.agenda.count() == 2
    assert conference.participants.get(part="speaker").summary == "đề nghị rút ngắn thủ tục"
    to = reverse("desk-coordination:conference", args=[conference.code])
    half = world.send("head", "ket-luan", to=to, text="Rút ngắn", **{"text-1": "Bỏ một giấy"})
    assert half.status_code == 422
    assert "Việc thứ 1 còn thiếu" in page(half)
    line = {
        "text-1": "Bỏ một giấy", "field-1": "reform", "owner_id-1": world.units["agency"].pk,
        "owner_post-1": "Giám đốc", "due_on-1": world.today + timedelta(days=90),
    }  # fmt: skip
    assert world.send("auditor", "ket-luan", to=to, text="Rút ngắn", **line).status_code == 403
    assert world.send("stranger", "ket-luan", to=to, text="Rút ngắn", **line).status_code == 404
    assert world.send("head", "ket-luan", to=to, text="Rút ngắn", **line).status_code == 303
    made = Task.objects.get(plan=world.next)
    assert (made.text, made.conclusion.text) == ("Bỏ một giấy", "Rút ngắn")
    assert "Rút ngắn" in page(world.clients["head"].get(to))
