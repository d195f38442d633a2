"""Until when a decision goes to the commune, until when it is recognised, from when it has effect."""

from dataclasses import dataclass
from datetime import date, datetime

from dinhlang.domain.dates.calendar import Calendar
from dinhlang.domain.dates.due import VIETNAM, DueResult
from dinhlang.domain.dates.words import Words, full
from dinhlang.domain.decisions.finding import Finding, cited
from dinhlang.domain.decisions.matters import Body, Effect, Matter, Scope, body_of, effect_of, in_force
from dinhlang.domain.law.rule import Rule
from dinhlang.domain.law.rulebook import Rulebook

BODY_WORDS = {
    Body.COMMITTEE: Words("Ủy ban nhân dân cấp xã", "the commune People's Committee"),
    Body.FRONT: Words("Ủy ban Mặt trận Tổ quốc Việt Nam cấp xã", "the commune Fatherland Front Committee"),
}


@dataclass(frozen=True)
class Term:
    """The last day of a term, with how it was counted and on which ground."""

    due_on: date
    counted: DueResult
    rule: Rule


def submission(matter: Matter, held_on: date, book: Rulebook, calendar: Calendar) -> Term:
    """Return until when the decision goes to the People's Committee and the Front (Article 20.3)."""
    return _term(matter.submission, held_on, book, calendar)


def recognition(matter: Matter, received_on: date, book: Rulebook, calendar: Calendar) -> Term | None:
    """Return until when it is recognised or refused in writing; None for matters that nobody recognises."""
    return _term(matter.recognition, received_on, book, calendar) if matter.recognition else None


def submission_finding(term: Term, received_on: date | None) -> Finding:
    """Say until when the decision must be sent, and whether it came late."""
    day, length = full(term.due_on), term.counted.legs[0].period
    assert length is not None
    vi = f"Gửi Ủy ban nhân dân và Ủy ban Mặt trận Tổ quốc cấp xã chậm nhất hết ngày {day} ({length.words.vi})."
    en = f"To be sent to the People's Committee and the Front by the end of {day} ({length.words.en})."
    if received_on is not None and received_on > term.due_on:
        vi += f" Nhận ngày {full(received_on)}: muộn."
        en += f" Received on {full(received_on)}: late."
        return Finding("submission_late", Words(vi, en), term.rule.citation)
    return Finding("submission", Words(vi, en), term.rule.citation)


def recognition_finding(body: Body, term: Term | None, recognised_on: date | None, book: Rulebook) -> Finding:
    """Say who recognises until when; silence is never consent."""
    who = BODY_WORDS[body]
    if term is None:
        vi = f"{who.vi} công nhận; thời hạn tính từ ngày nhận được quyết định."
        en = f"{_upper(who.en)} recognises it; the term runs from the day it receives the decision."
        return Finding("recognition_unreceived", Words(vi, en), cited("L10 21.2", book.acts))
    day = full(term.due_on)
    vi = f"{who.vi} công nhận, hoặc trả lời bằng văn bản nêu rõ lý do, chậm nhất hết ngày {day}."
    en = f"{_upper(who.en)} recognises it, or refuses in writing with reasons, by the end of {day}."
    if recognised_on is not None and recognised_on > term.due_on:
        said = full(recognised_on)
        words = Words(f"{vi} Công nhận ngày {said}: muộn.", f"{en} Recognised on {said}: late.")
        return Finding("recognition_late", words, term.rule.citation)
    return Finding("recognition", Words(vi, en), term.rule.citation)


@dataclass(frozen=True)
class InEffect:
    """From when a decision has effect; on None: not yet, or never, as the finding says."""

    on: date | None
    finding: Finding


def effective(
    matter: Matter, scope: Scope, book: Rulebook, *, valid: bool, held_on: date, recognised_on: date | None
) -> InEffect:
    """Return from when a decision has effect. valid: it passed, in a form that the law allows."""
    rule, ground = matter.rule(scope, book, on=held_on), cited("L10 21.2", book.acts)
    effect, body = effect_of(rule), body_of(rule)
    if not valid:
        words = Words("Chưa thành quyết định nên không có hiệu lực.", "No decision was made, so nothing has effect.")
        return InEffect(None, Finding("effect_none", words, ground))
    if effect is Effect.VOTE:
        vi = f"Có hiệu lực từ ngày biểu quyết, {full(held_on)}; không cần cơ quan nào công nhận."
        en = f"In effect from the vote, {full(held_on)}; nobody has to recognise it."
        return InEffect(held_on, Finding("effect_vote", Words(vi, en), ground))
    if effect is Effect.SET_BY_COMMITTEE:
        vi = "Có hiệu lực từ ngày Ủy ban nhân dân cấp xã ấn định sau khi tổng hợp kết quả của các thôn."
        en = "In effect from the day that the People's Committee sets on the results of all villages."
        return InEffect(None, Finding("effect_set", Words(vi, en), ground))
    assert body is not None
    return _after_recognition(body, recognised_on, ground)


def _after_recognition(body: Body, recognised_on: date | None, ground: Words) -> InEffect:
    who = BODY_WORDS[body]
    if recognised_on is None:
        vi = f"Chưa có hiệu lực: phải chờ {who.vi} công nhận; không trả lời không phải là công nhận."
        en = f"Not yet in effect: {who.en} has to recognise it; silence is not recognition."
        return InEffect(None, Finding("effect_waits", Words(vi, en), ground))
    vi, en = f"Có hiệu lực từ ngày công nhận, {full(recognised_on)}.", f"In effect from {full(recognised_on)}."
    return InEffect(recognised_on, Finding("effect_recognised", Words(vi, en), ground))


def _term(rule_ids: tuple[str, ...], start: date, book: Rulebook, calendar: Calendar) -> Term:
    rule = in_force(rule_ids, book, on=start)
    counted = book.due(rule.id, datetime(start.year, start.month, start.day, tzinfo=VIETNAM), calendar)
    return Term(counted.due_on, counted, rule)


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]
