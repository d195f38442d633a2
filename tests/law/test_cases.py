"""Cases a lawyer can read: provision, what happened, until when, and the article it stands on."""

from datetime import date, datetime

import pytest

from dinhlang.domain.dates.calendar_table import parse_calendar
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.domain.law.rulebook_table import parse_rulebook
from dinhlang.lib import package_data

TABLES = package_data.tables("law")
BOOK, CALENDAR = parse_rulebook(TABLES), parse_calendar(TABLES["calendar"])

# provision, event, last day, where it stands
DEADLINES = [
    # Công khai: 5 ngày làm việc từ ngày có quyết định; ngày ký không tính; nghỉ Tết 16–20/02.
    ("PUB-11-01", "2026-02-12", "2026-02-26", "khoản 3 Điều 12"),
    # Xử lý ban đầu: 10 ngày làm việc; phản ánh gửi tối thứ Sáu được tính là nhận trong ngày thứ Sáu.
    ("FB-TCD-28", "2026-03-06T21:30", "2026-03-20", "khoản 1 Điều 28 Luật Tiếp công dân"),
    # Trả lời Ban Thanh tra nhân dân: 15 ngày liên tục; hết hạn đúng ngày nghỉ lễ thì sang ngày làm việc kế tiếp.
    ("INS-40-ANSWER", "2026-11-09", "2026-11-25", "điểm c khoản 1 Điều 40"),
    # Gửi quyết định của cộng đồng: 5 ngày làm việc, qua 30/4 và 1/5.
    ("DEC-20-SEND", "2026-04-24", "2026-05-06", "khoản 3 Điều 20"),
    # Thông báo họp: chậm nhất 2 ngày trước ngày họp.
    ("DEC-D59-3-NOTICE", "2026-03-12", "2026-03-10", "khoản 3 Điều 3"),
    # Họp thứ Hai sau kỳ nghỉ: ngày thứ hai trước đó là ngày nghỉ, phải làm vào ngày làm việc liền trước.
    ("DEC-D59-3-NOTICE", "2026-05-04", "2026-04-29", "khoản 3 Điều 3"),
    # Lịch tiếp công dân: niêm yết chậm nhất 5 ngày làm việc trước ngày tiếp.
    ("FB-TCD-24", "2026-03-09", "2026-03-02", "khoản 4 Điều 24"),
    # Thụ lý khiếu nại: 10 ngày đến hết 30/06/2026, 7 ngày làm việc từ 01/07/2026.
    ("FB-KN-ACCEPT", "2026-06-30", "2026-07-10", "Điều 27 Luật Khiếu nại"),
    ("FB-KN-ACCEPT", "2026-07-01", "2026-07-10", "155/2026/NĐ-CP"),
    # Hội nghị cán bộ, công chức: trong 3 tháng của năm công tác tiếp theo.
    ("AGE-51-VOTE", "2025-12-31", "2026-03-31", "điểm c khoản 2 Điều 51"),
    # Trả lời phản ánh theo quy chế (minh họa) của tỉnh: 15 ngày làm việc, qua Tết.
    ("PROV-FB-ANSWER", "2026-02-02", "2026-03-02", "Quy chế minh họa"),
]

# provision, households (or members), the fewest in favour, where it stands
VOTES = [
    ("DEC-15-1-T", 143, 96, "khoản 1 Điều 21"),  # đóng góp: ít nhất 2/3 tổng số hộ
    ("DEC-15-1-T", 150, 100, "khoản 1 Điều 21"),
    ("DEC-15-1-X", 9, 6, "khoản 1 Điều 21"),  # phạm vi xã: ít nhất 2/3 số thôn
    ("DEC-15-4", 100, 51, "Điều 15"),  # bầu Trưởng thôn: trên 50% tổng số hộ
    ("DEC-15-4", 101, 51, "Điều 15"),
    ("DEC-16-INIT", 142, 15, "khoản 3 Điều 16"),  # sáng kiến: ít nhất 10% số hộ
    ("DEC-D59-9-PETITION", 100, 50, "khoản 1 Điều 9"),  # kiến nghị cho thôi: từ 50%, không phải trên 50%
]


@pytest.mark.parametrize(("rule", "event", "last_day", "article"), DEADLINES)
def test_the_term_ends_on_this_day(rule: str, event: str, last_day: str, article: str) -> None:
    start = datetime.fromisoformat(event).replace(tzinfo=VIETNAM)
    assert BOOK.due(rule, start, CALENDAR).due_on == date.fromisoformat(last_day)
    assert article in BOOK.rule(rule, on=start.date()).citation.vi


@pytest.mark.parametrize(("rule", "total", "fewest", "article"), VOTES)
def test_the_vote_passes_with_so_many_and_not_with_one_less(rule: str, total: int, fewest: int, article: str) -> None:
    on = date(2026, 3, 2)
    share = BOOK.threshold(rule, on=on)
    assert share.passes(fewest, total)
    assert not share.passes(fewest - 1, total)
    assert article in BOOK.rule(rule, on=on).citation.vi
