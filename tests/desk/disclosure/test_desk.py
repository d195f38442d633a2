"""The desk of disclosure: publish with a preview, masked lists, photos of boards; closed to everybody else."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, TestCase
from openpyxl import load_workbook
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.disclosures import Register, moment
from tests.real_papers import board_photo, printed_paper, table_paper, text_paper

from dinhlang.apps.disclosure import actions, queries
from dinhlang.apps.disclosure.actions import NewAsker
from dinhlang.apps.disclosure.models import Evidence, File, InformationRequest, Occasion, Publication
from dinhlang.apps.transparency.actions import Request
from dinhlang.domain.disclosure.columns import MASK
from dinhlang.domain.disclosure.due import Event
from dinhlang.domain.disclosure.duties import Source
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
    desk("receiver").post(f"/lam-viec/cong-khai/tep/{file.pk}/", {})  # nothing is masked
    assert send(desk("receiver"), address(register), "cong-khai", **ANSWERS).status_code == 303
    shown = queries.item(register.row.code, moment(6))
    assert shown is not None
    assert bool(shown.versions[0].blocks) == (kind != "photo")
    for one in actions.unwritten_tables():
        actions.write_published_table(file_id=one, at=moment(6))
    answer = client.get(f"/cong-khai/tep/{file.pk}/")
    assert answer.status_code == 200
    assert b"SECRET" not in b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_a_table_goes_out_as_a_new_one_with_its_columns_masked_and_a_masked_text_does_not(
    register: Register, desk: Desk, client: Client
) -> None:
    for paper in (table_paper(), text_paper()):
        upload(desk("receiver"), register, paper)
        cleaned()
    send(desk("receiver"), address(register), "cong-khai", **ANSWERS)
    table, text = File.objects.order_by("id")
    assert client.get(f"/cong-khai/tep/{table.pk}/").status_code == 404  # not written yet
    for one in (*actions.unwritten_tables(), table.pk):  # twice is once
        actions.write_published_table(file_id=one, at=moment(6))
    page = client.get(f"/cong-khai/{register.row.code}/").content.decode()
    assert f"/cong-khai/tep/{table.pk}/" in page
    content = b"".join(client.get(f"/cong-khai/tep/{table.pk}/").streaming_content)  # type: ignore[attr-defined]
    rows = list(load_workbook(io.BytesIO(content)).worksheets[0].values)
    assert rows == [
        ("Họ và tên", "Số CCCD", "Ấp", "Mức hỗ trợ"), ("Hộ số 1", MASK, "Phước Hậu", 500000),
        ("Hộ số 2", MASK, "Phước Hậu", 700000),
    ]  # fmt: skip
    assert f"/cong-khai/tep/{text.pk}/" not in page  # its own words would tell what the mask hides
    assert client.get(f"/cong-khai/tep/{text.pk}/").status_code == 404
    table.refresh_from_db()
    assert table.blocks == []


def test_what_lies_under_a_mask_is_forgotten_when_nobody_publishes_and_left_files_go(
    register: Register, desk: Desk
) -> None:
    upload(desk("receiver"), register, table_paper())
    cleaned()
    assert actions.purge(at=moment(6)) == 0
    assert "079000000001" in str(File.objects.get().blocks)
    assert actions.purge(at=moment(7, month=4)) == 1
    assert "079000000001" not in str(File.objects.get().blocks)
    assert "500000" in str(File.objects.get().blocks)
    assert actions.purge(at=moment(8, month=4)) == 0
    upload(desk("receiver"), register, printed_paper())
    kept = File.objects.latest("id").received_path
    left = default_storage.save(f"{actions.RECEIVED_PAPERS}/ab/left", ContentFile(b"x"))
    assert actions.sweep_received(before=datetime.now(tz=UTC) + timedelta(minutes=1)) >= 1
    assert default_storage.exists(kept)
    assert not default_storage.exists(left)


def test_the_paper_of_a_list_of_people_is_deleted_once_its_readable_text_is_public(
    register: Register, desk: Desk
) -> None:
    event = Event("11.7", Source.DOCUMENT, date(2026, 3, 2), "Danh sách hỗ trợ")
    made = actions.note_event(
        actor=register.who("receiver"), unit_id=register.province.id("T1"), event=event, at=moment(2)
    )  # fmt: skip
    register.occasion = made
    upload(desk("receiver"), register, text_paper())
    cleaned()
    send(desk("receiver"), address(register), "cong-khai", **ANSWERS)
    path = File.objects.get().path
    assert default_storage.exists(path)
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert actions.purge(at=moment(6)) == 1
    assert not default_storage.exists(path)
    assert File.objects.get().path == ""


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
    assert "079000000001" not in str(file.blocks)  # what was masked is kept nowhere


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


def test_the_list_of_a_quarter_is_written_with_one_press_and_fetched_by_its_unit_alone(
    register: Register, desk: Desk, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_DIR = tmp_path
    page = "/lam-viec/cong-khai/"
    assert send(desk("receiver"), page, "danh-sach", quarter="2025-Q4").status_code == 422  # nothing in that quarter
    assert send(desk("receiver"), page, "danh-sach", quarter="2026-Q1").status_code == 303
    assert "Danh sách quý I/2026: đang viết…" in desk("receiver").get(page).content.decode()
    (job,) = ProcrastinateJob.objects.filter(task_name="disclosure.write_list")
    monkeypatch.setattr(
        "dinhlang.apps.disclosure.actions.listing.write_paper",
        lambda _paper, *, folder, name: [
            folder.mkdir(exist_ok=True), *[(folder / f"{name}.{kind}").write_bytes(b"x") for kind in ("docx", "pdf")]
        ],
    )  # fmt: skip
    actions.write_asked_list(**job.args, at=moment(6))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded'")
    slug = register.province.units["T1"].slug
    address = f"/lam-viec/cong-khai/danh-sach/{slug}/2026-Q1/"
    assert f"{address}?loai=docx" in desk("receiver").get(page).content.decode()
    answer = desk("receiver").get(f"{address}?loai=docx")
    assert "danh-sach" in answer.headers["Content-Disposition"]
    assert desk("receiver").get(f"{address}?loai=exe").status_code == 404
    assert desk("receiver2").get(address).status_code == 403
    assert send(desk("receiver3"), page, "danh-sach", quarter="2026-Q1").status_code == 404  # an agency makes no list
