"""An import map: what is wrong is named by its key; a row becomes a case, or is refused with its reason."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.domain.feedback.map_example import COLUMNS, ROW, table

from dinhlang.domain.feedback.history import CaseHistory
from dinhlang.domain.feedback.imported import Problem, RowError, history_of
from dinhlang.domain.feedback.map_keys import MapError, Wants
from dinhlang.domain.feedback.mapping import read_mapping
from dinhlang.domain.feedback.template import Template, TemplateError

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def case(rules: dict[str, Any] | None = None, **cells: str) -> CaseHistory:
    return history_of(ROW | cells, read_mapping(rules or table()), latest=NOW)


def refusal(**cells: str) -> tuple[Problem, str, str]:
    with pytest.raises(RowError) as caught:
        case(**cells)
    return caught.value.problem, caught.value.column, caught.value.value


def test_a_row_becomes_a_case_with_the_steps_of_its_state() -> None:
    made = case()
    assert (made.key, made.unit, made.commune, made.category) == ("cu:1", "c-MT", "x-Đông", "rac")
    assert made.received_at == datetime(2026, 1, 7, 8, tzinfo=BERLIN)
    assert (made.title, made.text, made.landmark) == ("Rác, 5 Trần Phú", "Rác tại 5 Trần Phú.", "5 Trần Phú")
    assert (made.latitude, made.longitude, made.origin) == (10.25, 105.97, "import")
    assert [(one.event, one.unit, one.text) for one in made.steps] == [
        ("classified", "c-MT", ""),
        ("answered", "c-MT", "Xong lúc 08.01.2026 09:30."),
        ("closed", "c-MT", ""),
        ("published", "", ""),
    ]
    assert made.steps[0].facts == {"category": "rac"}
    assert made.steps[1].facts == {"kind": "done"}
    assert made.steps[1].at == datetime(2026, 1, 8, 9, 30, tzinfo=BERLIN)
    assert made.steps[3].at == NOW


def test_a_cancelled_case_is_refused_with_its_coded_reason() -> None:
    assert case(trang_thai="Hủy").steps[0].facts == {"reason": "cancelled"}


def test_nothing_is_published_unless_the_map_says_so() -> None:
    assert [one.event for one in case(table(public=False), trang_thai="Mở").steps] == []


def test_a_row_without_area_goes_to_the_unit_for_such_rows_where_the_map_has_one() -> None:
    assert case(xa=" ").commune == "x-khong"
    with pytest.raises(RowError) as caught:
        case(table(area__blank=None), xa="")
    assert caught.value.problem is Problem.NO_UNIT


@pytest.mark.parametrize(
    ("cells", "problem", "column"),
    [
        ({"so": " "}, Problem.NO_KEY, "so"),
        ({"so": "9" * 80}, Problem.LONG_KEY, "so"),
        ({"ghi_chu": "a\0b"}, Problem.CONTROL, "so"),
        ({"co_quan": "CA"}, Problem.UNKNOWN_UNIT, "co_quan"),
        ({"co_quan": ""}, Problem.NO_UNIT, "co_quan"),
        ({"xa": "Đ" * 60}, Problem.LONG_UNIT, "xa"),
        ({"loai": "Cây"}, Problem.UNKNOWN_CATEGORY, "loai"),
        ({"trang_thai": "?"}, Problem.UNKNOWN_STATE, "trang_thai"),
        ({"nhan": ""}, Problem.NO_TIME, "nhan"),
        ({"xong": ""}, Problem.NO_TIME, "xong"),
        ({"xong": "2026-01-08"}, Problem.BAD_TIME, "xong"),
        ({"xong": "31.02.2026 09:00"}, Problem.BAD_TIME, "xong"),
        ({"nhan": "29.03.2026 02:30", "xong": "29.03.2026 03:30"}, Problem.SKIPPED_HOUR, "nhan"),
        ({"xong": "08.01.2027 09:30"}, Problem.FUTURE, "xong"),
        ({"xong": "06.01.2026 09:30"}, Problem.BACKWARDS, "xong"),
        ({"vi_do": "105.97", "kinh_do": "10.25"}, Problem.BAD_PLACE, "vi_do"),
        ({"vi_do": "nan"}, Problem.BAD_PLACE, "vi_do"),
        ({"kinh_do": ""}, Problem.BAD_PLACE, "vi_do"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason(cells: dict[str, str], problem: Problem, column: str) -> None:
    assert refusal(**cells)[:2] == (problem, column)


def test_what_ended_before_it_began_is_refused_and_both_times_are_told() -> None:
    assert refusal(xong="06.01.2026 09:30")[2] == "06.01.2026 09:30 < 07.01.2026 08:00"


def test_an_open_case_needs_no_closing_time_and_no_place() -> None:
    made = case(trang_thai="Mở", xong="", vi_do="", kinh_do="")
    assert (made.latitude, made.longitude) == (None, None)


def test_the_hour_that_comes_twice_is_taken_as_the_first() -> None:
    made = case(nhan="25.10.2026 02:30", xong="25.10.2026 02:30")
    assert made.received_at.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_line_whose_columns_are_all_blank_is_left_out() -> None:
    assert case(ghi_chu="cạnh chợ").text == "Rác tại 5 Trần Phú.\nGhi chú: cạnh chợ"
    assert "Ghi chú" not in case().text


@pytest.mark.parametrize("text", ["{", "}", "{}", "{a:>9}", "{a!r}"])
def test_a_brace_that_names_no_column_is_refused(text: str) -> None:
    with pytest.raises(TemplateError):
        Template.read(text)


def test_doubled_braces_are_braces() -> None:
    assert Template.read("{{{a}}}").fill({"a": "x"}) == "{x}"


@pytest.mark.parametrize(
    ("change", "key", "wants"),
    [
        ({"source": None}, "source", Wants.TEXT),
        ({"source": 5}, "source", Wants.TEXT),
        ({"publc": True}, "publc", Wants.NOTHING),
        ({"public": "yes"}, "public", Wants.YES_OR_NO),
        ({"language": "fr"}, "language", Wants.ONE_OF),
        ({"file": {"encoding": "utf-9"}}, "file.encoding", Wants.ENCODING),
        ({"file": {"delimiter": ";;"}}, "file.delimiter", Wants.ONE_LETTER),
        ({"deployment": None}, "deployment", Wants.TABLE),
        ({"deployment__name": None}, "deployment.name", Wants.TEXT),
        ({"area__prefix": "c-"}, "area.prefix", Wants.OTHER_PREFIX),
        ({"unit__names": {"MT": 1}}, "unit.names", Wants.NAMES),
        ({"times__zone": "Mars/Base"}, "times.zone", Wants.ZONE),
        ({"times__format": "%H:%M"}, "times.format", Wants.TIME_FORMAT),
        ({"times__format": "%d.%m.%Y %Q"}, "times.format", Wants.TIME_FORMAT),
        ({"times__columns": {"closed": "xong"}}, "times.columns.received", Wants.RECEIVED),
        ({"place__longitude": None}, "place.longitude", Wants.TWO_COLUMNS),
        ({"text__title": "{"}, "text.title", Wants.TEMPLATE),
        ({"category__values": []}, "category.values", Wants.TABLES),
        ({"category__values__1__value": "Rác"}, "category.values[2].value", Wants.ONCE),
        ({"category__values__0__name_en": None}, "category.values[1].name_en", Wants.TEXT),
        ({"state__values__0__steps__1__at": "xong"}, "state.values[1].steps[2].at", Wants.TIME_NAME),
        ({"state__values__0__steps__1__event": "rated"}, "state.values[1].steps[2].event", Wants.ONE_OF),
        ({"state__values__0__steps__1__kind": "perhaps"}, "state.values[1].steps[2].kind", Wants.ONE_OF),
        ({"state__values__0__steps__1__text": None}, "state.values[1].steps[2].text", Wants.TEXT),
        ({"state__values__1__steps__0__reason": "because"}, "state.values[2].steps[1].reason", Wants.ONE_OF),
        ({"state__values__2__steps": [{"event": "closed", "at": "received"}]}, "state.values[3].steps[1].event",
         Wants.ORDER),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_map_is_named_by_its_key(change: dict[str, Any], key: str, wants: Wants) -> None:
    with pytest.raises(MapError) as caught:
        read_mapping(table(**change))
    assert (caught.value.key, caught.value.wants) == (key, wants)


def test_a_column_that_the_file_lacks_or_has_twice_is_named_with_its_key() -> None:
    rules = read_mapping(table())
    rules.check_header(COLUMNS)
    for header in ([one for one in COLUMNS if one != "ghi_chu"], [*COLUMNS, "ghi_chu"]):
        with pytest.raises(MapError) as caught:
            rules.check_header(header)
        assert (caught.value.key, caught.value.found) == ("text.body", "ghi_chu")


def test_utf_8_is_read_with_or_without_its_mark() -> None:
    assert read_mapping(table(file={"encoding": "UTF8"})).file.encoding == "utf-8-sig"
    assert read_mapping(table(file={"encoding": "windows-1258"})).file.encoding == "windows-1258"
