"""What `dinhlang law` says about a provision, in words and as data."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from dinhlang.domain.dates.due import Direction
from dinhlang.domain.dates.words import Words, full
from dinhlang.domain.law.act import Standing
from dinhlang.domain.law.rule import Deadline, Rule
from dinhlang.domain.law.rulebook import Rulebook
from dinhlang.domain.law.threshold import Threshold

CONFIDENCE = {"sure": "chắc chắn", "likely": "có khả năng cao, nên kiểm tra", "unsure": "chưa chắc, phải kiểm tra"}
STANDING = {
    Standing.PASSED: Words("đã thông qua, chưa có hiệu lực", "passed, not yet in force"),
    Standing.IN_FORCE: Words("có hiệu lực", "in force"),
    Standing.AMENDED: Words("có hiệu lực, đã sửa đổi", "in force as amended"),
    Standing.ENDED: Words("hết hiệu lực", "ended"),
}
Sentence = tuple[str, str]  # Vietnamese, English


def no_term(rule: Rule, local: Sequence[Rule]) -> Sentence:
    """Return why a provision gives no deadline, and what the province set instead."""
    vietnamese, english = f"{rule.id}: luật không ấn định thời hạn", f"{rule.id}: the law sets no term"
    if rule.min_duration:
        least = rule.min_duration.words
        vietnamese += f", chỉ có thời gian tối thiểu {least.vi}"
        english += f", only a minimum of {least.en}"
    terms = [row for row in local if row.deadline]
    for row in terms:
        assert row.deadline is not None
        length = row.deadline.period.words
        vietnamese += f"; {row.act.name.vi} có dòng {row.id}: {row.title.vi}, {length.vi}"
        english += f"; the local row {row.id} says {length.en} ({row.title.en})"
    if rule.overlay and not terms:
        vietnamese += "; tỉnh, xã có thể đặt một thời hạn trong quy chế của mình"
        english += "; a province or commune may set one in its own regulation"
    return vietnamese, english


def no_share(rule: Rule) -> Sentence:
    """Return that a provision asks for no share of votes."""
    return f"{rule.id}: quy định này không đòi tỷ lệ biểu quyết", f"{rule.id} asks for no share of votes"


def unsure(rule: Rule) -> Sentence:
    """Return the warning about a number that must be checked."""
    note = f" ({rule.note})" if rule.note else ""
    return (
        f"{rule.id}: con số này chưa chắc chắn, phải kiểm tra trước khi dùng{note}",
        f"{rule.id}: this number is not sure and must be checked",
    )


def not_in_force(name: str, book: Rulebook, on: date) -> Sentence:
    """Return since when a rule is in force, for a day on which it is not."""
    versions = book.versions(name)
    spans, english = (
        ", ".join(words) for words in zip(*((span(row).vi, span(row).en) for row in versions), strict=True)
    )
    passed = any(book.standing(row, on=on) is Standing.PASSED for row in versions)
    more = Words(" (đã thông qua, chưa có hiệu lực)", " (passed, not yet in force)") if passed else Words("", "")
    return (
        f"{name} không có hiệu lực ngày {full(on)}{more.vi}; có hiệu lực {spans}",
        f"{name} was not in force{more.en}; it is {english}",
    )


def span(row: Rule) -> Words:
    """Return from when until when a row is in force."""
    vietnamese, english = f"từ {full(row.valid_from)}", f"in force from {full(row.valid_from)}"
    if row.valid_to:
        return Words(f"{vietnamese} đến {full(row.valid_to)}", f"{english} to {full(row.valid_to)}")
    return Words(vietnamese, english)


def plain_share(share: Threshold) -> str:
    """Return a share that stands on no provision, in words."""
    return f"{'hơn' if share.strict else 'ít nhất'} {share.fraction}"


def outcome(
    share: Threshold, rule: Rule | None, book: Rulebook, *, passes: bool, needed: int, yes: int, total: int
) -> str:
    """Return the outcome of a vote in words."""
    of = f" {book.vocabulary.of[share.of].vi}" if share.of else ""
    lines = [
        f"{'ĐẠT' if passes else 'KHÔNG ĐẠT'}: {yes}/{total} đồng ý, cần {needed}",
        f"  Tỷ lệ: {plain_share(share)}{of}",
    ]
    return "\n".join([*lines, f"  Căn cứ: {rule.citation.vi}"] if rule else lines)


def described(rule: Rule, book: Rulebook, on: date | None = None) -> str:
    """Return a provision as lines for a person."""
    words, standing = book.vocabulary, book.standing(rule, on=on) if on else None
    lines = [
        f"{rule.id} · {rule.title.vi}",
        f"  {rule.title.en}",
        f"  Căn cứ: {rule.citation.vi}",
        f"  Hiệu lực: {span(rule).vi} · phiên bản {rule.version}",
        *([f"  Tình trạng ngày {full(on)}: {STANDING[standing].vi}"] if on and standing else []),
        f"  Loại: {words.kind[rule.kind].vi} · phạm vi: {words.scope[rule.scope].vi}",
        f"  Ai làm: {words.actor[rule.who].vi}",
    ]
    lines += [f"  Hình thức: {'; '.join(words.form[one].vi for one in rule.forms)}"] if rule.forms else []
    lines += [f"  Thời hạn: {_term(rule.deadline, book)}"] if rule.deadline else []
    lines += [f"  Tối thiểu: {rule.min_duration.words.vi}"] if rule.min_duration else []
    lines += [f"  Tỷ lệ: {_share(rule.threshold, book)}"] if rule.threshold else []
    lines += [f"  Điều kiện dự họp: {_share(rule.quorum, book)}"] if rule.quorum else []
    lines += [f"  {name}: {value}" for name, value in rule.details.items()]
    lines += [f"  Độ tin cậy: {CONFIDENCE[rule.confidence]} · nguồn {', '.join(rule.sources)}"]
    lines += [
        f"  Ghi chú: {one}"
        for one in (rule.remark and rule.remark.vi, rule.note, rule.article_note, rule.act.note)
        if one
    ]
    rows = book.versions(rule.id)
    lines += [f"  Các dòng theo ngày: {'; '.join(span(row).vi for row in rows)}"] if len(rows) > 1 else []
    return "\n".join(lines + [f"  Dòng của tỉnh: {one.id} · {one.title.vi}" for one in _local(rule, book)])


def as_data(rule: Rule, book: Rulebook, on: date | None = None) -> dict[str, Any]:
    """Return everything a provision says, for a program."""
    return {
        "id": rule.id,
        "version": rule.version,
        "title": _both(rule.title),
        "citation": rule.citation.vi,
        "citation_en": rule.citation.en,
        "act": {"code": rule.act.code, "number": rule.act.number, "name": _both(rule.act.name), "note": rule.act.note},
        "illustrative": rule.act.illustrative,
        "valid_from": rule.valid_from.isoformat(),
        "valid_to": rule.valid_to.isoformat() if rule.valid_to else None,
        "act_passed": rule.act.passed.isoformat() if rule.act.passed else None,
        "act_ended": rule.act.ended.isoformat() if rule.act.ended else None,
        "act_changes": [{"on": one.on.isoformat(), "by": one.by, **_both(one.what)} for one in rule.act.changes],
        "status": standing.value if (standing := book.standing(rule, on=on) if on else None) else None,
        "kind": rule.kind,
        "scope": rule.scope,
        "who": {"code": rule.who, **_both(book.vocabulary.actor[rule.who])},
        "forms": {form: _both(book.vocabulary.form[form]) for form in rule.forms},
        "deadline": _deadline_data(rule.deadline) if rule.deadline else None,
        "min_duration": rule.min_duration.code if rule.min_duration else None,
        "threshold": _share_data(rule.threshold),
        "quorum": _share_data(rule.quorum),
        "confidence": rule.confidence.value,
        "sources": list(rule.sources),
        "details": dict(rule.details),
        "note": rule.note,
        "article_note": rule.article_note,
        "remark": _both(rule.remark) if rule.remark else None,
        "may_be_set_locally": rule.overlay,
        "sets_locally": rule.overlays or None,
        "local_rows": [row.id for row in _local(rule, book)],
        "versions": [row.version for row in book.versions(rule.id)],
    }


def _local(rule: Rule, book: Rulebook) -> Iterable[Rule]:
    return (row for versions in book.rules.values() for row in versions if row.overlays == rule.id)


def _both(words: Words) -> dict[str, str]:
    return {"vi": words.vi, "en": words.en}


def _term(term: Deadline, book: Rulebook) -> str:
    event = book.vocabulary.event[term.event].vi
    if term.direction is Direction.BEFORE:
        return f"chậm nhất {term.period.words.vi} trước {event}"
    more = f", gia hạn tối đa {term.extension.words.vi}" if term.extension else ""
    return f"{term.period.words.vi} kể từ {event}{more}"


def _share(share: Threshold, book: Rulebook) -> str:
    return f"{plain_share(share)} {book.vocabulary.of[share.of].vi}"


def _deadline_data(term: Deadline) -> Mapping[str, Any]:
    return {
        "period": term.period.code,
        "from": term.event,
        "direction": term.direction.value,
        "default": term.is_default,
        "extension": term.extension.code if term.extension else None,
        "what": term.what,
        "variants": {name: period.code for name, period in term.variants.items()},
    }


def _share_data(share: Threshold | None) -> Mapping[str, Any] | None:
    return {"share": share.code, "strict": share.strict, "of": share.of} if share else None
