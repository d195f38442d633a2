"""The public page "Điều chúng tôi không làm": every promise on it is held by tests, and is about what exists today."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.test.utils import override_settings

from dinhlang.apps.law import queries as law
from dinhlang.lib import clock

pytestmark = pytest.mark.django_db
TESTS = Path(__file__).resolve().parents[1]
# The promise in bold → the tests that hold every sentence after it.
HELD_BY = {
    "Không lập hồ sơ về một người hay một hộ.": ["rights/test_line_01_no_file_on_a_person.py"],
    "Không đưa danh tính kèm theo việc xử lý.": ["rights/test_line_06_identity.py"],
    "Không cho đơn vị thấy đánh giá của từng người.": [
        "rights/test_line_05_retaliation.py",
        "desk/feedback/test_unit.py",
    ],
    "Không xóa lặng lẽ.": ["rights/test_line_11_moderation.py"],
    "Không theo dõi.": ["rights/test_line_08_no_tracking.py", "rights/test_line_08_addresses.py"],
    "Không giữ nguyên tệp bạn gửi.": ["security/test_files.py"],
    "Không đưa nội dung vào nhật ký chung.": ["security/test_canaries.py", "apps/transparency/test_fsck.py"],
    "Không để giới hạn nào âm thầm.": ["security/test_guessing.py"],
    "Không lẫn số liệu minh họa với số thật.": ["rights/test_line_10_demo.py"],
}


def promises() -> dict[str, str]:
    """Return what the page promises: the words in bold, and the sentences after them."""
    page = Client().get("/dieu-chung-toi-khong-lam/").content.decode()
    items = re.findall(r"<li><b>(.+?)</b>(.+?)</li>", page, flags=re.DOTALL)
    return {bold.strip(): rest.strip() for bold, rest in items}


def test_every_promise_names_the_tests_that_hold_it() -> None:
    assert set(promises()) == set(HELD_BY)
    for held_by in HELD_BY.values():
        for name in held_by:
            assert "def test_" in (TESTS / name).read_text(), name


def test_the_numbers_on_the_page_are_those_in_force() -> None:
    said = promises()["Không cho đơn vị thấy đánh giá của từng người."]
    rule = law.rule("PROV-FB-RATING", on=clock.now().date())
    assert f"ít nhất {rule.details['lot']} cái" in said
    assert f"ít nhất {law.days_of('PROV-FB-RATING', on=clock.now().date()).days} ngày" in said


def test_the_page_stands_in_every_deployment_and_is_linked_from_every_page() -> None:
    for demo in (True, False):
        with override_settings(DEMO=demo):
            assert Client().get("/dieu-chung-toi-khong-lam/").status_code == 200
    for address in ("/", "/phan-anh/", "/tra-cuu/", "/khong/co/trang/nay/"):
        assert "/dieu-chung-toi-khong-lam/" in Client().get(address).content.decode(), address


def test_the_page_says_what_software_cannot_protect() -> None:
    page = Client().get("/dieu-chung-toi-khong-lam/").content.decode()
    assert "Điều gì phần mềm không bảo vệ được" in page
