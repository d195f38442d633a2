"""Choosing in forms: any unit by its name without a script, posts that are known and posts of the past."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.apps.accounts.people import unit as make_unit
from tests.desk.coordination.offices import World, page

from dinhlang.apps.coordination.models import Conference, Document, Task
from dinhlang.apps.organisations import actions as organisations
from dinhlang.domain.accounts.roles import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(world: World) -> dict[str, object]:
    """Return a line as it is typed, its unit still to be said."""
    return {
        "text": "Trả lời phiếu đúng hạn", "field": "reform", "owner_post": "Chủ tịch",
        "due_on": world.today + timedelta(days=200),
    }  # fmt: skip


@pytest.fixture
def communes(world: World) -> list[int]:
    """Two offices of one name below two communes: none of them is right under the province."""
    made = []
    for name in ("Xã Long Hồ", "Xã Cái Nhum"):
        commune = make_unit(name, kind="commune", parent=world.units["province"])
        made.append(make_unit("Phòng Văn hóa - Xã hội", kind="agency", parent=commune).pk)
    return made


def test_a_unit_that_the_list_lacks_is_found_by_its_name(
    world: World, line: dict[str, object], communes: list[int]
) -> None:
    to = world.address(world.next)
    shown = page(world.clients["coordinator"].get(to))
    assert f'value="{communes[0]}"' not in shown
    looked = world.send("coordinator", "them-viec", to=to, **line, **{"owner_id-tim": "van hoa", "tim-don-vi": "1"})
    assert looked.status_code == 200
    assert "Tìm thấy 2 đơn vị" in page(looked)
    assert "Phòng Văn hóa - Xã hội (Xã Cái Nhum)" in page(looked)
    assert "Trả lời phiếu đúng hạn" in page(looked)
    assert not Task.objects.filter(plan=world.next).exists()
    unclear = world.send("coordinator", "them-viec", to=to, **line, **{"owner_id-tim": "văn hóa"})
    assert unclear.status_code == 422
    assert "Có 2 đơn vị mang tên như vậy" in page(unclear)
    chosen = line | {"owner_id": communes[1], "owner_id-tim": "văn hóa"}
    assert world.send("coordinator", "them-viec", to=to, **chosen).status_code == 303
    assert Task.objects.get(plan=world.next).owner_id == communes[1]


def test_a_name_that_only_one_unit_bears_is_enough(world: World, line: dict[str, object], communes: list[int]) -> None:
    to = world.address(world.next)
    strange = world.send("coordinator", "them-viec", to=to, **line, **{"owner_id-tim": "Sở Vũ trụ"})
    assert strange.status_code == 422
    assert "Không tìm thấy đơn vị mang tên ấy" in page(strange)
    assert world.send("coordinator", "them-viec", to=to, **line, **{"owner_id-tim": "long ho"}).status_code == 303
    assert str(Task.objects.get(plan=world.next).owner.names.get().name) == "Xã Long Hồ"


def test_a_unit_that_ended_issues_documents_and_gets_no_lines(world: World, line: dict[str, object]) -> None:
    gone = make_unit("Ban Dân vận", kind="party", parent=world.units["province"]).pk
    day = world.today
    organisations.dissolve_unit(actor=SYSTEM, unit_id=gone, on=day, citation="Quyết định 1", at=world.at)
    to = world.address(world.next)
    assert world.send("coordinator", "them-viec", to=to, **line, **{"owner_id-tim": "dân vận cũ"}).status_code == 422
    late = world.send("coordinator", "them-viec", to=to, **line | {"owner_id": gone})
    assert late.status_code == 422
    paper = {
        "symbol": "31-CTr/BDVTU", "kind": "party_programme", "title": "Dân vận", "source": "Báo", "passed_on": day,
        "issuer": gone, "issuer-tim": "dan van",
    }  # fmt: skip
    register = reverse("desk-coordination:register")
    assert world.send("coordinator", "ghi", to=register, **paper).status_code == 303
    assert Document.objects.get().issuer_id == gone


def test_a_known_post_brings_its_unit_and_its_holder_and_a_post_of_the_past_stays_as_typed(world: World) -> None:
    shown = page(world.clients["head"].get(world.address()))
    known = "Chức danh handler, Sở Nội vụ"
    assert f'<option value="{known}">' in shown
    held = world.send(
        "head", "hoi-nghi", title="Hội nghị", held_on=world.today,
        **{
            "part-1": "chair", "post-1": "Phó Chủ tịch UBND tỉnh", "name-1": "Nguyễn Thị Mười",
            "part-2": "speaker", "post-2": known, "said-2": "Đã mở mười buổi",
        },
    )  # fmt: skip
    assert held.status_code == 303
    first, second = Conference.objects.get().participants.order_by("place")
    assert (first.post_title, first.unit_id, first.name) == ("Phó Chủ tịch UBND tỉnh", None, "Nguyễn Thị Mười")
    assert (second.post_title, second.unit_id) == ("Chức danh handler", world.units["agency"].pk)
    assert second.name == "Cán bộ agency handler"


@pytest.mark.parametrize("half", [{"part-1": "chair"}, {"post-1": "Chủ tịch"}, {"said-4": "Đồng ý"}])
def test_half_a_person_is_refused_with_what_was_typed(world: World, half: dict[str, str]) -> None:
    answer = world.send("head", "hoi-nghi", title="Hội nghị", held_on=world.today, **half)
    assert answer.status_code == 422
    assert "còn thiếu: hãy chọn làm gì và ghi chức danh" in page(answer)
    assert not Conference.objects.exists()
