"""A province whose cases stand at every step, for reading every page in English. What people write here is plain ASCII,
so that a Vietnamese letter on a page is a name of the province or a text that nobody translated."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.province import POSTS, ROWS, Province, found

from dinhlang.apps.accounts import actions as accounts
from dinhlang.apps.accounts.models import User
from dinhlang.apps.feedback import actions
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency import actions as log
from dinhlang.domain.accounts.roles import SYSTEM, Role
from dinhlang.lib import clock

LETTERS = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
VIETNAMESE = re.compile(f"[{LETTERS}{LETTERS.upper()}]")
ADMINISTRATOR = "Administrator of Long Ho"
SIGNED_IN = ("receiver", "head", "approver2", "administrator")
# Names are data: they stay as the law writes them.
NAMES = {"Đình Làng", "Tiếng Việt", "Bà Sáu", "Cái Cam", "Vĩnh Long"}
NAMES |= {"31-CTr/BDVTU-BCSĐUBND", "07/2023/QĐ-UBND"}  # symbols as they are printed
NAMES |= {act.number for act in law.rulebook().acts.values()}
NAMES |= {change.by for act in law.rulebook().acts.values() for change in act.changes}
NAMES |= {row.name for row in ROWS} | {title for _, _, title, _, _ in POSTS} | {f"Cán bộ {one[1]}" for one in POSTS}


@dataclass(frozen=True)
class World:
    """Who can sign in, by short name, and the lookup codes of the senders."""

    users: dict[str, User]
    codes: list[str]


def made() -> World:
    """Make the province, its cases and its log."""
    begin = clock.now() - timedelta(days=12)
    province = found(begin)
    admin = accounts.open_account(email="administrator@vinhlong.example", name=ADMINISTRATOR, is_demo=True)
    post = accounts.create_post(
        actor=SYSTEM, unit_id=province.id("T1"), title=ADMINISTRATOR, roles={Role.ADMINISTRATOR}, at=begin
    )
    accounts.appoint(actor=SYSTEM, post_id=post.pk, user_id=admin.pk, at=begin)
    codes = [*_received(province, begin), *_worked_on(province, begin), *_finished(province, begin)]
    actions.recount_all(at=clock.now())
    log.sequence_batch(at=clock.now())
    return World({name: User.objects.get(email=f"{name}@vinhlong.example") for name in SIGNED_IN}, codes)


def _sent(province: Province, at: datetime, *, unit: str = "T1") -> actions.Submitted:
    token = actions.begin_draft(language="en", at=at)
    answers = {"category": "thoat-nuoc", "commune_id": province.id(unit), "text": "The drain is blocked."}
    if unit == "T1":
        answers |= {"village_id": province.id("T1-A1"), "landmark": "by the bridge"}
    actions.fill_draft(token=token, answers=answers, at=at)
    return actions.submit_case(token=token, at=at, contact={"phone": "0900 000 000", "contact_name": "An"})


def _received(province: Province, at: datetime) -> list[str]:
    """Return the codes of cases that were only received, asked about, refused, withheld or passed on."""
    who = province.actors["receiver"]
    fresh, asked, refused, withheld, moved = (_sent(province, at) for _ in range(5))
    actions.classify_case(actor=who, case_id=asked.case_id, category="thoat-nuoc", at=at)
    actions.ask_info(actor=province.actors["head"], case_id=asked.case_id, question="Which drain?", at=at)
    actions.refuse_case(
        actor=who, case_id=refused.case_id, reason="not_state_matter", explanation="Ask the court.", at=at
    )
    actions.withhold_case(actor=who, case_id=withheld.case_id, reason="personal_data", note="", at=at)
    actions.transfer_case(
        actor=who, case_id=moved.case_id, to_unit_id=province.id("86-XD"), reason="A provincial road.", at=at
    )
    return [one.lookup_code for one in (fresh, asked, refused, withheld, moved)]


def _worked_on(province: Province, at: datetime) -> list[str]:
    """Return the codes of cases that are assigned, in progress, extended, or waiting for approval."""
    who, cases = province.actors, [_sent(province, at) for _ in range(2)]
    for one in cases:
        actions.classify_case(actor=who["receiver"], case_id=one.case_id, category="thoat-nuoc", at=at)
        actions.publish_case(actor=who["receiver"], case_id=one.case_id, title="Drain", text="The drain.", at=at)
        actions.assign_case(
            actor=who["receiver"], case_id=one.case_id, office_id=province.id("T1-KT"), post_id=None, note="", at=at
        )
    started = cases[1].case_id
    actions.start_work(actor=who["handler"], case_id=started, at=at)
    actions.note_progress(actor=who["handler"], case_id=started, text="Looked at it.", at=at)
    actions.extend_case(actor=who["head"], case_id=started, reason="The dredger comes late.", at=at)
    waiting = _sent(province, at, unit="T2")
    actions.classify_case(actor=who["receiver2"], case_id=waiting.case_id, category="thoat-nuoc", at=at)
    actions.write_answer(actor=who["writer2"], case_id=waiting.case_id, kind="done", text="Dredged.", at=at)
    return [one.lookup_code for one in (*cases, waiting)]


def _finished(province: Province, at: datetime) -> list[str]:
    """Return the codes of cases that were answered, rated, and opened again."""
    who, cases = province.actors, [_sent(province, at) for _ in range(3)]
    for one in cases:
        actions.classify_case(actor=who["receiver"], case_id=one.case_id, category="thoat-nuoc", at=at)
        actions.publish_case(actor=who["receiver"], case_id=one.case_id, title="Drain", text="The drain.", at=at)
        actions.write_answer(actor=who["head"], case_id=one.case_id, kind="done", text="Dredged.", at=at)
    actions.rate_case(code=cases[1].lookup_code, level=1, text="Still blocked.", at=at)
    actions.reopen_case(code=cases[2].lookup_code, reason="not_fixed", text="Still blocked.", at=at)
    return [one.lookup_code for one in cases]
