"""Put an invented account with photos, initiatives and a conference into the villages that decide."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from io import BytesIO
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFont

from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import NewConference, NewInitiative, NewLine, NewPicture
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.cli.demo_province.streams import stream
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.decisions.matters import Step
from dinhlang.domain.decisions.money import Flow

EACH, PAID = 350_000, 45  # đồng of a household; how many lines of payment are told
SPENT = (
    (20, "Mua 24 tấn xi măng, có hóa đơn", 9_600_000, "Hóa đơn mua xi măng"),
    (24, "Mua đá 1x2 và cát", 6_200_000, "Hóa đơn mua đá, cát"),
    (31, "Thuê máy trộn, ba ngày", 2_100_000, ""),
)
WORK = ((22, "Đổ xong 120 m đầu"), (30, "Đổ xong 300 m"), (44, "Nghiệm thu 420 m"))
INITIATIVES = (
    (NewInitiative("15.6", "Mỗi nhà thắp một bóng đèn trước ngõ tới 22 giờ",
                   "Hẻm tối, học sinh đi học thêm về khuya dễ té.\nMỗi nhà một bóng nhỏ, tiền điện không đáng kể."), 5),
    (NewInitiative("15.1", "Góp tiền đặt hai thùng rác lớn ở đầu hẻm",
                   "Rác hay bị chó tha ra đường. Mỗi hộ góp một lần, hộ nghèo được miễn."), 17),
    (NewInitiative("15.4", "Cho thôi chức Trưởng ấp vì bỏ bê việc ấp", "Nhiều lần họp không có mặt.",
                   Step.DISMISS), 6),
)  # fmt: skip
AGENDA = (
    "Báo cáo của Trưởng ấp về việc đã làm trong năm\nBáo cáo của Ban công tác Mặt trận\n"
    "Báo cáo của thành viên Ban Thanh tra nhân dân\nCác hộ góp ý"
)


def load_account(decision_id: int, *, head: Actor, meeting: datetime, count: int, seed: int) -> None:
    """Let the households pay for a road, spend the money, photograph the work and close the account."""
    rng = stream(seed, "account", str(decision_id))
    since = meeting.date()
    actions.write_line(
        actor=head, decision_id=decision_id, at=meeting + timedelta(days=3),
        new=NewLine(Flow.IN, since + timedelta(days=2), 3_000_000, "Xã hỗ trợ đợt một"),
    )  # fmt: skip
    for number in range(1, min(PAID, count) + 1):
        late = rng.randint(3, 18)
        new = NewLine(Flow.IN, since + timedelta(days=late), EACH, "", str(number))
        actions.write_line(
            actor=head, decision_id=decision_id, new=new, at=meeting + timedelta(days=19, minutes=number)
        )
    for days, words, amount, receipt in SPENT:
        at = meeting + timedelta(days=days)
        new = NewLine(Flow.OUT, at.date(), amount, words)
        actions.write_line(actor=head, decision_id=decision_id, new=new, at=at)
        if receipt:
            last = queries.money_rows(decision_id, limit=1)[0].number
            _photo(decision_id, head, receipt, at, number=last)
    actions.correct_line(
        actor=head, decision_id=decision_id, number=2, right=EACH - 50_000, why="Hộ này được giảm, ghi nhầm đủ mức.",
        at=meeting + timedelta(days=33),
    )  # fmt: skip
    for days, words in WORK:
        _photo(decision_id, head, words, meeting + timedelta(days=days))
    actions.close_account(
        actor=head, decision_id=decision_id, at=meeting + timedelta(days=49),
        words="Đã làm xong 420 m, nghiệm thu có năm hộ cùng xem.\nTiền còn lại để sửa đường, dán ở nhà văn hóa ấp.",
    )  # fmt: skip


def load_initiatives(units: Sequence[UnitView], *, boards: Sequence[Actor], at: datetime) -> int:
    """Let households start a few things: one half-way, one that must be put, one petition; returns how many."""
    for place, (new, consents) in enumerate(INITIATIVES):
        unit, who = units[place % len(units)], boards[place % len(units)]
        began = at - timedelta(days=12 - place)
        made = actions.write_initiative(actor=who, village_id=unit.id, household="1", new=new, at=began, is_demo=True)
        for number in range(2, consents + 1):
            given = began + timedelta(minutes=number)
            actions.write_consent(actor=who, initiative_id=made, household=str(number), at=given)
    return len(INITIATIVES)


def load_conference(unit: UnitView, *, head: Actor, at: datetime) -> None:
    """Set the conference of the year."""
    meets = at + timedelta(days=25)
    new = NewConference(meets, "Nhà văn hóa ấp", AGENDA)
    actions.plan_conference(actor=head, unit_id=unit.id, new=new, at=at - timedelta(days=1), is_demo=True)


def _photo(decision_id: int, head: Actor, words: str, at: datetime, *, number: int | None = None) -> None:
    """Keep a drawn picture, marked as an illustration; the worker copies its pixels like those of any photo."""
    content = drawn(words)
    name = uuid4().hex
    path = default_storage.save(f"{actions.RECEIVED_PICTURES}/{name[:2]}/{name}", ContentFile(content))
    new = NewPicture("photo", path, sha256(content).digest(), words, at.date(), number)
    actions.add_picture(actor=head, decision_id=decision_id, new=new, at=at, is_demo=True)


def drawn(words: str) -> bytes:
    """Return a JPEG of a road under a sky that says what it stands for and that it is an illustration."""
    image = Image.new("RGB", (800, 600), "#bfe3f5")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 300, 800, 600), fill="#6aa84f")
    pen.polygon(((340, 300), (460, 300), (760, 600), (40, 600)), fill="#b7b7b7")
    pen.line((400, 300, 400, 600), fill="#ffffff", width=6)
    pen.rectangle((0, 0, 800, 90), fill="#1c4532")
    pen.text((20, 22), f"HÌNH MINH HỌA: {words}", fill="#ffffff", font=ImageFont.load_default(30))
    target = BytesIO()
    image.save(target, "JPEG", quality=80)
    return target.getvalue()
