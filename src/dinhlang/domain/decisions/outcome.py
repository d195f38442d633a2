"""Did it pass? One village counts all its households; a matter of the whole commune counts its villages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dinhlang.domain.dates.words import Words
from dinhlang.domain.decisions.finding import Finding, cited, share_said
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.matters import Matter, Scope
from dinhlang.domain.law.rulebook import Rulebook


class CountError(ValueError):
    """Numbers of households that cannot be."""


@dataclass(frozen=True)
class Count:
    """The households of one village: all, those present (or whose ballot came back), those in favour.

    present: None where only the result of the village is known.
    """

    households: int
    yes: int
    present: int | None = None
    name: str = ""

    def __post_init__(self) -> None:
        present = self.households if self.present is None else self.present
        if not (0 <= self.yes <= present <= self.households and self.households > 0):
            raise CountError(f"{self.yes} in favour, {self.present} present of {self.households} cannot be")

    @property
    def absent(self) -> int | None:
        """Return how many households were not there; None where it is not known."""
        return None if self.present is None else self.households - self.present


@dataclass(frozen=True)
class Outcome:
    """Whether the share was reached. needed, yes, total: households; or villages, of a matter of the whole commune."""

    passed: bool
    yes: int
    needed: int
    total: int
    findings: tuple[Finding, ...]


def of_village(matter: Matter, count: Count, form: Form, book: Rulebook, *, on: date) -> Outcome:
    """Return whether the households of one village are enough; those who stay away count as not in favour."""
    rule = matter.rule(Scope.VILLAGE, book, on=on)
    share = book.threshold(rule.id, on=on)
    needed, reached = share.needed(count.households), share.passes(count.yes, count.households)
    findings = [_village_count(count, needed, reached, share_said(share), rule.citation)]
    if count.absent:
        findings.append(_absent(count.absent, form, book))
    quorum = _quorum(matter, count, form, book, on)
    findings += [quorum[1]] if quorum else []
    enough = reached and (quorum is None or quorum[0])
    if form is Form.MEETING and count.present is not None and count.present < needed:
        findings.append(_unreachable(count.present, needed, book))
    return Outcome(enough, count.yes, needed, count.households, tuple(findings))


def of_commune(matter: Matter, counts: Sequence[Count], form: Form, book: Rulebook, *, on: date) -> Outcome:
    """Return whether enough villages are in favour, each by the count of all its own households."""
    rule = matter.rule(Scope.COMMUNE, book, on=on)
    share = book.threshold(rule.id, on=on)
    villages = [of_village(matter, one, form, book, on=on) for one in counts]
    in_favour, total = sum(one.passed for one in villages), len(villages)
    needed, passed = share.needed(total), share.passes(in_favour, total)
    said = share_said(share)
    words = Words(
        f"Cần {said.vi} tổng số {total} thôn tán thành, tức {needed} thôn; có {in_favour} thôn: {_vi(passed)}.",
        f"Needs {said.en} {total} villages in favour, that is {needed}; {in_favour} are: {_en(passed)}.",
    )
    head = Finding("count_commune", words, rule.citation)
    each = [
        _one_village(number, count, one, matter.rule(Scope.VILLAGE, book, on=on).citation)
        for number, (count, one) in enumerate(zip(counts, villages, strict=True), start=1)
    ]
    return Outcome(passed, in_favour, needed, total, (head, *each))


def _village_count(count: Count, needed: int, reached: bool, share: Words, citation: Words) -> Finding:  # noqa: FBT001
    words = Words(
        f"Cần {share.vi} tổng số {count.households} hộ đồng ý, tức {needed} hộ; có {count.yes} hộ: {_vi(reached)}.",
        f"Needs {share.en} all {count.households} households, that is {needed}; {count.yes} agree: {_en(reached)}.",
    )
    return Finding("count_village", words, citation)


def _one_village(number: int, count: Count, outcome: Outcome, citation: Words) -> Finding:
    vi, en = count.name or f"Thôn thứ {number}", count.name or f"Village {number}"
    words = Words(
        f"{vi}: cần {outcome.needed} trên {count.households} hộ, có {count.yes} hộ đồng ý: {_vi(outcome.passed)}.",
        f"{en}: {outcome.needed} of {count.households} households needed, {count.yes} agree: {_en(outcome.passed)}.",
    )
    return Finding("count_one_village", words, citation)


def _absent(absent: int, form: Form, book: Rulebook) -> Finding:
    who = Words("vắng mặt", "absent") if form is Form.MEETING else Words("không tham gia", "did not take part")
    words = Words(
        f"{absent} hộ {who.vi} vẫn tính vào tổng số hộ; không tham gia không phải là đồng ý.",
        f"{absent} households ({who.en}) still count in the total; staying away is not agreeing.",
    )
    return Finding("absent_counted", words, cited("L10 21.1", book.acts))


def _quorum(matter: Matter, count: Count, form: Form, book: Rulebook, on: date) -> tuple[bool, Finding] | None:
    rule = matter.rule(Scope.VILLAGE, book, on=on)
    if rule.quorum is None or form is not Form.MEETING or count.present is None:
        return None
    needed, met = rule.quorum.needed(count.households), rule.quorum.passes(count.present, count.households)
    said = share_said(rule.quorum)
    words = Words(
        f"Cuộc họp phải có đại diện của {said.vi} tổng số hộ, tức {needed} hộ; có {count.present} hộ dự: {_vi(met)}.",
        f"The meeting needs {said.en} all households, that is {needed}; {count.present} came: {_en(met)}.",
    )
    return met, Finding("quorum", words, cited("D61 10.1.a", book.acts))


def _unreachable(present: int, needed: int, book: Rulebook) -> Finding:
    words = Words(
        f"Chỉ có {present} hộ dự họp nên không thể đạt {needed} hộ; được chuyển sang phát phiếu đến từng hộ.",
        f"Only {present} households came, so {needed} could not be reached; ballots may now go to every household.",
    )
    return Finding("meeting_too_small", words, cited("L10 19.1.b", book.acts))


def _vi(enough: bool) -> str:  # noqa: FBT001
    return "đủ" if enough else "chưa đủ"


def _en(enough: bool) -> str:  # noqa: FBT001
    return "enough" if enough else "not enough"
