"""What the tests of rights and security look at: four cases of different people, officials of every kind, all pages."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from PIL import Image
from tests.province import Province, found

from dinhlang.apps.accounts import actions as accounts
from dinhlang.apps.accounts import queries as account_queries
from dinhlang.apps.accounts.models import Tenure, User
from dinhlang.apps.feedback import actions
from dinhlang.apps.feedback.models import Attachment
from dinhlang.apps.transparency import actions as log
from dinhlang.domain.accounts.roles import SYSTEM, Role
from dinhlang.lib import clock

NOBODY = 987_654_321  # an id that no row has
WRONG_CODE = "0000000000"
HIDDEN = 404


@dataclass(frozen=True)
class Person:
    """Words that belong to one sender and may stand nowhere but in the rows of that case."""

    name: str
    phone: str
    email: str
    text: str

    @property
    def contact(self) -> dict[str, str]:
        """Return what the last step of the form takes."""
        return {"contact_name": self.name, "phone": self.phone, "email": self.email}

    @property
    def identity(self) -> tuple[str, ...]:
        """Return what only a post with that right may read."""
        return (self.name, self.phone, self.email)


@dataclass
class Voice:
    """A sent case and what opens it."""

    person: Person
    case_id: int
    number: str
    code: str
    files: list[int] = field(default_factory=list)


@dataclass
class World:
    """The small province with its cases, its officials, and browsers signed in as each of them."""

    province: Province
    at: datetime
    voices: dict[str, Voice]
    draft: str
    users: dict[str, int]

    def browser(self, who: str = "") -> Client:
        """Return a browser: a visitor's, or one signed in under a short name (see `users`)."""
        client = Client()
        if who:
            client.force_login(User.objects.get(pk=self.users[who]))
        return client


def person(word: str) -> Person:
    """Return somebody whose every word can be told from everybody else's."""
    digits = str(int(sha256(word.encode()).hexdigest(), 16))[:7]
    return Person(f"Trần Thị {word}", f"0917{digits[:6]}", f"{word.lower()}@dan.example", f"Cống {word} nghẹt đã lâu.")


def jpeg(size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """Return a photo."""
    target = io.BytesIO()
    Image.new("RGB", size, (12, 90, 60)).save(target, "JPEG", **options)
    return target.getvalue()


def received(content: bytes) -> tuple[str, bytes, int]:
    """Put bytes where uploads lie; returns path, digest and size."""
    path = default_storage.save(f"received/zz/{sha256(content).hexdigest()[:20]}", ContentFile(content))
    return path, sha256(content).digest(), len(content)


def speak(
    province: Province, who: Person, *, at: datetime, commune: str = "T1", photos: int = 0, **answers: Any
) -> Voice:
    """Send a case as a person."""
    token = actions.begin_draft(language="vi", at=at)
    filled = {"category": "thoat-nuoc", "commune_id": province.id(commune), "text": who.text} | answers
    actions.fill_draft(token=token, answers=filled, at=at)
    for number in range(photos):
        path, digest, size = received(jpeg((60 + number, 40)))
        actions.attach_to_draft(token=token, kind="photo", path=path, digest=digest, size=size, at=at)
    sent = actions.submit_case(token=token, at=at, contact=who.contact)
    files = list(Attachment.objects.filter(case_id=sent.case_id).order_by("pk").values_list("pk", flat=True))
    return Voice(who, sent.case_id, sent.number, sent.lookup_code, files)


def make_world() -> World:
    """Found the province and let four people speak: one answered in public, one unread, one withheld, one refused."""
    now = clock.now()
    province = found(now - timedelta(days=60))
    at = now - timedelta(days=9)
    voices = {
        "open": speak(province, person("Congkhai"), at=at, photos=1, landmark="trước quán bà Sáu"),
        "unread": speak(province, person("Chuadoc"), at=at, commune="T2", photos=1),
        "withheld": speak(province, person("Giukin"), at=at),
        "refused": speak(province, person("Tuchoi"), at=at),
    }
    for voice in voices.values():
        for file_id in voice.files:
            actions.process_attachment(attachment_id=file_id, at=at)
    _answer(province, voices["open"], at + timedelta(hours=1))
    receiver = province.actors["receiver"]
    actions.withhold_case(
        actor=receiver, case_id=voices["withheld"].case_id, reason="personal_data", at=at, note="Có tên hàng xóm."
    )
    actions.refuse_case(
        actor=receiver, case_id=voices["refused"].case_id, reason="complaint", explanation="Mời gửi đơn khiếu nại.",
        at=at,
    )  # fmt: skip
    while log.sequence_batch(at=now):
        pass
    draft = actions.begin_draft(language="vi", at=now)
    actions.fill_draft(
        token=draft,
        answers={"category": "thoat-nuoc", "commune_id": province.id("T1"), "text": person("Nhap").text},
        at=now,
    )
    return World(province, now, voices, draft, _users(province, now - timedelta(days=30)))


def _answer(province: Province, voice: Voice, at: datetime) -> None:
    people = province.actors
    actions.classify_case(actor=people["receiver"], case_id=voice.case_id, category="thoat-nuoc", at=at)
    actions.assign_case(actor=people["receiver"], case_id=voice.case_id, office_id=province.id("T1-KT"), at=at)
    actions.publish_case(
        actor=people["receiver"], case_id=voice.case_id, title="Cống nghẹt", text=voice.person.text, at=at
    )
    actions.write_answer(actor=people["head"], case_id=voice.case_id, kind="done", text="Đã nạo vét.", at=at)


def _users(province: Province, since: datetime) -> dict[str, int]:
    """Return accounts by short name: the province's officials, administrators, an ended one, a citizen."""
    users = {name: actor.user_id or 0 for name, actor in province.actors.items()}
    for name, code in (("admin", "86"), ("admin2", "T2"), ("former", "T1")):
        tenure = accounts.appoint_officer(
            actor=SYSTEM, email=f"{name}@vinhlong.example", name=f"Cán bộ {name}", unit_id=province.id(code),
            title=f"Quản trị {name}" if name != "former" else "Cán bộ tiếp nhận", at=since,
            roles=[Role.ADMINISTRATOR if name != "former" else Role.HEAD], sees_identity=name == "former",
        )  # fmt: skip
        users[name] = tenure.user_id
    accounts.end_tenure(actor=SYSTEM, tenure_id=Tenure.objects.get(user_id=users["former"]).pk, at=clock.now())
    users["citizen"] = User.objects.create_user("nguoi.dan@dan.example", "mat-khau-dai-12", name="Người Dân").pk
    return users


def sees_identity(world: World, who: str, case_unit: int) -> bool:
    """Tell from the posts themselves whether an account has the right to see a sender of the unit."""
    actor = account_queries.actor_of(User.objects.get(pk=world.users[who]), at=clock.now())
    return any(held.sees_identity and held.unit_id == case_unit for held in actor.holdings)


# --- every address ----------------------------------------------------------------------------------------------------
def routes(resolver: URLResolver | None = None, before: str = "/") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address of the product with its pattern, Vietnamese side."""
    for entry in (resolver or get_resolver()).url_patterns:
        place = f"{before}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from routes(entry, place)
        else:
            yield place, entry


def filled(route: str, values: dict[str, Any]) -> str:
    """Return the address of a route with its blanks filled; raises KeyError for a blank that no value is known for."""
    plain = re.sub(r"\(\?P<(\w+)>(?:\[[^\]]*\]|\.)\+\)", r"<\1>", route).replace("^", "").replace("$", "")
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), plain)


def values_of(world: World, name: str) -> dict[str, Any]:
    """Return what fills the blanks of addresses for one voice; `name` may be "none": then nothing exists."""
    known: dict[str, Any] = {
        "slug": "xa-long-ho", "index": 0, "token": world.draft, "verb": "cong-khai", "uidb36": "1", "key": "sai-khoa",
    }  # fmt: skip
    known |= {
        "question": "ap-duoc-quyet-viec-gi",
        "topic": "biet",
        "act": "10-2022-qh15",
        "rule": "PUB-11-01",
        "size": "a4",
        "quarter": "2026-Q3",
        "role": "nguoi-dan",
        "session": "khong-co",
        "session_id": NOBODY,
        "household_id": NOBODY,
        "village_id": NOBODY,
        "measure": "q:trust.party",
        "component": "phan-anh-dung-han",
        "picture_id": NOBODY,
        "head_id": NOBODY,
        "sheet_id": NOBODY,
        "sheet": "giay-moi",
        "name": "bien-ban",
        "kind": "pdf",
    }
    if name == "none":
        blanks = ("file_id", "attachment_id", "case_id", "unit_id", "post_id", "tenure_id", "user_id", "index")
        gone = {"slug": "khong-co", "token": "khong-co", "number": "PA26-000000", "code": WRONG_CODE, "verb": "khong"}
        gone |= {"question": "khong-co", "topic": "khong-co", "act": "khong-co", "rule": "KHONG-CO", "role": "khong-co"}
        return known | dict.fromkeys(blanks, NOBODY) | gone
    voice, unit = world.voices[name], world.province.id("T2")
    tenure = Tenure.objects.filter(post__unit_id=unit).order_by("pk")[0]
    return known | {
        "number": voice.number, "code": voice.code, "case_id": voice.case_id, "unit_id": unit,
        "file_id": (voice.files or [NOBODY])[0], "attachment_id": (voice.files or [NOBODY])[0],
        "post_id": tenure.post_id, "tenure_id": tenure.pk, "user_id": tenure.user_id,
    }  # fmt: skip


def addresses(world: World, name: str = "open") -> list[str]:
    """Return every address of the product, filled for one voice; those of cases in English too."""
    known = values_of(world, name)
    vietnamese = [filled(route, known) for route, _ in routes()]
    english = ("/phan-anh/", "/phieu/") if name == "open" else ()
    return [*vietnamese, *(f"/en{one}" for one in vietnamese if one.startswith(english))]
