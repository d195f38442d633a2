"""The calendar of a decision: from the proposed day, every day by which the law wants something done, and why."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dinhlang.domain.dates.calendar import Calendar
from dinhlang.domain.dates.due import VIETNAM, full_days_end
from dinhlang.domain.dates.explanation import explanation
from dinhlang.domain.dates.words import Words, full
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.matters import Matter, Step
from dinhlang.domain.law.rule import Rule
from dinhlang.domain.law.rulebook import Rulebook

ONE_DAY = timedelta(days=1)
MEETING = ("DEC-D59-3-NOTICE",)
DOCUMENTS = ("DEC-D59-3-DOCS",)
BALLOT = ("DEC-19-INFO",)
CANDIDATES = "DEC-D59-6-CAND"
ELECTION = ("DEC-D59-6-CALL", CANDIDATES, "DEC-D59-6-TEAM", "DEC-D59-6-PUB")
POSTING = "DEC-D61-9-POST"  # the draft of a convention hangs for a minimum of days before the meeting
CONFERENCE = "INS-33-CONF"
NEW_ELECTION = "DEC-D59-9-NEW"
CONVENTION_BACK = "DEC-D61-18-RETURN"
REVIEW = "DEC-D61-15-REVIEW"  # every year on one day; it has no term, only that day
FARTHEST = 400  # days ahead in which a first possible day is looked for


@dataclass(frozen=True)
class Notice:
    """One thing to do by a day. steps: the count in words, sentence by sentence."""

    rule: Rule
    due_on: date
    who: Words
    steps_vi: tuple[str, ...]
    steps_en: tuple[str, ...]

    def steps(self, language: str) -> tuple[str, ...]:
        """Return the count in "en", and in Vietnamese for every other language."""
        return self.steps_en if language == "en" else self.steps_vi


def before(
    matter: Matter, form: Form, begins_on: date, book: Rulebook, calendar: Calendar, *, step: Step | None = None
) -> tuple[Notice, ...]:
    """Return what must be done before a meeting, or before ballots go out, by the day of each, earliest first."""
    wanted = [*(MEETING if form is Form.MEETING else ()), *(BALLOT if form is Form.BALLOT else ())]
    if form is Form.MEETING and matter.documents:
        wanted += DOCUMENTS
    if step is Step.ELECT and matter.recognition[:1] == ("DEC-D59-8-HEAD",):
        wanted += ELECTION
    notices = [_counted(rule_id, begins_on, begins_on, book, calendar) for rule_id in wanted]
    if "DEC-D61-11-DOSSIER" in matter.submission:
        notices.append(_posting(begins_on, book))
    return tuple(sorted(notices, key=lambda one: (one.due_on, one.rule.id)))


def candidates_due(matter: Matter, begins_on: date, book: Rulebook, calendar: Calendar) -> Notice | None:
    """Return by when the list of candidates goes to the People's Committee; None where the law sets no day."""
    if matter.recognition[:1] != ("DEC-D59-8-HEAD",):
        return None
    return _counted(CANDIDATES, begins_on, begins_on, book, calendar)


def after_recognition(
    matter: Matter, recognised_on: date, book: Rulebook, calendar: Calendar, *, step: Step | None = None
) -> tuple[Notice, ...]:
    """Return what a recognition sets going: a new election after a dismissal; of a convention its return and review."""
    wanted = [NEW_ELECTION] if step is Step.DISMISS and matter.code == "15.4" else []
    wanted += [CONVENTION_BACK] if matter.code == "15.3" else []
    found = [_counted(rule_id, recognised_on, recognised_on, book, calendar) for rule_id in wanted]
    return (*found, *([_review(recognised_on, book)] if matter.code == "15.3" else []))


def of_conference(held_on: date, book: Rulebook, calendar: Calendar) -> tuple[Notice, ...]:
    """Return what must be done before the yearly conference of a village."""
    return (_counted(CONFERENCE, held_on, held_on, book, calendar),)


def earliest(
    matter: Matter, form: Form, today: date, book: Rulebook, calendar: Calendar, *, step: Step | None = None
) -> date:
    """Return the first day on which the households can decide so that no notice is late already."""
    for ahead in range(1, FARTHEST):
        day = today + ONE_DAY * ahead
        if all(one.due_on >= today for one in before(matter, form, day, book, calendar, step=step)):
            return day
    raise ValueError("no day within a year fits")


def _counted(rule_id: str, start: date, on: date, book: Rulebook, calendar: Calendar) -> Notice:
    counted = book.due(rule_id, datetime(start.year, start.month, start.day, tzinfo=VIETNAM), calendar, on=on)
    rule = book.rule(rule_id, on=on)
    told = (tuple(explanation(counted, language)) for language in ("vi", "en"))
    return Notice(rule, counted.due_on, book.vocabulary.actor[rule.who], *told)


def _review(recognised_on: date, book: Rulebook) -> Notice:
    """Return the first day of the yearly review after a convention was recognised."""
    rule = book.rule(REVIEW, on=recognised_on)
    month, day = (int(part) for part in rule.details["review_on"].split("-"))
    this_year = date(recognised_on.year, month, day)
    first = this_year if this_year > recognised_on else date(recognised_on.year + 1, month, day)
    vi = f"Mỗi năm một lần vào ngày {day}/{month}, hoặc ngày khác mà cộng đồng thống nhất; lần đầu ngày {full(first)}."
    en = f"Every year on {this_year:%d %B}, or another day that the community agrees on; first on {full(first)}."
    return Notice(rule, first, book.vocabulary.actor[rule.who], (vi,), (en,))


def _posting(begins_on: date, book: Rulebook) -> Notice:
    """Return the last day to hang out a draft so that its full days are over before the meeting."""
    rule = book.rule(POSTING, on=begins_on)
    assert rule.min_duration is not None
    start = begins_on - ONE_DAY * (rule.min_duration.count + 1)
    last, days = full_days_end(start, rule.min_duration), rule.min_duration.count
    vi = f"Niêm yết ngày {full(start)} thì đủ {days} ngày vào hết ngày {full(last)}; ngày niêm yết không tính."
    en = f"Posted on {full(start)}, {days} full days end with {full(last)}; the day of posting is not counted."
    return Notice(rule, start, book.vocabulary.actor[rule.who], (vi,), (en,))
