"""The sentences that say why a deadline falls on its day."""

from datetime import date, datetime

from dinhlang.domain.dates.calendar_table import parse_calendar
from dinhlang.domain.dates.due import VIETNAM, Direction, due, extended, paused
from dinhlang.domain.dates.explanation import explanation
from dinhlang.domain.dates.periods import CalendarDays, Hours, Months, WorkingDays
from dinhlang.domain.dates.words import Words
from dinhlang.lib import package_data

CALENDAR = parse_calendar(package_data.tables("law")["calendar"])
GROUND = Words("khoản 1 Điều 28 Luật Tiếp công dân", "Citizen Reception Law, Art. 28.1")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def test_a_worked_saturday_is_named_with_its_notice() -> None:
    result = due(at("2026-01-08"), WorkingDays(2), CALENDAR, event=Words("ngày nhận", "day of receipt"), ground=GROUND)
    assert explanation(result, "vi") == [
        "Bắt đầu: thứ Năm 08/01/2026 (ngày nhận); ngày này không tính (khoản 2 Điều 147 Bộ luật Dân sự 2015).",
        "Thời hạn: 2 ngày làm việc, theo khoản 1 Điều 28 Luật Tiếp công dân.",
        "Thứ Sáu 09/01 là ngày 1.",
        (
            "10/01 (thứ Bảy) là ngày làm việc: Làm bù cho thứ Sáu 02/01/2026, "
            "theo Công văn 12729/VPCP-KGVX ngày 25/12/2025; tính là ngày 2."
        ),
        "Hạn: hết ngày thứ Bảy 10/01/2026.",
    ]
    assert explanation(result, "en") == [
        "Start: Thursday 08/01/2026 (day of receipt); this day is not counted (Civil Code 2015, Art. 147.2).",
        "Period: 2 working days, under Citizen Reception Law, Art. 28.1.",
        "Friday 09/01 is day 1.",
        (
            "10/01 (Saturday) is a working day: Worked in place of Friday 2 January 2026, "
            "under Dispatch 12729/VPCP-KGVX of 2025-12-25; day 2."
        ),
        "Due: end of Saturday 10/01/2026.",
    ]


def test_weekends_and_tet_are_named_and_not_counted() -> None:
    told = explanation(due(at("2026-02-12"), WorkingDays(5), CALENDAR), "vi")
    assert "14/02 (thứ Bảy) – 15/02 (Chủ Nhật): nghỉ cuối tuần, không tính." in told
    assert any("16/02 (thứ Hai) – 20/02 (thứ Sáu): Tết Nguyên đán" in line and "9441/TB-BNV" in line for line in told)


def test_a_swapped_day_off_is_named_with_its_notice() -> None:
    told = " ".join(explanation(due(at("2025-12-31"), WorkingDays(2), CALENDAR), "vi"))
    assert "02/01/2026 (thứ Sáu): Nghỉ hoán đổi với thứ Bảy 10/01/2026, theo Công văn 12729/VPCP-KGVX" in told


def test_long_spans_fold_plain_days_but_name_every_day_off() -> None:
    told = explanation(due(at("2026-08-14"), WorkingDays(20), CALENDAR), "vi")
    assert "17/08–21/08: ngày 1 đến ngày 5." in told
    joined = "\n".join(told)
    for named in ("22/08 (thứ Bảy) là ngày làm việc", "31/08 (thứ Hai): Nghỉ hoán đổi", "01/09 (thứ Ba)", "29/08"):
        assert named in joined


def test_a_roll_names_the_days_off_and_the_article() -> None:
    told = explanation(due(at("2026-11-09"), CalendarDays(15), CALENDAR), "vi")
    assert told[-3:] == [
        "24/11 (thứ Ba): Ngày Văn hóa Việt Nam, theo Điều 2 Nghị quyết 28/2026/QH16.",
        "Nên hạn chuyển sang ngày làm việc kế tiếp, 25/11/2026 (khoản 5 Điều 148 Bộ luật Dân sự 2015).",
        "Hạn: hết ngày thứ Tư 25/11/2026.",
    ]


def test_counting_back_says_so() -> None:
    told = explanation(due(at("2026-05-04"), CalendarDays(2), CALENDAR, direction=Direction.BEFORE), "vi")
    assert told[0] == "Đếm lùi từ thứ Hai 04/05/2026."
    assert told[-1] == "Chậm nhất: hết ngày thứ Tư 29/04/2026."


def test_hours_and_months_are_told_in_their_own_way() -> None:
    by_hours = explanation(due(at("2026-02-14T14:05"), Hours(72), CALENDAR), "en")
    assert by_hours[-1] == "Due: 14:05 Tuesday 17/02/2026."
    by_months = explanation(due(at("2025-12-31"), Months(3), CALENDAR), "en")
    assert "3 months end on the same day of the month, 31/03/2026 (Civil Code 2015, Art. 148)." in by_months


def test_extensions_and_pauses_are_told_in_their_order() -> None:
    result = due(at("2026-03-02"), WorkingDays(5), CALENDAR, ground=GROUND)
    result = paused(result, date(2026, 3, 4), date(2026, 3, 9), CALENDAR)
    result = extended(result, WorkingDays(2), CALENDAR, ground=GROUND)
    told = explanation(result, "vi")
    pause = told.index("Tạm dừng 04/03/2026 – 09/03/2026, mất 3 ngày làm việc: hạn lùi thêm bấy nhiêu.")
    extension = told.index(
        "Gia hạn 2 ngày làm việc (khoản 1 Điều 28 Luật Tiếp công dân), tính tiếp sau hạn cũ 12/03/2026."
    )
    assert pause < extension
    assert told[-1] == "Hạn: hết ngày thứ Hai 16/03/2026."


def test_doubts_are_spoken() -> None:
    assert any("Dự kiến" in line for line in explanation(due(at("2026-12-28"), WorkingDays(9), CALENDAR), "vi"))
    swap = explanation(due(at("2026-11-19"), WorkingDays(5), CALENDAR), "en")
    assert any(line.startswith("Not applied: proposal: Monday 23 November 2026 off") for line in swap)
