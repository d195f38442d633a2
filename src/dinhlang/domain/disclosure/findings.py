"""What was found, each in one sentence with its day and its article."""

from dataclasses import dataclass
from datetime import date

from dinhlang.domain.dates.words import Words, full
from dinhlang.domain.disclosure.judged import Judged
from dinhlang.domain.disclosure.term import Term

NOWHERE = Words("", "")


@dataclass(frozen=True)
class Finding:
    """One sentence of an explanation. day: the day it is about; citation: where it stands, empty for a plain fact."""

    code: str
    words: Words
    day: date | None = None
    citation: Words = NOWHERE


def no_term(term: Term) -> Finding:
    """Say that neither the law nor a local row sets a number of days."""
    return Finding(
        "no_term",
        Words("Luật không ghi số ngày cho việc này.", "The law sets no number of days for this."),
        citation=term.rule.citation,
    )


def unverified_term(term: Term) -> Finding:
    """Say that the number of the term is marked as still to be verified."""
    return Finding(
        "term_unverified",
        Words(
            "Số ngày này lấy theo văn bản cũ, còn phải kiểm chứng với văn bản mới.",
            "This number comes from an older act and is still to be verified against the new one.",
        ),
        citation=term.citation,
    )


def waiting(term: Term) -> Finding:
    """Say until when it has to be public."""
    assert term.due_on is not None
    day = full(term.due_on)
    return Finding(
        "waiting",
        Words(f"Phải công khai chậm nhất hết ngày {day}.", f"To be made public by the end of {day}."),
        term.due_on, term.citation,
    )  # fmt: skip


def missing(term: Term, on: date) -> Finding:
    """Say since when it is missing."""
    assert term.due_on is not None
    late, day = (on - term.due_on).days, full(term.due_on)
    return Finding(
        "missing",
        Words(f"Hạn {day} đã qua {late} ngày, chưa công khai.", f"Due {day}, {late} days ago; not made public."),
        term.due_on, term.citation,
    )  # fmt: skip


def published(day: date, term: Term) -> Finding:
    """Say when it was first made public, and how that stands to the term."""
    said = full(day)
    if term.due_on is None or day <= term.due_on:
        return Finding("published", Words(f"Công khai lần đầu ngày {said}.", f"First made public on {said}."), day)
    late = (day - term.due_on).days
    return Finding(
        "published_late",
        Words(f"Công khai lần đầu ngày {said}, trễ {late} ngày.", f"First made public on {said}, {late} days late."),
        day, term.citation,
    )  # fmt: skip


def withdrawn(day: date) -> Finding:
    """Say since when it is withdrawn."""
    said = full(day)
    return Finding("withdrawn", Words(f"Đã gỡ xuống ngày {said}.", f"Withdrawn on {said}."), day)


def not_begun(one: Judged) -> Finding:
    """Say which compulsory form is lacking."""
    need = one.need.words
    if one.is_old:
        vi, en = f"Còn bản cũ: {need.vi} chưa thay bằng bản sửa.", f"Still the old version: {need.en}."
        return Finding("old_version", Words(vi, en), citation=one.need.citation)
    if 0 < one.villages_missing < len(one.need.villages):
        count = one.villages_missing
        vi, en = f"Còn {count} ấp, khóm chưa có: {need.vi}.", f"Lacking in {count} villages: {need.en}."
    else:
        vi, en = f"Chưa có: {need.vi}.", f"Lacking: {need.en}."
    return Finding("form_lacking", Words(vi, en), citation=one.need.citation)


def late_form(one: Judged, due_on: date) -> Finding:
    """Say that a form began after its day."""
    assert one.began is not None
    need, day, late = one.need.words, full(one.began), (one.began - due_on).days
    return Finding(
        "form_late",
        Words(
            f"Bắt đầu {need.vi} ngày {day}, trễ {late} ngày.", f"{_upper(need.en)} began on {day}, {late} days late."
        ),
        one.began, one.need.citation,
    )  # fmt: skip


def cut_short(one: Judged) -> Finding:
    """Say on which day something was taken away too early."""
    assert one.last_day is not None
    need, day, days = one.need.words, full(one.last_day), one.days
    if one.need.permanent:
        vi, en = f"Thôi {need.vi} từ sau ngày {day}; phải để thường xuyên.", f"{_upper(need.en)} ended on {day}."
        return Finding("cut_short", Words(vi, en), one.last_day, one.need.citation)
    least = one.need.minimum
    return Finding(
        "cut_short",
        Words(
            f"Thôi {need.vi} sau ngày {day}, mới được {days} ngày, phải đủ {least} ngày liên tục.",
            f"{_upper(need.en)} ended on {day} after {days} days; {least} days in a row are asked for.",
        ),
        one.last_day, one.need.citation,
    )  # fmt: skip


def kept(one: Judged) -> Finding:
    """Say how long a form has been kept, and until when it must be."""
    assert one.began is not None
    need, day, ends = one.need.words, full(one.began), one.ends_on
    if one.is_running and (one.need.permanent or ends is None):
        vi, en = f"Có {need.vi} từ ngày {day}.", f"{_upper(need.en)} since {day}."
        return Finding("form_running", Words(vi, en), one.began, one.need.citation)
    if one.is_running and ends is not None and one.need.minimum is not None and one.days < one.need.minimum:
        until, least = full(ends), one.need.minimum
        return Finding(
            "form_running",
            Words(
                f"Có {need.vi} từ ngày {day}, được {one.days} ngày; phải để đến hết ngày {until} mới đủ {least} ngày.",
                f"{_upper(need.en)} since {day}, {one.days} days; to stay until the end of {until} for {least} days.",
            ),
            one.began, one.need.citation,
        )  # fmt: skip
    return Finding(
        "form_kept",
        Words(
            f"Đủ {need.vi}: từ ngày {day}, {one.days} ngày.", f"{_upper(need.en)} kept: from {day}, {one.days} days."
        ),
        one.began, one.need.citation,
    )  # fmt: skip


def doubted(one: Judged) -> Finding:
    """Say that a resident's word stands against what the unit says."""
    assert one.doubted_on is not None
    day, need = full(one.doubted_on), one.need.words
    vi = f"Ngày {day} có người báo không còn thấy {need.vi}; chờ kiểm tra lại."
    return Finding("doubted", Words(vi, f"On {day} somebody no longer saw {need.en}; to be checked."), one.doubted_on)


def unanswered(one: Judged) -> Finding:
    """Say that nobody answered a resident in time, so that the posting counts as ended."""
    assert one.doubted_on is not None
    assert one.last_day is not None
    day, last, need = full(one.doubted_on), full(one.last_day), one.need.words
    vi = f"Ngày {day} có người báo không còn thấy {need.vi}; quá hạn mà không kiểm tra lại, nên tính đến ngày {last}."
    en = f"On {day} somebody no longer saw {need.en}; not checked again in time, so it counts until {last}."
    if one.is_short and one.need.minimum is not None:
        vi, en = f"{vi[:-1]}: {one.days}/{one.need.minimum} ngày.", f"{en[:-1]}: {one.days} of {one.need.minimum} days."
    return Finding("unanswered", Words(vi, en), one.doubted_on, one.need.citation)


def unconfirmed(one: Judged) -> Finding:
    """Say that nothing stands yet for what the unit says."""
    need = one.need.words
    vi, en = f"Chưa có ảnh hoặc người xác nhận việc {need.vi}.", f"No photo and nobody yet confirms {need.en}."
    return Finding("unconfirmed", Words(vi, en))


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]
