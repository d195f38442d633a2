"""The six matters of Article 15 of Law 10/2022: their provisions, scopes, effect and recognition."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dinhlang.domain.dates.words import Words
from dinhlang.domain.law.rule import Rule
from dinhlang.domain.law.rulebook import LawError, NotInForceError, Rulebook


class Scope(StrEnum):
    """Whom a decision binds: one village, or all villages of a commune."""

    VILLAGE = "village"
    COMMUNE = "commune"


class Effect(StrEnum):
    """From when a decision has effect, as the provisions write it."""

    VOTE = "vote_date"
    SET_BY_COMMITTEE = "date_set_by_UBND"
    RECOGNISED_BY_COMMITTEE = "recognition_UBND"
    RECOGNISED_BY_FRONT = "recognition_UBMTTQ"


class Body(StrEnum):
    """Who recognises a decision."""

    COMMITTEE = "UBND"
    FRONT = "UBMTTQ"


class Step(StrEnum):
    """What an election matter does."""

    ELECT = "elect"
    DISMISS = "dismiss"


BODY_OF = {Effect.RECOGNISED_BY_COMMITTEE: Body.COMMITTEE, Effect.RECOGNISED_BY_FRONT: Body.FRONT}


@dataclass(frozen=True)
class Matter:
    """One clause of Article 15.

    commune_rule: "" where every village decides for itself. submission, recognition: provisions that set the term, the
    more special one first. steps: for matters about persons.
    """

    code: str
    words: Words  # as people say it
    village_rule: str
    commune_rule: str = ""
    submission: tuple[str, ...] = ("DEC-20-SEND",)
    recognition: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    documents: bool = False  # every household gets the documents before the meeting (Decree 59 Art. 3.4)

    def rule(self, scope: Scope, book: Rulebook, *, on: date) -> Rule:
        """Return the provision that decides this matter; raises NotInForceError before the law."""
        return book.rule(self.commune_rule if scope is Scope.COMMUNE else self.village_rule, on=on)


MATTERS = {
    one.code: one
    for one in (
        Matter(
            "15.1",
            Words("Chủ trương và mức đóng góp làm công trình", "Contributions for public works"),
            "DEC-15-1-T", "DEC-15-1-X", documents=True,
        ),
        Matter(
            "15.2",
            Words("Thu, chi, quản lý các khoản đóng góp, quỹ", "Collecting, spending and keeping contributions"),
            "DEC-15-2-T", "DEC-15-2-X", documents=True,
        ),
        Matter(
            "15.3",
            Words("Hương ước, quy ước", "The village convention"),
            "DEC-15-3",
            submission=("DEC-D61-11-DOSSIER", "DEC-20-SEND"),
            recognition=("DEC-D61-11-RECOG", "DEC-21-RECOG-UBND"),
            documents=True,
        ),
        Matter(
            "15.4",
            Words("Bầu, cho thôi Trưởng thôn, Tổ trưởng tổ dân phố", "Electing or dismissing the head of the village"),
            "DEC-15-4",
            recognition=("DEC-D59-8-HEAD", "DEC-21-RECOG-UBND"),
            steps=(Step.ELECT, Step.DISMISS),
        ),
        Matter(
            "15.5",
            Words(
                "Bầu, cho thôi thành viên Ban Thanh tra nhân dân, Ban Giám sát đầu tư của cộng đồng",
                "Electing or dismissing members of the two supervision boards",
            ),
            "DEC-15-5",
            recognition=("DEC-21-RECOG-MTTQ",),
            steps=(Step.ELECT, Step.DISMISS),
        ),
        Matter("15.6", Words("Công việc tự quản khác", "Other self-governing matters"), "DEC-15-6"),
    )
}  # fmt: skip


def effect_of(rule: Rule) -> Effect:
    """Return from when a decision under this provision has effect."""
    return Effect(rule.details["effect"])


def body_of(rule: Rule) -> Body | None:
    """Return who recognises a decision under this provision; None: nobody has to."""
    return BODY_OF.get(effect_of(rule))


def in_force(rule_ids: tuple[str, ...], book: Rulebook, *, on: date) -> Rule:
    """Return the first of several provisions that is in force on a day; raises NotInForceError."""
    for rule_id in rule_ids:
        try:
            return book.rule(rule_id, on=on)
        except LawError:
            continue
    raise NotInForceError(rule_ids[-1])
