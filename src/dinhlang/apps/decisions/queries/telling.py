"""The words of a decision in the reader's language."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dinhlang.apps.decisions.queries.decisions import DecisionView
from dinhlang.apps.law import queries as law
from dinhlang.domain.dates.words import Words
from dinhlang.domain.decisions.finding import share_said
from dinhlang.domain.decisions.forms import Form, conditions
from dinhlang.domain.decisions.initiatives import WORDS as STANDING_WORDS
from dinhlang.domain.decisions.initiatives import Standing
from dinhlang.domain.decisions.matters import MATTERS, Matter, Scope
from dinhlang.domain.decisions.objections import Outcome
from dinhlang.domain.decisions.origins import BOARDS, DISMISSED_BY, Board, From
from dinhlang.domain.decisions.origins import WORDS as ORIGIN_WORDS
from dinhlang.domain.decisions.states import WORDS, State
from dinhlang.domain.decisions.terms import BODY_WORDS
from dinhlang.lib import formats

TONES = {
    State.PROPOSED: "new", State.AGREED: "new", State.SCHEDULED: "soon", State.OPEN: "work", State.CLOSED: "work",
    State.PASSED: "ok", State.SUBMITTED: "ok", State.RECOGNISED: "ok", State.REPORTED: "ok", State.FAILED: "late",
    State.REFUSED: "late", State.WITHDRAWN: "off", State.VOID: "off", State.ANNULLED: "off",
}  # fmt: skip
STANDING_TONES = {
    Standing.SENT: "new", Standing.GATHERING: "work", Standing.REACHED: "soon", Standing.PUT: "ok",
    Standing.DECLINED: "off", Standing.WITHDRAWN: "off",
}  # fmt: skip
LATER = (From.CHANGES, From.ANNULS)
PATH = (
    State.PROPOSED, State.AGREED, State.SCHEDULED, State.OPEN, State.PASSED, State.SUBMITTED, State.RECOGNISED,
    State.REPORTED,
)  # fmt: skip


def matters(*, of_commune: bool = False) -> list[tuple[str, str]]:
    """Return the matters to choose from, as people say them: all six, or those that a whole commune may decide."""
    found = [one for one in MATTERS.values() if one.commune_rule or not of_commune]
    return [(one.code, f"{one.words.said(formats.language())} ({one.code})") for one in found]


def forms(*, of_commune: bool = False) -> list[tuple[str, str]]:
    """Return the forms to choose from: a whole commune never decides online."""
    return [(one.value, form_words(one)) for one in Form if not (of_commune and one is Form.ONLINE)]


@dataclass(frozen=True)
class FormCell:
    """Whether one form is open to one matter, with the sentence that says when or why not, and its article."""

    form: str
    may: bool
    words: str
    citation: str


def form_matrix(on: date, *, of_commune: bool = False) -> list[tuple[str, list[FormCell]]]:
    """Return every matter to choose from with every form: may it be chosen, when, or why not."""
    scope, language, book = Scope.COMMUNE if of_commune else Scope.VILLAGE, formats.language(), law.rulebook()
    found = []
    for one in MATTERS.values():
        if of_commune and not one.commune_rule:
            continue
        told = [(form, conditions(one, scope, form, book, on=on)) for form in Form]
        cells = [
            FormCell(form_words(form), may.yes, may.findings[0].words.said(language),
                     may.findings[0].citation.said(language))
            for form, may in told
        ]  # fmt: skip
        found.append((f"{one.words.said(language)} ({one.code})", cells))
    return found


def sheets(one: DecisionView) -> dict[str, str]:
    """Return what can be printed or read out before the households decide, by the name in its address."""
    if one.begins_at is None:
        return {}
    found = {}
    if one.form is not Form.MEETING:
        found["thong-bao"] = _("Thông báo phát phiếu") if one.form is Form.BALLOT else _("Thông báo biểu quyết")
    if one.meeting_at is not None:
        found |= {"giay-moi": _("Giấy mời họp"), "chuong-trinh": _("Chương trình họp")}
    if one.matter.documents:
        found["tai-lieu"] = _("Tài liệu gửi các hộ")
    return found | {"loa": _("Bài đọc trên loa"), "tin-nhan": _("Tin nhắn gửi các hộ")}


def form_words(form: Form) -> str:
    """Return how the households decide."""
    words = {
        Form.MEETING: _("Họp cộng đồng dân cư"), Form.BALLOT: _("Phát phiếu đến từng hộ"),
        Form.ONLINE: _("Biểu quyết trực tuyến"),
    }  # fmt: skip
    return words[form]


def choices() -> list[tuple[str, str]]:
    """Return what a household may say."""
    return [("agree", _("Đồng ý")), ("disagree", _("Không đồng ý")), ("other", _("Ý kiến khác"))]


def outcomes() -> list[tuple[str, str]]:
    """Return what may come of an objection to a result."""
    return [
        ("confirmed", _("Giữ nguyên kết quả")), ("rerun", _("Tổ chức quyết định lại")),
        ("void", _("Không giữ kết quả, thôi việc này")),
    ]  # fmt: skip


def outcome_words(outcome: Outcome) -> str:
    """Return what came of an objection."""
    return dict(outcomes())[outcome.value]


def started() -> list[tuple[str, str]]:
    """Return what households may start, as people say it."""
    plain = [(one.code, one.words.said(formats.language())) for one in MATTERS.values() if not one.steps]
    return [
        *reversed(plain),
        ("15.4-dismiss", _("Kiến nghị cho thôi chức Trưởng ấp, khóm")),
        ("15.5-dismiss", _("Cho thôi thành viên ban của dân")),
    ]


def standing_words(standing: Standing) -> str:
    """Return where an initiative stands."""
    return STANDING_WORDS[standing].said(formats.language())


def origin_words(kind: From) -> str:
    """Return why a matter is on the table."""
    return ORIGIN_WORDS[kind].said(formats.language())


def board_words(board: Board) -> str:
    """Return the name of a board of the people."""
    return BOARDS[board].said(formats.language())


def boards() -> list[tuple[str, str]]:
    """Return the two boards of the people."""
    return [(one.value, board_words(one)) for one in Board]


def dismissed_by() -> list[tuple[str, str]]:
    """Return why the Front's board proposes a dismissal; a petition of households begins as an initiative."""
    return [(one.value, origin_words(one)) for one in DISMISSED_BY if one is not From.PETITION]


def steps() -> list[tuple[str, str]]:
    """Return what an election matter may do."""
    return [("elect", _("Bầu")), ("dismiss", _("Cho thôi"))]


def ways() -> list[tuple[str, str]]:
    """Return how a meeting may vote."""
    return [("show", _("Giơ tay")), ("secret", _("Bỏ phiếu kín"))]


def way_words(way: str) -> str:
    """Return how a meeting voted."""
    return dict(ways()).get(way, "")


def matter_words(matter: Matter) -> str:
    """Return what a matter is about."""
    return matter.words.said(formats.language())


def state_words(state: State) -> str:
    """Return where a decision stands."""
    return WORDS[state].said(formats.language())


def share(one: DecisionView) -> Words:
    """Return which share of all households, or of all villages, is needed: "ít nhất 2/3"."""
    return share_said(law.rulebook().threshold(_rule_id(one), on=one.day))


def ground(one: DecisionView) -> Words:
    """Return where the share stands in the law."""
    return law.rule(_rule_id(one), on=one.day).citation


def _rule_id(one: DecisionView) -> str:
    """Return the provision whose share counts: that of the villages only for the matter of a whole commune."""
    return one.matter.commune_rule if one.is_of_commune else one.matter.village_rule


def share_words(one: DecisionView) -> str:
    """Return the share in the reader's language."""
    return _said(share(one))


def article(one: DecisionView) -> str:
    """Return the ground in the reader's language."""
    return _said(ground(one))


def body_words(one: DecisionView) -> str:
    """Return who recognises a decision; "" where nobody does."""
    return _said(BODY_WORDS[one.body]) if one.body else ""


def stage(one: DecisionView) -> tuple[list[str], int]:
    """Return the stations of a decision in words and how many are done."""
    held = {Form.MEETING: _("Họp"), Form.BALLOT: _("Phát phiếu"), Form.ONLINE: _("Biểu quyết")}[one.form]
    recognised = one.body is not None or one.is_of_commune
    words = [
        _("Đề xuất"), _("Mặt trận thống nhất"), _("Giao thôn, ấp") if one.is_of_commune else _("Có lịch"), held,
        _("Kết quả"), *([] if one.is_of_commune else [_("Gửi xã")]), *([_("Công nhận")] if recognised else []),
        *([] if one.whole_code else [_("Báo cáo dân")]),
    ]  # fmt: skip
    same = {State.CLOSED: State.OPEN, State.FAILED: State.PASSED, State.REFUSED: State.RECOGNISED}
    left_out = {State.RECOGNISED} if not recognised else set()
    left_out |= {State.SUBMITTED} if one.is_of_commune else set()
    path = [station for station in PATH if station not in left_out]
    now = same.get(one.state, one.state)
    return words, path.index(now) + 1 if now in path else 0


def spoken(on: date, **shown: Any) -> dict[str, Any]:
    """Return what a template about decisions needs: the words by name, the day, and what is shown."""
    return {
        "today": on, "state_words": state_words, "tones": TONES, "matter_words": matter_words, "stage": stage,
        "share_words": share_words, "article": article, "body_words": body_words, "way_words": way_words,
        "language_now": formats.language(), "standing_words": standing_words, "standing_tones": STANDING_TONES,
        "origin_words": origin_words, "board_words": board_words, "form_words": form_words,
        "outcome_words": outcome_words, "sheets_words": sheets, **shown,
    }  # fmt: skip


def _said(words: Words) -> str:
    return words.said(formats.language())
