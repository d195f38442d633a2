"""Arrows from a wish to what became of it: which kinds each joins, how people say it, in which step a thing stands."""

from enum import IntEnum


def N_(words: str) -> str:  # noqa: N802
    """Mark words for translation and return them unchanged."""
    return words


CASE, DRAFT = "feedback.case", "consultations.consultation"
DOCUMENT, TASK = "coordination.document", "coordination.task"
DECISION, ITEM, PROMISE, VISIT = "decisions.decision", "disclosure.item", "reception.promise", "reception.visit"
OPINION, INITIATIVE, SURVEY = "consultations.opinion", "decisions.initiative", "surveys.wave"
ADDRESSES = {  # in addresses: /tu-dau/phieu/PA26-…/
    "phieu": CASE, "du-thao": DRAFT, "van-ban": DOCUMENT, "viec": TASK, "ap-quyet": DECISION, "cong-khai": ITEM,
    "loi-hua": PROMISE, "y-kien": OPINION, "sang-kien": INITIATIVE, "khao-sat": SURVEY,
}  # fmt: skip
KINDS = {  # as people call one of them
    CASE: N_("phiếu phản ánh"), DRAFT: N_("dự thảo hỏi dân"), DOCUMENT: N_("văn bản"), TASK: N_("việc trong kế hoạch"),
    DECISION: N_("quyết định của ấp, khóm, xã"), ITEM: N_("nội dung công khai"), PROMISE: N_("lời hứa"),
    OPINION: N_("ý kiến với dự thảo"), INITIATIVE: N_("sáng kiến của các hộ"), SURVEY: N_("đợt khảo sát"),
}  # fmt: skip
WISHES = frozenset({CASE, PROMISE, VISIT, OPINION, INITIATIVE, SURVEY})  # a survey: what it found
ACTS, WORKS = frozenset({DRAFT, DOCUMENT, DECISION}), frozenset({TASK, PROMISE})
# A project has no kind of its own: it is what a commune discloses under Article 11.3 (projects and works), or what
# households decide under Article 15.1 (works that they pay for).
PROJECT_DUTY, PROJECT_MATTER = "11.3", "15.1"
JOINS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "asks": (WISHES, ACTS | WORKS | {ITEM}),
    "merged_into": (frozenset({CASE}), frozenset({CASE})),
    "split_from": (frozenset({CASE}), frozenset({CASE})),
    "answered_by": (WISHES | {DRAFT}, frozenset({CASE, DOCUMENT, DECISION, ITEM})),
    "adopted_in": (frozenset({DRAFT, INITIATIVE, OPINION}), frozenset({DOCUMENT, DECISION})),
    "funded_by": (ACTS | WORKS | {ITEM}, frozenset({DOCUMENT, ITEM, DECISION})),
    "done_by": (ACTS | {CASE, ITEM}, frozenset({TASK, DECISION, ITEM})),
    "refused_because": (WISHES, frozenset({DOCUMENT, ITEM})),
    "measured_by": (ACTS | WORKS | {ITEM}, frozenset({ITEM, DOCUMENT, SURVEY})),
    "springs_from": (frozenset({DOCUMENT, TASK}), WISHES | {DOCUMENT, DECISION}),
}
FORWARD = {
    "asks": N_("đã gợi ra"),
    "merged_into": N_("gộp vào"),
    "split_from": N_("tách ra từ"),
    "answered_by": N_("được trả lời bằng"),
    "adopted_in": N_("được ban hành thành"),
    "funded_by": N_("lấy tiền từ"),
    "done_by": N_("được thực hiện bằng"),
    "refused_because": N_("không làm vì"),
    "measured_by": N_("kết quả xem ở"),
    "springs_from": N_("bắt nguồn từ"),
}
BACK = {
    "asks": N_("do dân gợi ra từ"),
    "merged_into": N_("nhận gộp từ"),
    "split_from": N_("được tách thành"),
    "answered_by": N_("trả lời cho"),
    "adopted_in": N_("ban hành từ dự thảo"),
    "funded_by": N_("cấp tiền cho"),
    "done_by": N_("thực hiện"),
    "refused_because": N_("là lý do không làm"),
    "measured_by": N_("cho thấy kết quả của"),
    "springs_from": N_("đã thành"),
}


class Step(IntEnum):
    """Where a thing stands on the way, from the wish to the result."""

    WISH = 1
    ASKED = 2
    DECIDED = 3
    MONEY = 4
    WORK = 5
    RESULT = 6
    SATISFIED = 7


STEPS = {
    Step.WISH: N_("Dân mong muốn"),
    Step.ASKED: N_("Hỏi dân"),
    Step.DECIDED: N_("Quyết định, trả lời"),
    Step.MONEY: N_("Tiền"),
    Step.WORK: N_("Việc làm"),
    Step.RESULT: N_("Kết quả"),
    Step.SATISFIED: N_("Dân có hài lòng không"),
}
HOME = {
    CASE: Step.WISH, VISIT: Step.WISH, DRAFT: Step.ASKED, DOCUMENT: Step.DECIDED, DECISION: Step.DECIDED,
    TASK: Step.WORK, PROMISE: Step.WORK, ITEM: Step.RESULT, OPINION: Step.WISH, INITIATIVE: Step.WISH,
    SURVEY: Step.WISH,
}  # fmt: skip


def may_join(relation: str, source: str, target: str) -> bool:
    """Tell whether a relation leads from things of one kind to things of another."""
    sources, targets = JOINS.get(relation, (frozenset(), frozenset()))
    return source in sources and target in targets


def step_of(kind: str, pointed_at_by: frozenset[str], *, is_project: bool = False) -> Step:
    """Return the step of a thing; money and results are what an arrow says they are, a disclosed project is work."""
    if "funded_by" in pointed_at_by:
        return Step.MONEY
    if "measured_by" in pointed_at_by:
        return Step.SATISFIED if kind == SURVEY else Step.RESULT
    if kind == ITEM and (is_project or "done_by" in pointed_at_by):
        return Step.WORK
    return HOME[kind]


def relations_between(first: str, second: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the relations that may lead from things of one kind to things of another, and those that lead back."""
    return (
        tuple(one for one in JOINS if may_join(one, first, second)),
        tuple(one for one in JOINS if may_join(one, second, first)),
    )
