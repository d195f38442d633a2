"""rights.md 11: moderation hides nothing silently. Receipt and number come first, publication after."""

import ast
import inspect
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from tests.security.world import World, person, speak

from dinhlang.apps.feedback import actions, queries
from dinhlang.apps.feedback.models import Case
from dinhlang.apps.law.models import Deadline
from dinhlang.apps.transparency.models import LogEntry, Record
from dinhlang.domain.feedback.reasons import REFUSAL, WITHHOLDING
from dinhlang.domain.feedback.states import Clock, State
from dinhlang.domain.feedback.words import REFUSALS, WITHHOLDINGS
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotAllowedError, RefusedError


def own(world: World, name: str) -> queries.SenderView:
    found = queries.sender_case(world.voices[name].code, at=clock.now())
    assert found is not None
    return found


@pytest.mark.parametrize("reason", [one.code for one in WITHHOLDING])
def test_withholding_gives_its_sender_the_reason_in_words(world: World, reason: str) -> None:
    voice = world.voices["unread"]
    actions.withhold_case(
        actor=world.province.actors["receiver2"], case_id=voice.case_id, reason=reason, at=clock.now()
    )
    page = world.browser().get(f"/phieu/{voice.code}/").content.decode()
    assert WITHHOLDINGS[reason] in page
    assert "Việc xử lý và hạn trả lời vẫn như thường." in page
    assert ("Đề nghị xem lại" in page) == (reason != "sender_asked")


@pytest.mark.parametrize("reason", [one.code for one in REFUSAL])
def test_a_refusal_gives_its_sender_reason_words_and_a_way_on(world: World, reason: str) -> None:
    voice = world.voices["unread"]
    actions.refuse_case(
        actor=world.province.actors["receiver2"], case_id=voice.case_id, reason=reason,
        explanation="Mời đến trụ sở tiếp dân.", at=clock.now(),
    )  # fmt: skip
    page = world.browser().get(f"/phieu/{voice.code}/").content.decode()
    assert REFUSALS[reason] in page
    assert "Mời đến trụ sở tiếp dân." in page
    assert "Đề nghị xem lại" in page
    assert own(world, "unread").can_reopen


def test_withholding_can_be_asked_again_once_by_a_date_and_somebody_else_decides(world: World) -> None:
    voice, people, at = world.voices["withheld"], world.province.actors, clock.now()
    browser = world.browser()
    asked = browser.post(f"/phieu/{voice.code}/cong-khai/", {"text": "Không có tên ai cả.", "key": "1"})
    assert asked.status_code == 303
    case = Case.objects.get(pk=voice.case_id)
    assert (case.publication, case.withheld_reason) == ("pending", "")
    waiting = Deadline.objects.get(subject_id=voice.case_id, clock=Clock.PUBLICATION.value)
    assert waiting.due_at > at
    assert "Quyết định lại việc công khai" in browser.get(f"/phieu/{voice.code}/").content.decode()
    with pytest.raises(NotAllowedError):
        actions.withhold_case(actor=people["receiver"], case_id=case.pk, reason="insult", at=clock.now())
    actions.withhold_case(actor=people["head"], case_id=case.pk, reason="insult", at=clock.now())
    assert Deadline.objects.get(pk=waiting.pk).state == Deadline.State.MET
    assert not own(world, "withheld").can_ask_publication
    assert browser.post(f"/phieu/{voice.code}/cong-khai/", {"text": "Lại nữa", "key": "2"}).status_code == 422


def test_a_case_is_not_ended_while_that_decision_waits(world: World) -> None:
    voice, people = world.voices["withheld"], world.province.actors
    actions.ask_publication(code=voice.code, text="Xin công khai.", at=clock.now())
    actions.classify_case(actor=people["receiver"], case_id=voice.case_id, category="khac", at=clock.now())
    ways: tuple[Callable[[], object], ...] = (
        lambda: actions.write_answer(
            actor=people["head"], case_id=voice.case_id, kind="done", text="Xong.", at=clock.now()
        ),
        lambda: actions.refuse_case(
            actor=people["head"], case_id=voice.case_id, reason="settled", explanation="Xong.", at=clock.now()
        ),
    )
    for end in ways:
        with pytest.raises(RefusedError, match="việc không công khai"):
            end()
    actions.publish_case(actor=people["receiver"], case_id=voice.case_id, title="x", text="x", at=clock.now())
    ways[0]()
    assert Case.objects.get(pk=voice.case_id).state == State.ANSWERED


def test_the_window_for_asking_ends_and_its_end_is_law(world: World) -> None:
    voice = world.voices["withheld"]
    late = clock.now() + timedelta(days=30)
    with pytest.raises(RefusedError):
        actions.ask_publication(code=voice.code, text="Xin công khai.", at=late)
    found = queries.sender_case(voice.code, at=late)
    assert found is not None
    assert not found.can_ask_publication


def test_review_of_an_answer_reviews_what_was_withheld_too(world: World) -> None:
    voice, people = world.voices["withheld"], world.province.actors
    actions.classify_case(actor=people["receiver"], case_id=voice.case_id, category="khac", at=clock.now())
    actions.write_answer(actor=people["head"], case_id=voice.case_id, kind="done", text="Xong.", at=clock.now())
    assert "việc công khai sẽ được quyết định lại cùng lúc" in (
        world.browser().get(f"/phieu/{voice.code}/").content.decode()
    )
    actions.reopen_case(code=voice.code, reason="not_fixed", text="Chưa.", at=clock.now())
    assert Case.objects.get(pk=voice.case_id).publication == "pending"
    with pytest.raises(NotAllowedError):
        actions.withhold_case(actor=people["receiver"], case_id=voice.case_id, reason="insult", at=clock.now())


def test_what_was_public_and_is_no_more_leaves_a_page_that_says_so_and_why(world: World) -> None:
    voice = world.voices["open"]
    address = f"/phan-anh/{voice.number}/"
    visitor = world.browser()
    assert visitor.get(address).status_code == 200
    actions.withhold_case(
        actor=world.province.actors["receiver"], case_id=voice.case_id, reason="personal_data", at=clock.now()
    )
    answer = visitor.get(address)
    page = answer.content.decode()
    assert answer.status_code == 410
    assert WITHHOLDINGS["personal_data"] in page
    assert voice.person.text not in page
    assert "Cống nghẹt" not in page
    never = visitor.get(f"/phan-anh/{world.voices['withheld'].number}/")
    assert never.status_code == 404  # that it exists is not told


def test_receipt_and_number_come_before_anybody_decides(world: World) -> None:
    voice = speak(world.province, person("Bienlai"), at=clock.now())
    assert world.browser().get(f"/bien-nhan/{voice.code}/").status_code == 200
    assert Record.objects.filter(subject_id=voice.case_id, event="feedback.received").count() == 1
    assert Case.objects.get(pk=voice.case_id).publication == "pending"


def test_masking_keeps_the_words_as_they_were_sent_for_their_sender_and_the_unit(world: World) -> None:
    voice, people = world.voices["unread"], world.province.actors
    Case.objects.filter(pk=voice.case_id).update(landmark="trước nhà bà Canh")
    actions.publish_case(
        actor=people["receiver2"], case_id=voice.case_id, title="Cống", text="Cống nghẹt.", at=clock.now()
    )
    public = world.browser().get(f"/phan-anh/{voice.number}/").content.decode()
    assert voice.person.text not in public
    assert "bà Canh" not in public  # the place would name whom the text no longer names
    assert "Một vài chỗ đã được che" in public
    assert voice.person.text in world.browser().get(f"/phieu/{voice.code}/").content.decode()
    assert voice.person.text in world.browser("writer2").get(f"/lam-viec/phieu/{voice.case_id}/").content.decode()


# --- nothing deletes --------------------------------------------------------------------------------------------------
def test_no_action_deletes_what_was_said() -> None:
    """Drafts, files and categories without cases may go; cases, words, identities, ratings and records never."""
    allowed = {
        "drafts.py": {"file", "files", "old"},
        "categories.py": {"others"},
        "attachments.py": {"default_storage"},
        "sweep_files.py": {"default_storage"},
    }
    folder = Path(inspect.getfile(actions)).parent
    for path in sorted(folder.glob("*.py")):
        deleted = set()
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "delete":
                deleted |= set(re.findall(r"^[a-z_]+", ast.unparse(node.func.value)))
        assert deleted <= allowed.get(path.name, set()), path.name


@pytest.mark.parametrize("table", [Case, Record, LogEntry], ids=lambda one: one.__name__)
def test_the_database_itself_refuses_to_lose_a_case_and_its_history(world: World, table: type[Case]) -> None:
    row = table._default_manager.order_by("pk")[0]
    quoted = connection.ops.quote_name(table._meta.db_table)
    with pytest.raises(DatabaseError):
        _delete(quoted, table._meta.pk.column, row.pk)  # type: ignore[union-attr]


def _delete(table: str, column: str, key: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [key])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
