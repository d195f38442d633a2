"""Put invented rolls and decisions into a few villages: one at each station, something on every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dinhlang.apps.accounts import actions as accounts
from dinhlang.apps.decisions import actions as decisions
from dinhlang.apps.decisions.actions import Minutes, NewBoard, NewDecision, NewSitting
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as units
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.cli.demo_province.people import person
from dinhlang.cli.demo_province.streams import stream
from dinhlang.cli.demo_province.villages import Village, in_khmer_land
from dinhlang.cli.demo_province.villages_acting import acting, board_of, head_of
from dinhlang.cli.demo_province.villages_electing import hold, load_list, load_two_seats
from dinhlang.cli.demo_province.villages_money import load_account, load_conference, load_initiatives
from dinhlang.cli.demo_province.villages_on_paper import load_objections, load_on_paper
from dinhlang.cli.demo_province.villages_together import load_together
from dinhlang.cli.demo_province.villages_voting import load_polls
from dinhlang.domain.accounts.roles import SYSTEM, Actor, Role
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.domain.decisions import notices
from dinhlang.domain.decisions.candidacy import Leaving
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.matters import MATTERS, Step
from dinhlang.domain.decisions.origins import Board
from dinhlang.domain.decisions.rolls import RollRow
from dinhlang.domain.decisions.states import State
from dinhlang.domain.organisations.kinds import Kind, Subkind

COMMUNES, EACH, MOST_HOUSEHOLDS = 3, 2, 160
EVENING = time(19)
USUAL_CANDIDATES = 2  # where there were more, the last one withdrew in writing
LONG_AGO, PREPARING = (
    timedelta(days=200),
    timedelta(days=40),
)  # since when a roll stands; how long a matter takes to begin


@dataclass(frozen=True)
class Story:
    """One invented matter: when its meeting was (days before today; negative: to come) and where it stands now."""

    matter: str
    question: str
    explanation: str
    meeting: int
    until: State
    yes: tuple[int, int] = (80, 100)  # of a hundred households
    step: Step | None = None
    candidates: int = USUAL_CANDIDATES
    report: str = ""  # what was told in the end: the report, or why it was refused or annulled


STORIES = (
    Story(
        "15.1", "Góp 350.000 đồng mỗi hộ làm đường đan tổ 6, dài 420 m",
        "Đường rộng 2 m, dày 10 cm. Xã hỗ trợ hai phần ba. Hộ nghèo, hộ chính sách được miễn.\n"
        "Tiền do thủ quỹ ấp giữ, thu chi dán ở nhà văn hóa mỗi tháng.",
        68, State.REPORTED, report="Đã làm xong 420 m. Thu đủ, chi hết; hóa đơn và ảnh dán ở nhà văn hóa ấp.",
    ),
    Story(
        "15.4", "Bầu Trưởng ấp nhiệm kỳ mới", "Hai người ứng cử, lý lịch dán ở nhà văn hóa ấp.",
        40, State.RECOGNISED, yes=(58, 72), step=Step.ELECT,
    ),
    Story(
        "15.2", "Lập quỹ khuyến học: mỗi hộ góp 50.000 đồng một năm",
        "Thưởng học sinh giỏi, giúp học sinh nghèo. Thủ quỹ báo cáo tại cuộc họp cuối năm.",
        12, State.FAILED, yes=(50, 60),
    ),
    Story(
        "15.1", "Góp 200.000 đồng mỗi hộ thắp đèn đường tổ 2 và tổ 3, 24 bóng",
        "Bóng dùng điện mặt trời, bảo hành 3 năm. Hộ nghèo được miễn.",
        3, State.SUBMITTED,
    ),
    Story(
        "15.6", "Sáng Chủ nhật đầu tháng cả ấp dọn rác, phát quang đường",
        "Mỗi hộ một người, từ 6 giờ đến 8 giờ. Ai bận thì đổi sang tuần sau.",
        -9, State.SCHEDULED,
    ),
    Story(
        "15.1", "Góp 150.000 đồng mỗi hộ sửa cầu gỗ đầu rạch",
        "Thay ván mặt cầu và tay vịn. Dự toán dán ở nhà văn hóa.",
        -20, State.PROPOSED,
    ),
    Story(
        "15.5", "Bầu một người vào Ban Thanh tra nhân dân xã", "Hai người được giới thiệu; lý lịch dán ở nhà văn hóa.",
        33, State.REFUSED, yes=(55, 65), step=Step.ELECT,
        report="Một người được bầu đang là cán bộ không chuyên trách của ấp; theo luật phải bầu người khác.",
    ),
    Story(
        "15.6", "Phạt tiền hộ không đi dọn rác chung", "Mỗi lần vắng nộp 100.000 đồng vào quỹ ấp.",
        50, State.ANNULLED, report="Ấp không có quyền phạt tiền; nội dung này trái luật nên bị bãi bỏ.",
    ),
    Story(
        "15.1", "Góp 100.000 đồng mỗi hộ sơn lại nhà văn hóa ấp", "Sơn tường, thay tám bóng đèn. Hộ nghèo được miễn.",
        -15, State.AGREED,
    ),
    Story(
        "15.6", "Đổi giờ họp tổ từ ban ngày sang buổi tối", "Nhiều nhà đi làm ban ngày. Họp lúc 19 giờ.",
        1, State.OPEN,
    ),
    Story(
        "15.4", "Bầu Trưởng ấp thay người xin nghỉ", "Ba người ứng cử. Mỗi hộ một phiếu, bỏ phiếu kín.",
        -16, State.SCHEDULED, step=Step.ELECT, candidates=3,
    ),
)  # fmt: skip


def load_decisions(hamlets: Sequence[Village], *, seed: int, at: datetime) -> int:
    """Let a few villages decide; returns how many decisions were made."""
    chosen = _chosen(hamlets)
    known = units.units_by_code([one.code for one in chosen], on=at.date())
    _appoint_boards(chosen, known, seed, at)
    since = datetime.combine(units.reorganisation().on, EVENING, VIETNAM)
    for one in chosen:
        _roll(one, known[one.code], seed, max(since, at - LONG_AGO))
    told = [story for story in STORIES if at - timedelta(days=story.meeting) - PREPARING > since]
    for number, story in enumerate(told):
        one = chosen[number % len(chosen)]
        _tell(story, known[one.code], min(one.households, MOST_HOUSEHOLDS), seed, at)
    if told:
        _start(chosen, known, seed, at)
        _ask_everybody(hamlets, chosen, known, seed, at)
    return len(told)


def _ask_everybody(
    hamlets: Sequence[Village], chosen: Sequence[Village], known: dict[str, UnitView], seed: int, at: datetime
) -> None:
    """Let ballots go from door to door, somebody object, and the smallest of the communes decide all together."""
    sizes = {code: sum(one.commune == code for one in hamlets) for code in dict.fromkeys(one.commune for one in chosen)}
    code = min(sizes, key=lambda one: (sizes[one], one))
    there = [one for one in hamlets if one.commune == code]
    since = datetime.combine(units.reorganisation().on, EVENING, VIETNAM)
    found = units.units_by_code([one.code for one in there], on=at.date())
    for one in there:
        if one not in chosen:
            _roll(one, found[one.code], seed, max(since, at - LONG_AGO))
    village = known[chosen[0].code]
    commune = units.units([village.parent_id or 0], at.date())[village.parent_id or 0]
    load_on_paper(village, commune, at=at, seed=seed)
    load_objections(village, commune, at=at)
    whole = units.units_by_code([code], on=at.date())[code]
    load_together(whole, {one.id: one for one in found.values()}, at=at, seed=seed)


def _start(chosen: Sequence[Village], known: dict[str, UnitView], seed: int, at: datetime) -> None:
    """Let households start something, a village vote by telephone, and set its yearly conference."""
    there = [known[one.code] for one in chosen]
    heads = [head_of(one) for one in there]
    boards = [board_of(one) for one in there]
    load_initiatives(there, boards=boards, at=at)
    load_conference(there[0], head=heads[0], at=at)
    count = min(chosen[-1].households, MOST_HOUSEHOLDS)
    load_polls(there[-1], head=heads[-1], board=boards[-1], households=count, at=at, seed=seed)
    load_two_seats(there[-1], head=heads[-1], board=boards[-1], count=count, seed=seed, at=at)


def deciding_commune(hamlets: Sequence[Village]) -> str:
    """Return the code of the first commune whose villages decide, "" where none has an ấp."""
    return next((one.commune for one in _chosen(hamlets)), "")


def _chosen(hamlets: Sequence[Village]) -> list[Village]:
    """Return the first ấp of the first communes that have some: the stories speak of an ấp."""
    rural = [one for one in hamlets if one.subkind is Subkind.AP]
    communes = list(dict.fromkeys(one.commune for one in rural))[:COMMUNES]
    return [one for code in communes for one in [row for row in rural if row.commune == code][:EACH]]


def _appoint_boards(chosen: Sequence[Village], known: dict[str, UnitView], seed: int, at: datetime) -> None:
    """Give each of the villages the head of its Front's board, who agrees to what is proposed."""
    seats = [
        accounts.Seat(
            unit_id=known[one.code].id, title="Trưởng Ban công tác Mặt trận", role=Role.APPROVER, sees_identity=False,
            seat=1, email=f"mattran.{one.code}@vinhlong.example",
            name=person(stream(seed, "front-board", one.code), khmer_share=_khmer(one)).name,
        )
        for one in chosen
    ]  # fmt: skip
    accounts.load_posts(seats=seats, since=at, is_demo=True)


def _khmer(one: Village) -> float:
    return 0.22 if in_khmer_land(one.commune) else 0.02


def _roll(one: Village, unit: UnitView, seed: int, at: datetime) -> None:
    count = min(one.households, MOST_HOUSEHOLDS)
    rng = stream(seed, "households", one.code)
    rows = [
        (number, RollRow(str(number), f"Tổ {number % 6 + 1}", person(rng, khmer_share=_khmer(one)).name))
        for number in range(1, count + 1)
    ]
    decisions.import_roll(actor=SYSTEM, village_id=unit.id, rows=rows, at=at)


def _tell(story: Story, unit: UnitView, count: int, seed: int, at: datetime) -> None:
    """Bring one matter to where its story stands, each step on a day that the law allows."""
    head = head_of(unit)
    board = board_of(unit)
    day = at.date() - timedelta(days=story.meeting)
    new = NewDecision(story.matter, Form.MEETING, story.question, story.explanation, story.step)
    began = _began(story, day, at)
    if story.matter == "15.5":
        sent = NewBoard(Board.INSPECTION, Step.ELECT, 1, story.question, story.explanation)
        made = decisions.propose_board(actor=head, unit_id=unit.id, new=sent, at=began, is_demo=True)
    else:
        made = decisions.propose(actor=head, unit_id=unit.id, new=new, at=began, is_demo=True)
    if story.until is State.PROPOSED:
        return
    decisions.agree(actor=board, decision_id=made, at=began + timedelta(hours=2))
    if story.until is State.AGREED:
        return
    meeting = datetime.combine(day, EVENING, VIETNAM)
    leader = board if story.matter == "15.4" else head
    decisions.schedule(
        actor=leader, decision_id=made, meeting_at=meeting, place="Nhà văn hóa ấp", at=began + timedelta(hours=3)
    )
    if story.step is Step.ELECT:
        load_list(made, board=board, count=story.candidates, seed=seed, at=began + timedelta(hours=4))
    if story.candidates > USUAL_CANDIDATES:
        decisions.drop_candidate(
            actor=board, decision_id=made, place=story.candidates, how=Leaving.WRITTEN, on=began.date(),
            reason="Đơn xin rút tên vì bận việc nhà.", at=began + timedelta(hours=4),
        )  # fmt: skip
    _note(story, leader, made, day, began, at)
    if story.until is not State.SCHEDULED:
        decisions.open_meeting(actor=leader, decision_id=made, at=meeting)
    if story.until not in (State.SCHEDULED, State.OPEN):
        _hold(story, leader, made, meeting, count, seed)
        _after(story, unit, leader, made, meeting, count=count, seed=seed)


def _note(story: Story, leader: Actor, made: int, day: date, began: datetime, at: datetime) -> None:
    """Write down what the calendar asked for as done, the day before it was due, where that day is over."""
    for one in _asked(story, day):
        done_on = max(began.date(), one.due_on - timedelta(days=1))
        noted = max(began + timedelta(hours=5), datetime.combine(done_on, time(16), VIETNAM))
        if one.rule.id != notices.CANDIDATES and noted <= at:
            decisions.note_done(actor=leader, decision_id=made, rule_id=one.rule.id, done_on=done_on, at=noted)


def _asked(story: Story, day: date) -> tuple[notices.Notice, ...]:
    """Return what the law asks for before a meeting of a story."""
    matter, book, calendar = MATTERS[story.matter], law.rulebook(), law.calendar()
    return notices.before(matter, Form.MEETING, day, book, calendar, step=story.step)


def _began(story: Story, day: date, at: datetime) -> datetime:
    """Return when a matter was proposed: early enough for every notice, and not after today."""
    first = min(one.due_on for one in _asked(story, day))
    return min(datetime.combine(first - timedelta(days=2), time(8), VIETNAM), at - timedelta(hours=4))


def _hold(story: Story, head: Actor, made: int, meeting: datetime, count: int, seed: int) -> None:
    rng = stream(seed, "tally", story.question)
    yes = count * rng.randint(*story.yes) // 100
    if story.step is Step.ELECT:
        hold(made, leader=head, at=meeting + timedelta(hours=2), count=count, yes=yes)
        return
    no = min((count - yes) // 3, count - yes)
    present = yes + no
    minutes = Minutes("show", "Trưởng ấp", "Thư ký cuộc họp", "Ba người được bầu", "hộ số 3 và hộ số 8")
    decisions.count_meeting(
        actor=head, decision_id=made, minutes=minutes, sittings=[NewSitting("Nhà văn hóa ấp", present, yes, no)],
        at=meeting + timedelta(hours=2),
    )  # fmt: skip


def _after(story: Story, unit: UnitView, head: Actor, made: int, meeting: datetime, *, count: int, seed: int) -> None:
    following = (State.SUBMITTED, State.RECOGNISED, State.REPORTED, State.REFUSED, State.ANNULLED)
    if story.until not in following:
        return
    decisions.submit(actor=head, decision_id=made, at=meeting + timedelta(days=1, hours=14))
    answered = meeting + timedelta(days=4, hours=14)
    if story.until in (State.RECOGNISED, State.ANNULLED):
        chairman = acting(unit, "Chủ tịch UBND", Role.HEAD, unit_id=unit.parent_id)
        if story.until is State.RECOGNISED:
            decisions.recognise(actor=chairman, decision_id=made, number="…/QĐ-UBND", at=answered)
        else:
            decisions.annul(actor=chairman, decision_id=made, reason=story.report, at=answered)
    if story.until is State.REFUSED:
        front = next(one for one in units.below(unit.parent_id or 0, on=answered.date()) if one.kind is Kind.FRONT)
        chairman = acting(unit, "Chủ tịch Ủy ban Mặt trận xã", Role.APPROVER, unit_id=front.id)
        decisions.refuse(actor=chairman, decision_id=made, number="…/CV-MTTQ", reason=story.report, at=answered)
    if story.until is State.REPORTED:
        load_account(made, head=head, meeting=meeting, count=count, seed=seed)
        decisions.report_back(actor=head, decision_id=made, text=story.report, at=meeting + timedelta(days=50))
