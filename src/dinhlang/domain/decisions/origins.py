"""Where a decision comes from, and what that asks of it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from dinhlang.domain.dates.words import Words
from dinhlang.domain.decisions.matters import Matter, Step
from dinhlang.domain.decisions.states import State


class From(StrEnum):
    """Why a matter is on the table."""

    INITIATIVE = "initiative"  # households asked for it (Article 16)
    PETITION = "petition"  # half of the households want the head to leave (Decree 59, Article 9)
    OWN_REQUEST = "own_request"  # the head asks to leave
    FRONT = "front"  # the Front's board proposes that the head leave
    BOARD = "board"  # members of one of the two boards
    CHANGES = "changes"  # the community changes its own earlier decision (Article 22)
    ANNULS = "annuls"


class Board(StrEnum):
    """The two boards of Articles 36 and 41."""

    INSPECTION = "inspection"
    INVESTMENT = "investment"


WORDS: Mapping[From, Words] = MappingProxyType({
    From.INITIATIVE: Words("Do các hộ đề xuất, đủ số hộ theo luật.", "Started by households, as many as the law asks."),
    From.PETITION: Words("Theo kiến nghị của các hộ.", "On the petition of households."),
    From.OWN_REQUEST: Words("Người giữ chức tự xin thôi.", "The holder of the post asked to leave."),
    From.FRONT: Words("Do Trưởng Ban công tác Mặt trận đề nghị.", "Proposed by the head of the Front's board."),
    From.BOARD: Words("Bầu, cho thôi thành viên ban của dân.", "Members of a board of the people."),
    From.CHANGES: Words("Sửa một quyết định trước của cộng đồng.", "Changes an earlier decision of the community."),
    From.ANNULS: Words("Bỏ một quyết định trước của cộng đồng.", "Annuls an earlier decision of the community."),
})  # fmt: skip
BOARDS: Mapping[Board, Words] = MappingProxyType({
    Board.INSPECTION: Words("Ban Thanh tra nhân dân xã", "People's Inspection Board of the commune"),
    Board.INVESTMENT: Words("Ban Giám sát đầu tư của cộng đồng", "Community Investment Supervision Board"),
})  # fmt: skip
ABOUT_THE_HEAD = "15.4"
OF_BOARDS = "15.5"  # proposed with the board and its seats, never by the plain form
DISMISSED_BY = (From.PETITION, From.OWN_REQUEST, From.FRONT)
STANDING = (State.PASSED, State.SUBMITTED, State.RECOGNISED, State.REPORTED)  # what can be changed or annulled


def is_about_the_head(matter: Matter, step: Step | None) -> bool:
    """Tell whether the head of the village is elected or to leave: then the Front's board convenes, not the head.

    An election is convened by its team, led by the Front's board, in which no candidate is; a dismissal by the Front's
    board itself (Decree 59, Articles 3.1 and 6.1.b).
    """
    return matter.code == ABOUT_THE_HEAD and step is not None


def is_settled(posts: Iterable[Collection[date]], recognised_on: date, step: Step) -> bool:
    """Tell whether the posts of a head follow a recognition, by the days on which the holders of each began.

    After an election somebody began on that day or later; after a dismissal one post has nobody who began before it.
    """
    if step is Step.ELECT:
        return any(one >= recognised_on for began in posts for one in began)
    return any(all(one >= recognised_on for one in began) for began in posts)


def may_follow(earlier: Matter, earlier_state: State, later: Matter) -> bool:
    """Tell whether a matter may change or annul an earlier decision: of the same clause, so by the same share."""
    return earlier.code == later.code and earlier_state in STANDING
