"""Every address × every kind of person × things of others: "not yours" is "not there" (trust.md test 9)."""

import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponseBase
from django.test import Client
from tests.security.world import NOBODY, WRONG_CODE, World, filled, routes, sees_identity, values_of

from dinhlang.apps.accounts import queries
from dinhlang.apps.accounts.models import Post, Tenure, User
from dinhlang.apps.feedback.models import Case
from dinhlang.apps.transparency.models import Record
from dinhlang.desk.feedback.verbs import VERBS

WHO = (
    "", "citizen", "former", "receiver", "head", "handler", "receiver2", "writer2", "approver2", "receiver3", "front",
    "auditor", "admin", "admin2",
)  # fmt: skip
# Who may read which case: its unit and office, the Front of its commune, the auditor of the province.
READERS = {
    "open": {"receiver", "head", "handler", "front", "auditor"},
    "unread": {"receiver2", "writer2", "approver2", "auditor"},
    "withheld": {"receiver", "head", "front", "auditor"},
}


def bare(answer: HttpResponseBase, *names: object) -> tuple[int, str]:
    """Return an answer without what differs each time or repeats the question."""
    page = answer.content.decode()  # type: ignore[attr-defined]
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
    page = re.sub(r'href="/(en/)?[^"]*"', "", page)
    for name in names:
        page = page.replace(str(name), "·")
    return answer.status_code, page


@pytest.mark.parametrize("who", WHO)
def test_a_case_is_read_at_the_desk_by_those_who_may_and_is_not_there_for_all_others(world: World, who: str) -> None:
    browser = world.browser(who)
    nothing = bare(browser.get(f"/lam-viec/phieu/{NOBODY}/"))
    assert nothing[0] in (302, 403, 404)
    for name, readers in READERS.items():
        voice = world.voices[name]
        answer = browser.get(f"/lam-viec/phieu/{voice.case_id}/")
        if who in readers:
            assert answer.status_code == 200, name
            page = answer.content.decode()
            seen = any(one in page for one in voice.person.identity)
            assert not seen or sees_identity(world, who, Case.objects.get(pk=voice.case_id).unit_id), name
        else:
            assert bare(answer) == nothing, name


@pytest.mark.parametrize("who", [one for one in WHO if one])
def test_no_step_can_be_taken_with_a_case_of_others_and_the_answer_does_not_tell_that_it_is_there(
    world: World, who: str
) -> None:
    browser = world.browser(who)
    before = Record.objects.count()
    foreign = {name: one for name, one in world.voices.items() if who not in READERS.get(name, READERS["withheld"])}
    for verb in VERBS:
        fields = dict.fromkeys(VERBS[verb].fields, "x") | {"request_key": "same"}
        nothing = bare(browser.post(f"/lam-viec/phieu/{NOBODY}/{verb}/", fields))
        for name, voice in foreign.items():
            asked = browser.post(f"/lam-viec/phieu/{voice.case_id}/{verb}/", fields)
            assert bare(asked) == nothing, (name, verb)
            assert asked.status_code in (403, 404), (name, verb)
    for voice in foreign.values():
        for file_id in voice.files:
            for small in ("", "nho/"):
                asked = browser.get(f"/lam-viec/tep/{file_id}/{small}")
                assert bare(asked) == bare(browser.get(f"/lam-viec/tep/{NOBODY}/{small}"))
    assert Record.objects.count() == before


@pytest.mark.parametrize("who", ["receiver", "head", "handler", "front", "auditor"])
def test_a_reader_takes_only_the_steps_of_the_post(world: World, who: str) -> None:
    voice = world.voices["open"]
    may = {"receiver": {"cong-khai", "khong-cong-khai"}, "head": {"cong-khai", "khong-cong-khai"}}.get(who, set())
    for verb in VERBS:
        words = {"title": "Cống", "text": "Cống nghẹt", "reason": "insult", "note": "x", "request_key": f"{who}{verb}"}
        answer = world.browser(who).post(f"/lam-viec/phieu/{voice.case_id}/{verb}/", words)
        assert (answer.status_code == 303) == (verb in may), verb


def test_files_that_are_not_public_are_not_there(world: World) -> None:
    visitor, unread, public = world.browser(), world.voices["unread"], world.voices["open"]
    for small in ("", "nho/"):
        assert visitor.get(f"/phan-anh/tep/{public.files[0]}/{small}").status_code == 200
        nothing = bare(visitor.get(f"/phan-anh/tep/{NOBODY}/{small}"))
        assert bare(visitor.get(f"/phan-anh/tep/{unread.files[0]}/{small}")) == nothing
        nothing = bare(visitor.get(f"/phieu/{public.code}/tep/{NOBODY}/{small}"))
        # The code of one case opens no file of another that is not public.
        assert bare(visitor.get(f"/phieu/{public.code}/tep/{unread.files[0]}/{small}")) == nothing
        assert visitor.get(f"/phieu/{unread.code}/tep/{unread.files[0]}/{small}").status_code == 200


def test_a_case_that_is_not_public_is_not_there(world: World) -> None:
    visitor = world.browser()
    nothing = bare(visitor.get("/phan-anh/PA26-000000/"), "PA26-000000")
    for name in ("unread", "withheld", "refused"):
        number = world.voices[name].number
        assert bare(visitor.get(f"/phan-anh/{number}/"), number) == nothing
        for address in ("/", "/phan-anh/", "/phan-anh/?xa=T1", "/xa/xa-long-ho/", "/nhat-ky/"):
            page = visitor.get(address).content.decode()
            assert number not in page
            assert world.voices[name].person.text not in page


def test_lines_of_the_log_open_only_what_is_public(world: World) -> None:
    visitor, opened = world.browser(), 0
    for index, record in enumerate(Record.objects.filter(log_entry__isnull=False).order_by("log_entry__index")):
        page = visitor.get(f"/nhat-ky/{index}/").content.decode()
        shown = record.salt.hex() in page or f"{record.subject_code}" in page
        is_open = record.subject_kind.startswith(("organisations.", "law.", "coordination.")) or (
            record.subject_code == world.voices["open"].number
        )
        assert not shown or is_open, record.event
        opened += shown
    assert opened > 3


def test_a_draft_opens_by_its_token_alone(world: World) -> None:
    visitor = world.browser()
    for step in ("", "viec/", "noi/", "noi-dung/", "xem-lai/"):
        wrong = visitor.get(f"/phan-anh/gui/{world.draft[:-1]}x/{step}")
        assert wrong.status_code == 404
        assert bare(wrong) == bare(visitor.get(f"/phan-anh/gui/AAAAAAAAAAAAAAAAAAAAAA/{step}"))


# --- accounts ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", [one for one in WHO if one not in ("", "admin", "admin2")])
def test_who_administers_nothing_changes_no_post_and_learns_of_none(world: World, who: str) -> None:
    browser, known, none = world.browser(who), values_of(world, "open"), values_of(world, "none")
    before = state()
    for route, _ in routes():
        if "chuc-danh/<" not in route:
            continue
        for ask in (browser.get, browser.post):
            asked, nothing = ask(filled(route, known)), ask(filled(route, none))
            assert asked.status_code == 403, route
            assert bare(asked) == bare(nothing), route
    assert state() == before


def test_an_administrator_of_one_unit_changes_nothing_in_another_and_learns_of_nothing_there(world: World) -> None:
    here, there = world.province.id("T2"), world.province.id("T1")
    before = state()
    tenure = Tenure.objects.filter(post__unit_id=there).order_by("pk")[0]
    for verb, foreign in (("giao", tenure.post_id), ("ket-thuc", tenure.pk), ("khoa", tenure.user_id)):
        for unit in (here, there):
            address = f"/lam-viec/chuc-danh/{unit}/{verb}/"
            asked, nothing = (
                world.browser("admin2").post(f"{address}{one}/", {"name": "x", "email": "x@y.example"}, follow=True)
                for one in (foreign, NOBODY)
            )
            assert bare(asked) == bare(nothing), (verb, unit)
    assert state() == before


def state() -> tuple[object, ...]:
    """Return what no stranger may change."""
    return (
        list(Post.objects.order_by("pk").values_list("pk", "title", "roles")),
        list(Tenure.objects.order_by("pk").values_list("pk", "valid")),
        list(User.objects.order_by("pk").values_list("pk", "is_active", "name")),
    )


def test_a_session_of_somebody_else_is_not_there(world: World) -> None:
    mine, theirs = world.browser("receiver"), world.browser("head")
    handle = queries.handle_of(theirs.session.session_key or "")
    asked = mine.post("/phien-dang-nhap/ket-thuc/", {"handle": handle})
    assert bare(asked) == bare(mine.post("/phien-dang-nhap/ket-thuc/", {"handle": "0" * 32}))
    assert theirs.get("/phien-dang-nhap/").status_code == 200


# --- whose words are on whose page ------------------------------------------------------------------------------------
def pages_of(world: World, browser: Client) -> Iterator[tuple[str, str]]:
    """Yield every page without a secret in its address."""
    for name in ("unread", "open"):
        known = values_of(world, name)
        for route, _ in routes():
            if not {"code", "token"} & set(re.findall(r":(\w+)>", route)) and (name == "unread" or "case_id" in route):
                answer = browser.get(filled(route, known))
                if not answer.streaming:
                    yield filled(route, known), answer.content.decode()


@pytest.mark.parametrize("who", ["", "head", "auditor"])
def test_who_sent_a_case_stands_on_no_page_of_those_without_that_right(world: World, who: str) -> None:
    names = [one for voice in world.voices.values() for one in voice.person.identity]
    codes = [voice.code for voice in world.voices.values()]
    for address, page in pages_of(world, world.browser(who)):
        assert [one for one in (*names, *codes) if one in page] == [], address


def test_a_wrong_code_is_the_same_page_whatever_is_asked_with_it(world: World) -> None:
    visitor = world.browser()
    answers = set()
    for route, _ in routes():
        if route.startswith(("/phieu/", "/bien-nhan/")) and "file_id" not in route:
            for code in (WRONG_CODE, "KHONGPHAIMA", "x" * 200):
                asked = visitor.get(filled(route, values_of(world, "none") | {"code": code}))
                if asked.status_code != 405:
                    answers.add(bare(asked, code))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 404
