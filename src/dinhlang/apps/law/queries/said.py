"""What a row of the law says, term by term, in the language of the reader."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinhlang.apps.law.queries.terms import rulebook
from dinhlang.domain.dates.due import Direction
from dinhlang.domain.dates.periods import CalendarDays, Hours, Months, Period, WorkingDays
from dinhlang.domain.law.rule import Deadline, Rule
from dinhlang.domain.law.threshold import Threshold


def facts(row: Rule, language: str) -> Iterable[tuple[str, str]]:
    """Yield (term, words): who, by when, for how long, with how many, in which forms."""
    words = rulebook().vocabulary
    yield _("Ai phải làm"), words.actor[row.who].said(language)
    if row.deadline:
        yield _("Thời hạn"), _term(row.deadline, language)
    if row.min_duration:
        yield _("Ít nhất"), length(row.min_duration)
    if "loudspeaker_min_days" in row.details:
        yield _("Phát thanh ít nhất"), length(CalendarDays(row.details["loudspeaker_min_days"]))
    if "min_per_period" in row.details:
        yield _("Ít nhất"), often(row.details["min_per_period"], row.details["period"])
    if row.quorum:
        yield _("Phải có mặt"), _share(row.quorum, language)
    if row.threshold:
        yield _("Cần đồng ý"), _share(row.threshold, language)
    if row.forms:
        yield _("Hình thức"), "; ".join(words.form[one].said(language) for one in row.forms)


def _term(term: Deadline, language: str) -> str:
    event, span = rulebook().vocabulary.event[term.event].said(language), length(term.period)
    if term.direction is Direction.BEFORE:
        return _("trước %(event)s ít nhất %(length)s") % {"event": event, "length": span}
    if term.extension:
        told = {"length": span, "event": event, "extension": length(term.extension)}
        return _("%(length)s kể từ %(event)s, gia hạn nhiều nhất %(extension)s") % told
    return _("%(length)s kể từ %(event)s") % {"length": span, "event": event}


def length(period: Period) -> str:
    """Return a length of time in words."""
    count = {"count": period.count}
    if isinstance(period, WorkingDays):
        return ngettext("%(count)d ngày làm việc", "%(count)d ngày làm việc", period.count) % count
    if isinstance(period, Months):
        return ngettext("%(count)d tháng", "%(count)d tháng", period.count) % count
    if isinstance(period, Hours):
        return ngettext("%(count)d giờ", "%(count)d giờ", period.count) % count
    return ngettext("%(count)d ngày", "%(count)d ngày", period.count) % count


def often(count: int, period: str) -> str:
    """Return in words how often something must happen."""
    if period == "week":
        return ngettext("%(count)d lần mỗi tuần", "%(count)d lần mỗi tuần", count) % {"count": count}
    if period == "month":
        return ngettext("%(count)d lần mỗi tháng", "%(count)d lần mỗi tháng", count) % {"count": count}
    return ngettext("%(count)d lần mỗi năm", "%(count)d lần mỗi năm", count) % {"count": count}


def _share(share: Threshold, language: str) -> str:
    told = {"share": str(share.fraction), "of": rulebook().vocabulary.of[share.of].said(language)}
    return _("hơn %(share)s %(of)s") % told if share.strict else _("ít nhất %(share)s %(of)s") % told
