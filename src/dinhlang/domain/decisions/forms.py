"""In which form a matter may be decided, and why not in another (Articles 17 and 19, Decree 59 Articles 4 and 5)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dinhlang.domain.dates.words import Words
from dinhlang.domain.decisions.finding import Finding, cited, share_said
from dinhlang.domain.decisions.matters import Matter, Scope
from dinhlang.domain.law.rulebook import Rulebook


class Form(StrEnum):
    """The three forms of Article 17.1."""

    MEETING = "meeting"
    BALLOT = "ballot"
    ONLINE = "online"


class BallotCase(StrEnum):
    """The three cases of Article 19.1 in which ballots may go to every household."""

    CHAIRMAN = "a"  # the Chairman chooses it for a commune-wide matter
    SMALL_MEETING = "b"  # a meeting was held, but too few came
    OTHER = "c"  # the head of the village with the Front's board


IN_LAW = {Form.MEETING: "hop_cong_dong", Form.BALLOT: "phieu_ho", Form.ONLINE: "bieu_quyet_truc_tuyen"}
CONSENT_RULE = "DEC-D59-5-CONSENT"
MEETING_ONLY = ("15.3", "15.4", "15.5")  # Article 17.2: in a meeting, but for the fallback of 19.1.b
CASE_WORDS = {
    BallotCase.CHAIRMAN: Words(
        "Chủ tịch Ủy ban nhân dân cấp xã chọn phát phiếu cho việc chung toàn xã",
        "the Chairman chooses ballots for a matter of the whole commune",
    ),
    BallotCase.SMALL_MEETING: Words(
        "đã họp nhưng số hộ dự không đủ để đạt tỷ lệ phải có",
        "a meeting was held, but too few households came to reach the share asked for",
    ),
    BallotCase.OTHER: Words(
        "Trưởng thôn thống nhất với Ban công tác Mặt trận chọn phát phiếu",
        "the head of the village agrees with the Front's board on ballots",
    ),
}


@dataclass(frozen=True)
class Chosen:
    """A form that was chosen, with what the law asks to know about it.

    case: None where nobody said it. meeting_present: households at the meeting held before ballots; consent_yes:
    households that agreed beforehand to vote online; both None where it was not told.
    """

    form: Form
    case: BallotCase | None = None
    meeting_present: int | None = None
    consent_yes: int | None = None


@dataclass(frozen=True)
class Allowed:
    """Whether a form may be chosen, with the sentences that say why."""

    yes: bool
    findings: tuple[Finding, ...]


def cases_of(matter: Matter, scope: Scope, book: Rulebook, *, on: date) -> tuple[BallotCase, ...]:
    """Return in which cases of Article 19.1 this matter may be decided by ballots."""
    written = matter.rule(scope, book, on=on).details.get("ballot_cases", ())
    return tuple(BallotCase(one.rpartition(".")[2]) for one in written)


def allowed(
    matter: Matter, scope: Scope, chosen: Chosen, book: Rulebook, *, on: date, households: int | None = None
) -> Allowed:
    """Tell whether a form may be chosen. households: of the village, to weigh an earlier meeting or consent."""
    if IN_LAW[chosen.form] not in matter.rule(scope, book, on=on).forms:
        return _no(_never(matter, scope, chosen.form, book))
    if chosen.form is Form.BALLOT:
        return _ballot(matter, scope, chosen, book, on, households)
    if chosen.form is Form.ONLINE:
        return _online(chosen, book, on, households)
    words = Words("Việc này được bàn và quyết định tại cuộc họp.", "This matter may be decided in a meeting.")
    return _yes(Finding("form_meeting", words, cited("L10 17.1.a", book.acts)))


def conditions(matter: Matter, scope: Scope, form: Form, book: Rulebook, *, on: date) -> Allowed:
    """Tell whether a form is open to a matter at all and when, before anything of one decision is known."""
    if IN_LAW[form] not in matter.rule(scope, book, on=on).forms or form is Form.MEETING:
        return allowed(matter, scope, Chosen(form), book, on=on)
    if form is Form.ONLINE:
        said = share_said(book.threshold(CONSENT_RULE, on=on))
        words = Words(
            f"Khi {said.vi} tổng số đại diện hộ đồng ý trước việc biểu quyết trực tuyến.",
            f"When {said.en} all household representatives agree beforehand to vote online.",
        )
        return _yes(Finding("form_online_when", words, book.rule(CONSENT_RULE, on=on).citation))
    cases = cases_of(matter, scope, book, on=on)
    vi, en = (
        join.join(getattr(CASE_WORDS[one], language) for one in cases)
        for language, join in (("vi", "; hoặc khi "), ("en", "; or when "))
    )
    cited_cases = cited("; ".join(f"L10 19.1.{one}" for one in cases), book.acts)
    return _yes(Finding("form_ballot_when", Words(f"Khi {vi}.", f"When {en}."), cited_cases))


def _never(matter: Matter, scope: Scope, form: Form, book: Rulebook) -> Finding:
    assert form is Form.ONLINE
    if scope is Scope.COMMUNE:
        vi = "Việc chung toàn xã không được biểu quyết trực tuyến: hình thức này chỉ dùng cho việc tự quản của thôn."
        en = "A matter of the whole commune may not be decided online: that form is for matters of clause 6 only."
    else:
        vi = f"Việc thuộc khoản {matter.code[-1]} không được biểu quyết trực tuyến: chỉ việc thuộc khoản 6 mới được."
        en = f"A matter of clause {matter.code[-1]} may not be decided online: only those of clause 6 may."
    return Finding("form_online_never", Words(vi, en), cited("L10 17.2; D59 5", book.acts))


def _ballot(
    matter: Matter, scope: Scope, chosen: Chosen, book: Rulebook, on: date, households: int | None
) -> Allowed:  # fmt: skip
    cases = cases_of(matter, scope, book, on=on)
    case = chosen.case or next((one for one in cases if one is not BallotCase.SMALL_MEETING), None)
    if case is None:
        return _no(_case_untold(book))
    if case not in cases:
        return _no(_case_closed(matter, scope, case, book))
    if case is BallotCase.SMALL_MEETING and chosen.meeting_present is not None and households is not None:
        needed = book.threshold(matter.village_rule, on=on).needed(households)
        if chosen.meeting_present >= needed:
            return _no(_meeting_was_enough(chosen.meeting_present, needed, book))
    said = CASE_WORDS[case]
    words = Words(f"Được phát phiếu đến từng hộ khi {said.vi}.", f"Ballots may go to every household when {said.en}.")
    return _yes(Finding("form_ballot", words, cited(f"L10 19.1.{case}", book.acts)))


def _case_untold(book: Rulebook) -> Finding:
    said = CASE_WORDS[BallotCase.SMALL_MEETING]
    return Finding(
        "form_ballot_untold",
        Words(
            f"Việc này chỉ được phát phiếu khi {said.vi}; ở đây chưa nêu trường hợp ấy.",
            f"Ballots are open here only when {said.en}; this was not stated.",
        ),
        cited("L10 17.2, 19.1.b", book.acts),
    )


def _case_closed(matter: Matter, scope: Scope, case: BallotCase, book: Rulebook) -> Finding:
    if case is BallotCase.CHAIRMAN:
        vi, en = (
            "Trường hợp điểm a chỉ dành cho việc chung toàn xã.",
            "Case a is for matters of the whole commune only.",
        )
        return Finding("form_ballot_closed", Words(vi, en), cited("L10 19.1.a", book.acts))
    if matter.code in MEETING_ONLY:
        vi = f"Việc thuộc khoản {matter.code[-1]} phải họp; chỉ khi họp không đủ số hộ mới được phát phiếu."
        en = f"Matters of clause {matter.code[-1]} need a meeting; ballots only when too few came to it."
        return Finding("form_ballot_closed", Words(vi, en), cited("L10 17.2, 19.1.b", book.acts))
    place = Words("việc chung toàn xã", "the whole commune") if scope is Scope.COMMUNE else Words("thôn", "a village")
    vi = f"Trường hợp điểm c chỉ dùng cho việc thuộc khoản 6, không dùng cho khoản {matter.code[-1]} của {place.vi}."
    en = f"Case c is for clause 6 only, not for clause {matter.code[-1]} of {place.en}."
    return Finding("form_ballot_closed", Words(vi, en), cited("L10 19.1.c; D59 4.1.c", book.acts))


def _meeting_was_enough(present: int, needed: int, book: Rulebook) -> Finding:
    return Finding(
        "form_ballot_meeting_enough",
        Words(
            f"Cuộc họp trước có {present} hộ, đủ để đạt {needed} hộ phải có, nên không được chuyển sang phát phiếu.",
            f"{present} households came to the meeting, enough to reach the {needed} needed: no ballots after it.",
        ),
        cited("L10 19.1.b", book.acts),
    )


def _online(chosen: Chosen, book: Rulebook, on: date, households: int | None) -> Allowed:
    rule, share = book.rule(CONSENT_RULE, on=on), book.threshold(CONSENT_RULE, on=on)
    if chosen.consent_yes is None or households is None:
        said = share_said(share)
        words = Words(
            f"Biểu quyết trực tuyến phải được {said.vi} tổng số đại diện hộ đồng ý trước; chưa nêu số hộ đồng ý.",
            f"Voting online needs the prior consent of {said.en} all household representatives; none was stated.",
        )
        return _no(Finding("form_online_consent_untold", words, rule.citation))
    needed, given = share.needed(households), chosen.consent_yes
    enough = share.passes(given, households)
    words = Words(
        f"Biểu quyết trực tuyến cần {needed} trên {households} hộ đồng ý trước; có {given} hộ: "
        f"{'đủ' if enough else 'chưa đủ'}.",
        f"Voting online needs the prior consent of {needed} of {households} households; {given} gave it: "
        f"{'enough' if enough else 'not enough'}.",
    )
    return (_yes if enough else _no)(Finding("form_online_consent", words, rule.citation))


def _yes(*findings: Finding) -> Allowed:
    return Allowed(yes=True, findings=findings)


def _no(*findings: Finding) -> Allowed:
    return Allowed(yes=False, findings=findings)
