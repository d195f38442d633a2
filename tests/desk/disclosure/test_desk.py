"""The desk of disclosure: publish with a preview, masked lists, photos of boards; closed to everybody else."""

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.disclosures import Register, moment
from tests.real_papers import board_photo, printed_paper, table_paper, text_paper

from dinhlang.apps.disclosure import actions, queries
from dinhlang.apps.disclosure.actions import NewAsker
from dinhlang.apps.disclosure.models import Evidence, File, InformationRequest, Occasion, Publication
from dinhlang.apps.transparency.actions import Request
from dinhlang.lib import clock

Desk = Callable[[str], Client]
ANSWERS = {
    "changes": "Thêm đường",
    "affects": "Mọi hộ",
    "costs": "Không",
    "timing": "Quý II",
    "objections": "Trưởng ấp",
}
STRANGERS = ("receiver2", "approver2")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 6 March 2026 at every door."""
    monkeypatch.setattr(clock, "now", lambda: moment(6))
    for module in ("overview", "item", "files"):
        monkeypatch.setattr(f"dinhlang.desk.disclosure.views.{module}.now", lambda: moment(6))
    monkeypatch.setattr("dinhlang.desk.coordination.views.page.now", lambda: moment(6))


def address(register: Register) -> str:
    return f"/lam-viec/cong-khai/{register.row.code}/"


def send(client: Client, address_: str, verb: str, **fields: str):  # type: ignore[no-untyped-def]
    return client.post(address_, {"verb": verb, "about": "", "request_key": "", **fields})


def upload(client: Client, register: Register, content: bytes, **more: str):  # type: ignore[no-untyped-def]
    file = SimpleUploadedFile("danh sach cua ong A.bin", content)
    return client.post(f"{address(register)}tep/", {"files": file, **more})


def cleaned() -> list[str]:
    return [actions.process_file(file_id=one, at=moment(6)) for one in actions.waiting_files()]


def test_an_official_publishes_and_everybody_reads_it(register: Register, desk: Desk, client: Client) -> None:
    answer = send(desk("receiver"), address(register), "cong-khai", text="Đoạn một\nĐoạn hai", **ANSWERS)
    assert answer.status_code == 303
    body = client.get(f"/cong-khai/{register.row.code}/").content.decode()
    assert "Thêm đường" in body
    assert "Đoạn hai" in body


def test_a_preview_publishes_nothing(register: Register, desk: Desk) -> None:
    answer = send(desk("receiver"), address(register), "cong-khai", **{"xem-thu": "1"}, text="", **ANSWERS)
    assert "Người dân sẽ thấy" in answer.content.decode()
    assert not Publication.objects.exists()


def test_an_unanswered_question_comes_back_with_what_was_typed(register: Register, desk: Desk) -> None:
    answer = send(desk("receiver"), address(register), "cong-khai", **{**ANSWERS, "costs": ""})
    assert answer.status_code == 422
    assert "Thêm đường" in answer.content.decode()


def test_what_happened_is_written_down_and_due(register: Register, desk: Desk) -> None:
    answer = send(
        desk("receiver"), "/lam-viec/cong-khai/", "ghi-viec", duty="11.3", source="document", title="Đường ấp",
        happened_on="2026-03-05", responsible="",
    )  # fmt: skip
    assert answer.status_code == 303
    assert Occasion.objects.filter(duty="11.3", title="Đường ấp").exists()


@pytest.mark.parametrize("who", STRANGERS)
def test_the_desk_of_a_thing_is_not_there_for_other_units(register: Register, desk: Desk, who: str) -> None:
    client = desk(who)
    assert client.get(address(register)).status_code == 404
    assert send(client, address(register), "cong-khai", **ANSWERS).status_code == 404
    assert upload(client, register, printed_paper()).status_code == 403
    assert not Publication.objects.exists()
    assert not File.objects.exists()


def test_an_auditor_reads_and_has_no_button(register: Register, desk: Desk) -> None:
    body = desk("auditor").get(address(register))
    assert body.status_code == 200
    assert "Đưa ra công khai" not in body.content.decode()
    assert send(desk("auditor"), address(register), "cong-khai", **ANSWERS).status_code == 404


def test_nobody_without_a_post_opens_the_desk(register: Register, client: Client) -> None:
    assert client.get("/lam-viec/cong-khai/").status_code == 302


@pytest.mark.parametrize(
    ("content", "kind"),
    [(text_paper(), "docx"), (table_paper(), "xlsx"), (printed_paper(), "pdf"), (board_photo(), "photo")],
)
def test_a_real_paper_of_each_kind_goes_through(
    register: Register, desk: Desk, client: Client, content: bytes, kind: str
) -> None:
    assert upload(desk("receiver"), register, content).status_code == 303
    assert send(desk("receiver"), address(register), "cong-khai", **ANSWERS).status_code == 422  # still being read
    assert cleaned() == ["ready"]
    file = File.objects.get()
    assert (file.kind, file.received_path) == (kind, "")
    assert send(desk("receiver"), address(register), "cong-khai", **ANSWERS).status_code == 303
    shown = queries.item(register.row.code, moment(6))
    assert shown is not None
    assert bool(shown.versions[0].blocks) == (kind != "photo")
    answer = client.get(f"/cong-khai/tep/{file.pk}/")
    assert answer.status_code == (404 if kind == "xlsx" else 200)
    if kind != "xlsx":
        assert b"SECRET" not in b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_what_is_no_paper_is_refused_aloud(register: Register, desk: Desk) -> None:
    answer = upload(desk("receiver"), register, b"#!/bin/sh")
    assert answer.status_code == 422
    assert "Chỉ nhận PDF, DOCX, XLSX và ảnh." in answer.content.decode()
    assert not File.objects.exists()


def test_columns_with_personal_data_are_masked_unless_somebody_decides(
    register: Register, desk: Desk, client: Client
) -> None:
    upload(desk("receiver"), register, table_paper())
    cleaned()
    file = File.objects.get()
    assert file.masked == {"0": [1]}  # the identity numbers
    page = desk("receiver").get(f"/lam-viec/cong-khai/tep/{file.pk}/").content.decode()
    assert "079000000001" not in page
    desk("receiver").post(f"/lam-viec/cong-khai/tep/{file.pk}/", {"che": ["0:0", "0:1"]})
    send(desk("receiver"), address(register), "cong-khai", **ANSWERS)
    body = client.get(f"/cong-khai/{register.row.code}/").content.decode()
    assert "079000000001" not in body
    assert "Hộ số 1" not in body
    assert "500000" in body
    file.refresh_from_db()
    assert file.blocks == []  # what was masked is kept nowhere


@pytest.mark.parametrize("who", [*STRANGERS, "auditor"])
def test_nobody_else_masks_or_drops_a_paper(register: Register, desk: Desk, who: str) -> None:
    upload(desk("receiver"), register, table_paper())
    cleaned()
    file = File.objects.get()
    answer = desk(who).post(f"/lam-viec/cong-khai/tep/{file.pk}/", {"bo-tep": "1"})
    assert answer.status_code in (403, 404)
    assert File.objects.filter(pk=file.pk, masked={"0": [1]}).exists()


def test_the_photo_of_a_board_stands_for_it_and_tells_nothing_else(register: Register, desk: Desk) -> None:
    register.publish()
    send(
        desk("receiver"), address(register), "bang-chung", where="niem_yet/office", began="2026-03-05", last_day="",
        told="Bảng tin trước cổng", reached="", village_id="",
    )  # fmt: skip
    board = Evidence.objects.get(place="office")
    assert board.confirmed_by == ""
    upload(desk("receiver"), register, board_photo(), evidence=str(board.pk))
    assert cleaned() == ["ready"]
    board.refresh_from_db()
    assert board.confirmed_by == "ảnh"
    file = File.objects.get()
    content = b"".join(Client().get(f"/cong-khai/tep/{file.pk}/").streaming_content)  # type: ignore[attr-defined]
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.height > picture.width  # turned upright
        assert not picture.getexif()


def test_the_head_confirms_and_an_early_end_is_written(register: Register, desk: Desk) -> None:
    register.complete()
    board = Evidence.objects.get(place="houses")
    client = desk("head")
    answer = client.post(
        address(register), {"verb": "thoi-treo", "about": str(board.pk), "request_key": "", "last_day": "2026-03-05"}
    )
    assert answer.status_code == 303
    assert register.row.status == "incomplete"


def test_a_request_of_a_resident_is_answered_at_the_desk(register: Register, desk: Desk) -> None:
    asker = NewAsker("Lan", "Ấp Phước Hậu", "0912 345 678")
    key = Request("ask:1", b"y" * 32)
    actions.ask(occasion_id=register.occasion, asker=asker, text="", at=moment(5), request=key)
    made = InformationRequest.objects.get()
    assert "0912 345 678" in desk("head").get("/lam-viec/cong-khai/").content.decode()
    assert "0912 345 678" not in desk("receiver2").get("/lam-viec/cong-khai/").content.decode()
    sent = {"verb": "tra-loi", "about": str(made.pk), "request_key": "", "outcome": "answered", "text": "Đã gửi"}
    assert desk("receiver2").post("/lam-viec/cong-khai/", sent).status_code == 404
    assert desk("head").post("/lam-viec/cong-khai/", sent).status_code == 303
    made.refresh_from_db()
    assert made.state == "answered"
