"""The pages of the log: what everybody sees, what stays sealed, and files that verify."""

from base64 import urlsafe_b64encode

import pytest
from django.db import connection
from django.urls import reverse
from tests.apps.transparency.log_world import AT, act, acts, logged

from dinhlang.apps.transparency import actions, queries
from dinhlang.apps.transparency.actions import Subject
from dinhlang.cli import verify
from dinhlang.domain.transparency import note, proof_file
from dinhlang.domain.transparency.encoding import to_base64

pytestmark = pytest.mark.django_db


def page(client, name, *args, status=200, **query) -> str:
    answer = client.get(reverse(f"transparency:{name}", args=args), query)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_log_page_tells_its_size_and_says_that_nobody_witnesses_yet(client, signer):
    logged(3, signer)
    acts(2, first=10)
    shown = page(client, "log")
    root = queries.latest_head().note.split("\n")[2]
    for words in ("<b>3</b><small>dòng trong nhật ký", "<b>2</b><small>việc đã nhận", "Mốc mới nhất đã ký",
                  "chậm nhất 24 giờ", "Các mốc mới chỉ do khóa của nhật ký ký", root):  # fmt: skip
        assert words in shown


def test_an_empty_log_is_shown_with_what_to_expect(client, settings):
    settings.SIGNER_SOCKET, settings.SIGNER_KEYS = "/nonexistent/s", "/nonexistent"
    assert "Chưa có dòng nào" in page(client, "log")
    assert "chưa có khóa" in page(client, "how")
    page(client, "checkpoint", status=404)
    page(client, "policy", status=503)
    assert "Nhật ký chưa có dòng nào" in page(client, "line", 0, status=404)


@pytest.mark.parametrize("size", [3, 900])
def test_pages_take_the_same_few_queries_at_any_size(client, signer, django_assert_max_num_queries, size):
    logged(size, signer)
    for name, args, query in (("log", [], {}), ("line", [2], {}), ("proof", [2], {}), ("receipt", [], {"la": "x"})):
        with django_assert_max_num_queries(10):
            page(client, name, *args, **query)


def test_the_checkpoint_is_served_as_it_was_signed(client, signer):
    logged(3, signer)
    answer = client.get(reverse("transparency:checkpoint"))
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "max-age=5" in answer["Cache-Control"]
    signed = note.parse(answer.content.decode())
    assert note.verified(signed, [note.parse_key(signer.keys()["log"])])


def test_a_downloaded_proof_satisfies_the_downloaded_policy(client, signer, tmp_path):
    logged(5, signer)
    for name, path, args in (("proof", "3.tlog-proof", [3]), ("policy", "policy", [])):
        answer = client.get(reverse(f"transparency:{name}", args=args))
        assert "attachment" in answer["Content-Disposition"]
        (tmp_path / path).write_bytes(answer.content)
    assert verify.main([str(tmp_path / "3.tlog-proof"), "--policy", str(tmp_path / "policy")]) == 0


def test_a_sealed_line_shows_nothing_of_its_record(client, signer):
    logged(1, signer)
    shown = page(client, "line", 0) + page(client, "proof", 0)
    assert "Niêm kín" in shown
    for hidden in ("PA26-1", "Long Châu", "địa chính", "feedback.received", "Đã nhận"):
        assert hidden not in shown


def test_an_open_line_shows_what_it_commits_to_in_words(client, signer):
    record = logged(1, signer)[0]
    actions.open_subjects(kind="feedback.case", ids=[record.subject_id], at=AT)
    shown = page(client, "line", 0)
    for words in ("Công khai", "Đã nhận", "PA26-1", "UBND phường Long Châu", "15:00, 23/11/2026", "Luật Tiếp công dân",
                  reverse("feedback:case", args=["PA26-1"]), to_base64(bytes(record.salt))):  # fmt: skip
        assert words in shown
    assert "payload" in proof_file.parse(page(client, "proof", 0)).extra.decode()


def test_an_open_line_of_another_kind_is_shown_too(client, signer):
    act(Subject("organisations.unit", 5, "29398"), event="organisations.merged")
    actions.sequence_batch(at=AT)
    shown = page(client, "line", 0)
    assert "organisations.merged" in shown
    assert "29398" in shown


def test_an_erased_line_says_so(client, signer):
    logged(1, signer)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL dinhlang.blinding = 'on'")
        cursor.execute("UPDATE transparency_record SET payload = '', salt = ''")
    assert "Nội dung đã xóa theo luật" in page(client, "line", 0)


def test_a_line_before_its_signature_shows_the_promise(client, signer):
    logged(1)
    assert "sẽ có trước 15:00, 24/11/2026" in page(client, "line", 0)
    answer = client.get(reverse("transparency:proof", args=[0]))
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "Đã hứa, sẽ có trước 15:00, 24/11/2026" in answer.content.decode()
    page(client, "proof", 1, status=404)


def test_a_receipt_finds_its_line_in_either_spelling(client, signer):
    logged(2, signer)
    leaf = queries.line(1).leaf
    for spelled in (to_base64(leaf), urlsafe_b64encode(leaf).decode().rstrip("=")):
        shown = page(client, "receipt", la=spelled)
        assert "Đã vào nhật ký, dòng 1." in shown
        assert reverse("transparency:line", args=[1]) in shown


def test_a_receipt_that_is_not_in_the_log_hears_what_that_means(client):
    assert "Chưa thấy dấu niêm này" in page(client, "receipt", la=to_base64(bytes(32)))
    for wrong in ("abc", "đèn", "A" * 60):
        assert "Chưa đúng dạng" in page(client, "receipt", la=wrong)
    plain = page(client, "receipt")
    assert "Chưa thấy" not in plain
    assert "Chưa đúng dạng" not in plain


def test_a_proof_is_not_a_page_to_post_to(client):
    assert client.post(reverse("transparency:proof", args=[0])).status_code == 405
