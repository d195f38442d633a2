"""rights.md 1: no file on a person or a household, no labels, no free notes on persons, refusals only by code."""

import re

import pytest
from django.apps import apps
from django.db import connection, models
from tests.security.world import World, filled, person, routes, speak, values_of

from dinhlang.apps.accounts.models import User
from dinhlang.apps.feedback import actions, queries
from dinhlang.apps.feedback.models import Case, Identity
from dinhlang.domain.feedback.reasons import REFUSAL, REOPENING, WITHHOLDING
from dinhlang.domain.feedback.words import REFUSALS, REOPENINGS, WITHHOLDINGS
from dinhlang.lib.refusal import RefusedError

pytestmark = pytest.mark.django_db
PERSONAL = {"feedback.Identity", "accounts.User"}
OFFICES = "organisations.Unit"  # its telephone is the office's
NAMES_TO_ASK_BY = ("q", "so", "ten", "phone", "email", "name", "tim", "loc")
LABELS = re.compile(
    r"note|comment|remark|label|tag|score|rank|flag|black|trust|legit|reput|household|ghi_chu", re.IGNORECASE
)
# A unit or a day may carry a remark; a person may not.
# The roll of a village is the denominator of its votes (Law 10/2022, Articles 18 and 21): it says which households
# there are and who speaks for each, nothing more. What a household tied to open its ballot points at it too, sealed.
ROLLS = {
    f"decisions.{one}.household" for one in ("HouseholdRepresentative", "HouseholdSignIn", "RollChange", "RollLine")
}
ABOUT_NO_PERSON = ("organisations.", "law.", "transparency.", "coordination.", "links.")


def ours() -> list[type[models.Model]]:
    return [one for one in apps.get_models() if one.__module__.startswith("dinhlang.")]


def test_only_two_tables_hold_who_somebody_is_and_nothing_else_about_them() -> None:
    holding = {
        one._meta.label
        for one in ours()
        if {"phone", "email"} & {field.name for field in one._meta.concrete_fields} and one._meta.label != OFFICES
    }
    assert holding == PERSONAL
    assert {field.name for field in Identity._meta.concrete_fields} == {"case", "name", "phone", "email"}
    assert {field.name for field in User._meta.concrete_fields} == {
        "id", "password", "last_login", "email", "name", "is_active", "is_demo", "created_at",
    }  # fmt: skip


def test_there_is_no_field_for_a_note_a_label_or_a_score_of_a_person() -> None:
    found = [
        f"{one._meta.label}.{field.name}"
        for one in ours()
        if not one._meta.label.startswith(ABOUT_NO_PERSON)
        for field in one._meta.concrete_fields
        if LABELS.search(field.name)
    ]
    assert set(found) <= ROLLS


def test_the_roll_of_a_village_holds_no_more_of_a_household_than_its_vote_needs() -> None:
    tables = {one._meta.object_name: one for one in ours() if one._meta.app_label == "decisions"}
    fields = {name: {field.name for field in tables[name]._meta.concrete_fields} for name in tables}
    assert fields["Household"] == {"id", "village", "number", "sort_key", "address", "valid"}
    assert fields["HouseholdRepresentative"] == {"id", "household", "name", "valid"}


def test_nothing_joins_two_cases_of_one_sender() -> None:
    # One identity a case, keyed by the case; no column that two cases of a person would share.
    assert Identity._meta.pk.name == "case"  # type: ignore[union-attr]
    shared = [
        field.name
        for field in Case._meta.concrete_fields
        if field.is_relation and field.related_model._meta.label in (*PERSONAL, "accounts.Session")
    ]
    assert shared == []
    pointing = {one.related_model._meta.label for one in Identity._meta.related_objects}
    assert pointing == set()
    assert not {one.related_model._meta.label for one in User._meta.related_objects} & {
        "feedback.Case",
        "feedback.Draft",
    }


def test_no_index_finds_a_sender_by_name_telephone_or_mail() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename IN ('feedback_identity', 'feedback_case')")
        indexes = [row[0] for row in cursor.fetchall()]
    assert indexes
    columns = [re.search(r"USING \w+ \(([^)]*)\)", one)[1] for one in indexes]  # type: ignore[index]
    assert [one for one in columns if re.search(r"\b(name|phone|email|public_name|text)\b", one)] == []


def test_two_cases_of_one_person_look_like_those_of_two(world: World) -> None:
    who, at = person("Motnguoi"), world.at
    first, second = (speak(world.province, who, at=at) for _ in range(2))
    assert first.number[:5] == second.number[:5]
    assert first.code != second.code
    rows = Case.objects.filter(pk__in=(first.case_id, second.case_id)).values()
    same = {name for name in rows[0] if rows[0][name] == rows[1][name]}
    assert not {"number", "lookup_hash", "id"} & same
    for voice in (first, second):
        page = world.browser("receiver").get(f"/lam-viec/phieu/{voice.case_id}/").content.decode()
        other = second if voice is first else first
        assert other.number not in page
        seen = queries.sender_case(voice.code, at=at)
        assert seen is not None
        assert other.number not in str(seen)


@pytest.mark.parametrize("who", ["", "receiver", "head", "auditor", "admin"])
def test_nothing_can_be_asked_by_name_telephone_or_mail(world: World, who: str) -> None:
    """Ask every address for every voice by what only its sender is called: no answer differs from no question."""
    voice, browser = world.voices["open"], world.browser(who)
    known = values_of(world, "none")
    for route, _ in routes():
        if {"code", "token"} & set(re.findall(r":(\w+)>", route)):
            continue
        address = filled(route, known)
        plain = browser.get(address)
        for wish in voice.person.identity:
            asked = browser.get(address, dict.fromkeys(NAMES_TO_ASK_BY, wish))
            if not asked.streaming:
                before, after = (answer.content.decode().count(voice.number) for answer in (plain, asked))
                assert after <= before, (address, wish)


def test_the_search_of_the_desk_takes_numbers_of_cases_only(world: World) -> None:
    browser, voice = world.browser("receiver"), world.voices["open"]
    assert browser.get("/lam-viec/tim/", {"so": voice.number}).status_code == 302
    for wish in (*voice.person.identity, voice.person.text, voice.person.name.split()[-1]):
        assert browser.get("/lam-viec/tim/", {"so": wish}).status_code == 404


def test_a_refusal_is_a_code_with_words_and_no_opinion_on_the_wish() -> None:
    assert {one.code for one in REFUSAL} <= set(REFUSALS)
    assert {one.code for one in WITHHOLDING} <= set(WITHHOLDINGS)
    assert set(REOPENING) <= set(REOPENINGS)
    told = " ".join((*REFUSALS.values(), *WITHHOLDINGS.values())).lower()
    assert not re.search(r"chính đáng|hợp lý|vô lý|quấy rối|nhiều lần|thành tích", told)


def test_no_reason_of_ones_own_refuses_a_case(world: World) -> None:
    receiver, voice = world.province.actors["receiver2"], world.voices["unread"]
    for reason in ("", "khac", "người này hay khiếu kiện"):
        with pytest.raises(RefusedError):
            actions.refuse_case(actor=receiver, case_id=voice.case_id, reason=reason, explanation="Không.", at=world.at)


def test_what_is_in_the_tables_of_others_holds_no_person() -> None:
    for one in ours():
        if one._meta.label in PERSONAL or one._meta.label in ("notifications.Message", OFFICES):
            continue
        assert not {"phone", "email"} & {field.name for field in one._meta.concrete_fields}, one._meta.label
