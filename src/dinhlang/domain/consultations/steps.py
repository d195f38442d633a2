"""Every step that the law asks of a consultation: by when, done or not, and what is late (Art. 27–28, Decree 321)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from dinhlang.domain.consultations.matters import MATTERS, Matter, Side
from dinhlang.domain.dates.calendar import ONE_DAY, Calendar
from dinhlang.domain.dates.due import VIETNAM, full_days_end
from dinhlang.domain.dates.words import Words
from dinhlang.domain.law.rulebook import Rulebook

PLAN, EXPLAIN, REASON, HEAR = "CON-28-PLAN", "CON-28-EXPLAIN", "CON-28-REASON", "CON-27-HEAR"


class Status(StrEnum):
    """How a step stands on a day."""

    DONE = "done"
    DONE_LATE = "done_late"
    OPEN = "open"  # its time runs, or it waits for another step
    LATE = "late"
    BROKEN = "broken"  # what cannot be mended: closed before its time


@dataclass(frozen=True)
class Facts:
    """What happened in one consultation; None: not yet."""

    matter: str
    plan_sent_on: date | None = None  # to the People's Council and the Front
    published_on: date | None = None  # the content, for everybody
    closed_on: date | None = None  # the last day on which opinions were taken
    summary_on: date | None = None  # the document that sums up and explains
    summary_published_on: date | None = None
    told_addressees_on: date | None = None
    hearing_asked_on: date | None = None  # an addressee asked to be heard
    heard_on: date | None = None  # all who asked were heard
    explained_to_heard_on: date | None = None  # and told what became of it
    decided_on: date | None = None
    against_majority: bool = False
    reasons_on: date | None = None
    reported_on: date | None = None  # to the nearest ordinary session of the Council, and to the Front
    session_on: date | None = None  # that session, where its day is known


@dataclass(frozen=True)
class Step:
    """One step. due_on: the last day in time, None where the law names no day; from_on: the first day allowed."""

    code: str
    words: Words
    status: Status
    due_on: date | None
    done_on: date | None
    citation: Words
    from_on: date | None = None

    @property
    def is_late(self) -> bool:
        """Tell whether the step is late or came late, or was done before its time."""
        return self.status in (Status.LATE, Status.DONE_LATE, Status.BROKEN)


@dataclass(frozen=True)
class _Law:
    """The rules on the day of publication, and the day one looks."""

    book: Rulebook
    calendar: Calendar
    on: date  # the rules are those of this day
    today: date

    def citation(self, rule: str) -> Words:
        return self.book.rule(rule, on=self.on).citation


def earliest_close(matter: Matter, published_on: date, book: Rulebook) -> date | None:
    """Return the last of the days for opinions: at least so many full days after publication; None: another law."""
    if matter.own_rule:
        return None
    least = book.rule(matter.rule, on=published_on).min_duration
    return None if least is None else full_days_end(published_on, least)


def steps(facts: Facts, book: Rulebook, calendar: Calendar, *, today: date) -> tuple[Step, ...]:
    """Return the steps of a consultation in their order, as they stand on a day."""
    matter = MATTERS[facts.matter]
    law = _Law(book, calendar, facts.published_on or today, today)
    is_of_commune = matter.side is Side.COMMUNE  # Article 28 asks the plan and the report of communes
    found = [_plan(facts, law)] if is_of_commune else []
    found += [_published(facts, matter, law), *_window(facts, matter, law)]
    if matter.addressee:
        found += _hearing(facts, law)
    found += [*_explained(facts, law), *_reasons(facts, law)]
    return (*found, _reported(facts, law)) if is_of_commune else tuple(found)


def late(found: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return the steps that are late."""
    return tuple(one for one in found if one.is_late)


def _plan(facts: Facts, law: _Law) -> Step:
    words = Words("Gửi kế hoạch lấy ý kiến cho HĐND và MTTQ", "Send the plan to the People's Council and the Front")
    return _step("plan", words, facts.plan_sent_on, facts.published_on, law, PLAN)


def _published(facts: Facts, matter: Matter, law: _Law) -> Step:
    words = Words("Công khai nội dung lấy ý kiến", "Publish what opinions are asked on")
    return _step("published", words, facts.published_on, None, law, matter.rule)


def _window(facts: Facts, matter: Matter, law: _Law) -> Iterator[Step]:
    if matter.own_rule:
        start = facts.published_on
        words = Words(
            "Lấy ý kiến xong từng hộ ở mọi ấp, khóm", "Finish the ballots of all households, village by village"
        )
        due = law.book.due(matter.own_rule, _moment(start), law.calendar).due_on if start else None
        yield _step("households", words, facts.closed_on, due, law, matter.own_rule)
        return
    words = Words("Nhận ý kiến đủ số ngày luật định", "Take opinions for at least the days of the law")
    least = earliest_close(matter, facts.published_on, law.book) if facts.published_on else None
    citation = law.citation(matter.rule)
    too_early = least is not None and facts.closed_on is not None and facts.closed_on < least
    status = Status.BROKEN if too_early else Status.DONE if facts.closed_on else Status.OPEN
    yield Step("window", words, status, None, facts.closed_on, citation, from_on=least)


def _hearing(facts: Facts, law: _Law) -> Iterator[Step]:
    told = Words("Báo cho người chịu tác động biết trước khi quyết định", "Tell the addressees before deciding")
    yield _step("addressees", told, facts.told_addressees_on, facts.decided_on, law, HEAR)
    if facts.hearing_asked_on:
        heard = Words("Nghe người chịu tác động đã xin trình bày", "Hear the addressees who asked to be heard")
        yield _step("heard", heard, facts.heard_on, facts.decided_on, law, HEAR)
    if facts.heard_on:
        told = Words("Gửi giải trình cho người đã trình bày", "Send the explanation to those who were heard")
        yield _step("explained_to_heard", told, facts.explained_to_heard_on, facts.decided_on, law, HEAR)


def _explained(facts: Facts, law: _Law) -> Iterator[Step]:
    words = Words("Tổng hợp, tiếp thu hoặc giải trình từng điểm", "Sum up; accept or explain every point")
    yield _step("summary", words, facts.summary_on, facts.decided_on, law, EXPLAIN)
    words = Words("Công khai bản tổng hợp, giải trình", "Publish the summary and the explanation")
    due = law.book.due(EXPLAIN, _moment(facts.summary_on), law.calendar).due_on if facts.summary_on else None
    yield _step("explained", words, facts.summary_published_on, due, law, EXPLAIN)


def _reasons(facts: Facts, law: _Law) -> Iterator[Step]:
    if facts.against_majority:
        words = Words("Nêu lý do quyết định khác ý kiến đa số", "Give the reasons for deciding against the majority")
        yield _step("reasons", words, facts.reasons_on, facts.decided_on, law, REASON)


def _reported(facts: Facts, law: _Law) -> Step:
    words = Words(
        "Báo cáo kỳ họp HĐND thường lệ gần nhất và MTTQ", "Report to the nearest ordinary session of the Council"
    )
    return _step("reported", words, facts.reported_on, facts.session_on, law, EXPLAIN)


def _step(code: str, words: Words, done_on: date | None, due_on: date | None, law: _Law, rule: str) -> Step:
    if done_on is not None:
        status = Status.DONE if due_on is None or done_on <= due_on else Status.DONE_LATE
    else:
        status = Status.LATE if due_on is not None and law.today > due_on else Status.OPEN
    return Step(code, words, status, due_on, done_on, law.citation(rule))


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)


def is_open(published_on: date | None, closes_on: date, today: date) -> bool:
    """Tell whether opinions are taken on a day: from publication to the end of the last day."""
    return published_on is not None and published_on <= today < closes_on + ONE_DAY
