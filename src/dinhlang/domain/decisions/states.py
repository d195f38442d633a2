"""Where a decision stands, and what may come next."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from dinhlang.domain.dates.words import Words


class State(StrEnum):
    """The stations of a decision."""

    PROPOSED = "proposed"
    AGREED = "agreed"  # the Front's board of the village agrees
    SCHEDULED = "scheduled"  # the day stands, the notices go out
    OPEN = "open"  # the roll is frozen: the households decide
    CLOSED = "closed"  # nobody can vote any more; the count is still to be written down
    PASSED = "passed"
    FAILED = "failed"
    SUBMITTED = "submitted"  # to the People's Committee and the Front
    RECOGNISED = "recognised"
    REFUSED = "refused"  # in writing, with reasons
    REPORTED = "reported"  # carried out, and told to the people
    WITHDRAWN = "withdrawn"
    VOID = "void"  # the vote does not stand: to be held again
    ANNULLED = "annulled"


WORDS: Mapping[State, Words] = MappingProxyType({
    State.PROPOSED: Words("mới đề xuất", "proposed"),
    State.AGREED: Words("Ban công tác Mặt trận đã thống nhất", "agreed by the Front's board"),
    State.SCHEDULED: Words("đã có lịch", "scheduled"),
    State.OPEN: Words("đang quyết định", "being decided"),
    State.CLOSED: Words("đã khóa, chờ kiểm phiếu", "closed, to be counted"),
    State.PASSED: Words("được thông qua", "passed"),
    State.FAILED: Words("không được thông qua", "not passed"),
    State.SUBMITTED: Words("được thông qua, đã gửi xã", "passed, sent to the commune"),
    State.RECOGNISED: Words("đã được công nhận", "recognised"),
    State.REFUSED: Words("không được công nhận", "not recognised"),
    State.REPORTED: Words("đã làm xong, đã báo cáo dân", "done and reported"),
    State.WITHDRAWN: Words("đã rút", "withdrawn"),
    State.VOID: Words("kết quả không được giữ", "result set aside"),
    State.ANNULLED: Words("đã bãi bỏ", "annulled"),
})  # fmt: skip

NEXT: Mapping[State, frozenset[State]] = MappingProxyType({
    State.PROPOSED: frozenset({State.AGREED, State.WITHDRAWN}),
    State.AGREED: frozenset({State.SCHEDULED, State.WITHDRAWN}),
    State.SCHEDULED: frozenset({State.SCHEDULED, State.OPEN, State.WITHDRAWN}),
    State.OPEN: frozenset({State.CLOSED, State.PASSED, State.FAILED, State.VOID}),
    State.CLOSED: frozenset({State.PASSED, State.FAILED, State.VOID}),
    # straight to RECOGNISED goes a matter of the whole commune only: its People's Committee sets the day of effect
    State.PASSED: frozenset({State.SUBMITTED, State.RECOGNISED, State.VOID, State.ANNULLED}),
    State.FAILED: frozenset({State.VOID}),
    State.SUBMITTED: frozenset({State.RECOGNISED, State.REFUSED, State.REPORTED, State.VOID, State.ANNULLED}),
    State.RECOGNISED: frozenset({State.REPORTED, State.VOID, State.ANNULLED}),
    State.REPORTED: frozenset({State.VOID, State.ANNULLED}),
    State.REFUSED: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.VOID: frozenset(),
    State.ANNULLED: frozenset(),
})  # fmt: skip
LISTING = (State.PROPOSED, State.AGREED, State.SCHEDULED)  # a list of candidates may still be made
COMING = (State.PROPOSED, State.AGREED, State.SCHEDULED, State.OPEN, State.CLOSED)
# The sum of a whole commune is opened again when the part of one village falls; nothing else ever opens again.
SUM_REOPENS_FROM = (State.PASSED, State.FAILED, State.RECOGNISED)
CALLED_OFF_FROM = (State.PROPOSED, State.AGREED, State.SCHEDULED, State.OPEN)  # an election nobody can be elected in
ENDED_WITHOUT = (State.FAILED, State.REFUSED, State.WITHDRAWN)  # nothing was set aside: it may simply begin anew
FALLEN = (State.VOID, State.ANNULLED)  # the village stays in the number of all villages, and is not in favour
ELECTED_AGAIN_FROM = (
    State.PASSED, State.FAILED, State.SUBMITTED, State.RECOGNISED, State.REFUSED, State.REPORTED,
)  # fmt: skip
DECIDED = (*ELECTED_AGAIN_FROM, *FALLEN)


def may_begin(meets_on: date | None, today: date) -> bool:
    """Tell whether a meeting may be opened: from its day on, not before."""
    return meets_on is not None and today >= meets_on


def may_become(now: State, then: State) -> bool:
    """Tell whether a decision may go from one station to another."""
    return then in NEXT[now]
