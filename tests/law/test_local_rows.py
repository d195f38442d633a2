"""A commune's own row: tighter than the law, it counts there and nowhere else."""

from datetime import date

import pytest
from tests.law.disclosure_facts import CALENDAR, TABLES

from dinhlang.domain.disclosure.needs import Form, Means, needs_of
from dinhlang.domain.disclosure.term import term_of
from dinhlang.domain.law.lint import lint
from dinhlang.domain.law.rulebook_table import parse_rulebook

HERE, ELSEWHERE, MONDAY = ("T1", "86"), ("T2", "86"), date(2026, 3, 2)
ACT = {
    "code": "QCT1", "number": "thử", "in_force": date(2026, 1, 1), "in_force_confidence": "sure", "sources": ["demo"],
    "name": {"vi": "Quy chế thử của xã Một", "en": "Trial regulation of commune One"}, "illustrative": True,
    "note": "For a test.", "place": {"level": "commune", "code": "T1", "name": {"vi": "Xã Một", "en": "Commune One"}},
}  # fmt: skip


def row(id_: str, base: str, **more: object) -> dict[str, object]:
    return {
        "id": id_, "title": {"vi": "Thử", "en": "Trial"}, "article": "QCT1 1", "valid_from": date(2026, 1, 1),
        "kind": "publish", "scope": "commune", "who": "UBND", "confidence": "sure", "overlays": base, **more,
    }  # fmt: skip


OWN = {
    "act": ACT,
    "rule": [
        row(
            "XA-PUB-01", "PUB-11-01", deadline={"days": 3, "working": True, "from": "decision_or_document_date"},
            min_duration_days=45, forms=["cong_ttdt", "niem_yet", "truyen_thanh"],
        ),
        row("XA-FB-ANSWER", "FB-35-ANSWER", deadline={"days": 10, "working": True, "from": "receipt"}),
    ],
}  # fmt: skip
BOOK = parse_rulebook({**TABLES, "qct1": OWN})


def test_the_row_of_the_commune_counts_in_the_commune_alone() -> None:
    here, elsewhere = (term_of("PUB-11-01", MONDAY, BOOK, CALENDAR, places) for places in (HERE, ELSEWHERE))
    assert (here.due_on, elsewhere.due_on) == (date(2026, 3, 5), date(2026, 3, 9))
    assert (here.citation.vi, elsewhere.rule.id) == ("Điều 1 Quy chế thử của xã Một (thử)", "PUB-11-01")
    assert term_of("PUB-11-01", MONDAY, BOOK, CALENDAR).due_on == elsewhere.due_on  # no place named: never a commune's
    assert term_of("PUB-11-01", date(2025, 12, 1), BOOK, CALENDAR, HERE).sets.id == "PUB-11-01"  # type: ignore[union-attr]


def test_it_adds_forms_and_lengthens_the_posting() -> None:
    rule = BOOK.rule("PUB-11-01", on=MONDAY)
    here, elsewhere = (
        needs_of(rule, Means(villages=(1,), places=places), BOOK, on=MONDAY) for places in (HERE, ELSEWHERE)
    )
    assert {one.minimum for one in here if one.form is Form.POSTING} == {45}
    assert {one.minimum for one in elsewhere if one.form is Form.POSTING} == {30}
    assert {one.form for one in here} - {one.form for one in elsewhere} == {Form.LOUDSPEAKER}
    assert all("Quy chế thử" in one.citation.vi for one in here if one.form is Form.POSTING)


@pytest.mark.parametrize(
    ("places", "rule"), [(HERE, "XA-FB-ANSWER"), (ELSEWHERE, "PROV-FB-ANSWER"), ((), "PROV-FB-ANSWER")]
)
def test_the_answer_of_a_case_follows_the_nearest_row(places: tuple[str, ...], rule: str) -> None:
    assert BOOK.setting("PROV-FB-ANSWER", on=MONDAY, places=places).id == rule
    assert BOOK.setting("PROV-FB-ANSWER", on=date(2025, 12, 31), places=places).id == "PROV-FB-ANSWER"


def test_such_rows_pass_the_lint_and_a_looser_one_does_not() -> None:
    assert lint({**TABLES, "qct1": OWN}) == []
    looser = row("XA-FB-ANSWER", "FB-35-ANSWER", deadline={"days": 90, "working": True, "from": "receipt"})
    assert lint({**TABLES, "qct1": {"act": ACT, "rule": [looser]}})
