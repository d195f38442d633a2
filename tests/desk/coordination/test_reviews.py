"""Reviews at the desk: asked for, in work, written, handed out to those who may read them; nothing else is."""

from datetime import timedelta
from io import BytesIO

import docx
import pikepdf
import pytest
from django.db import connection
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.desk.coordination.offices import World, page

from dinhlang.apps.coordination import tasks

pytestmark = pytest.mark.django_db


def test_a_review_is_asked_for_written_and_handed_out_to_those_who_may_read_it(world: World) -> None:
    future = world.send("coordinator", "tong-ket", on=world.today + timedelta(days=1))
    assert future.status_code == 422
    before = world.send("coordinator", "tong-ket", on=world.today - timedelta(days=1))
    assert before.status_code == 422
    assert "chưa ký" in page(before)
    assert world.send("coordinator", "tong-ket", on=world.today).status_code == 303
    assert "đang viết…" in page(world.clients["head"].get(world.address()))
    job = ProcrastinateJob.objects.get(task_name="coordination.write_review")
    ProcrastinateJob.objects.all()._raw_delete(ProcrastinateJob.objects.db)
    assert "Chưa có báo cáo nào" in page(world.clients["head"].get(world.address()))
    tasks.write_review(**job.args)
    shown = page(world.clients["head"].get(world.address()))
    assert "đang viết…" not in shown
    assert "loai=docx" in shown
    assert "loai=docx" not in page(world.clients["owner"].get(world.address()))
    address = reverse("desk-coordination:report", args=[world.plan.code]) + f"?ngay={world.today.isoformat()}&loai="
    word = b"".join(world.clients["coordinator"].get(address + "docx").streaming_content)
    assert any(
        "Mở ngày tiếp dân" in cell.text for one in docx.Document(BytesIO(word)).tables for cell in one._cells
    ) or any("Mở ngày tiếp dân" in one.text for one in docx.Document(BytesIO(word)).paragraphs)
    printed = b"".join(world.clients["auditor"].get(address + "pdf").streaming_content)
    assert len(pikepdf.open(BytesIO(printed)).pages) >= 1
    assert world.clients["owner"].get(address + "docx").status_code == 404
    assert world.clients["stranger"].get(address + "docx").status_code == 404


def test_a_review_that_could_not_be_written_says_so(world: World) -> None:
    assert world.send("coordinator", "tong-ket", on=world.today).status_code == 303
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
    shown = page(world.clients["coordinator"].get(world.address()))
    assert "viết không được" in shown
    assert "đang viết…" not in shown


@pytest.mark.parametrize(
    "asked", ["ngay=../../keys&loai=pdf", "ngay=2026-01-01&loai=../x", "ngay=20260101&loai=pdf", "loai=pdf", ""]
)
def test_a_download_reaches_nothing_but_reports(world: World, asked: str) -> None:
    address = reverse("desk-coordination:report", args=[world.plan.code])
    assert world.clients["coordinator"].get(f"{address}?{asked}").status_code == 404
