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

EACH, PAID = 350_000, 45  # đồng of a household; how many of them have a line of their own
SIZE = (800, 600)
EXEMPT = 12  # households that need not pay
# days after the meeting, for what, in hundredths of all that came, the words of the receipt's photo
SPENT = (
    (20, "Mua xi măng, có hóa đơn", 45, "Hóa đơn mua xi măng"),
    (24, "Mua đá và cát, có hóa đơn", 36, "Hóa đơn mua đá, cát"),
    (31, "Thuê máy trộn, ba ngày", 15, ""),
)
WORK = ((22, "Đổ xong 120 m đầu", 120), (30, "Đổ xong 300 m", 300), (44, "Nghiệm thu 420 m", 420))
LENGTH, ROUND = 420, 10_000
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
    rng = stream(seed, "account")
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
    rest = count - PAID - EXEMPT
    if rest > 0:
        words = f"Các tổ nộp tiền của {rest} hộ còn lại, danh sách dán ở nhà văn hóa"
        new = NewLine(Flow.IN, since + timedelta(days=18), rest * EACH, words)
        actions.write_line(actor=head, decision_id=decision_id, new=new, at=meeting + timedelta(days=19, hours=2))
    came = queries.account(decision_id).sums.money_in
    for days, words, hundredths, receipt in SPENT:
        at = meeting + timedelta(days=days)
        new = NewLine(Flow.OUT, at.date(), came * hundredths // 100 // ROUND * ROUND, words)
        actions.write_line(actor=head, decision_id=decision_id, new=new, at=at)
        if receipt:
            last = queries.money_rows(decision_id, limit=1)[0].number
            _photo(decision_id, head, receipt, drawn_paper(), at, number=last)
    actions.correct_line(
        actor=head, decision_id=decision_id, number=2, right=EACH - 50_000, why="Hộ này được giảm, ghi nhầm đủ mức.",
        at=meeting + timedelta(days=33),
    )  # fmt: skip
    for days, words, metres in WORK:
        _photo(decision_id, head, words, drawn_road(metres), meeting + timedelta(days=days))
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


def _photo(
    decision_id: int, head: Actor, words: str, content: bytes, at: datetime, *, number: int | None = None
) -> None:
    """Keep a drawn picture, marked as an illustration; the worker copies its pixels like those of any photo."""
    name = uuid4().hex
    path = default_storage.save(f"{actions.RECEIVED_PICTURES}/{name[:2]}/{name}", ContentFile(content))
    new = NewPicture("photo", path, sha256(content).digest(), words, at.date(), number)
    actions.add_picture(actor=head, decision_id=decision_id, new=new, at=at, is_demo=True)


def drawn_road(metres: int) -> bytes:
    """Return a picture of a road of earth, the nearer part of it paved; it says itself that it is drawn."""
    image = Image.new("RGB", SIZE, "#bfe3f5")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 300, 800, 600), fill="#6aa84f")
    pen.polygon(((340, 300), (460, 300), (760, 600), (40, 600)), fill="#9c6b3f")
    far = 600 - 300 * metres // LENGTH
    half = 60 + (far - 300)
    pen.polygon(((400 - half, far), (400 + half, far), (760, 600), (40, 600)), fill="#c4c4c4")
    return _marked(image, pen)


def drawn_paper() -> bytes:
    """Return a picture of a sheet of paper with lines that nobody can read."""
    image = Image.new("RGB", SIZE, "#8a6f4d")
    pen = ImageDraw.Draw(image)
    pen.rectangle((200, 90, 600, 590), fill="#fbfaf5")
    for top in range(150, 560, 34):
        pen.rectangle((240, top, 560 - top % 5 * 40, top + 8), fill="#9aa0a6")
    return _marked(image, pen)


def _marked(image: Image.Image, pen: ImageDraw.ImageDraw) -> bytes:
    pen.rectangle((0, 0, 800, 70), fill="#1c4532")
    pen.text((30, 16), "MINH HOA - DEMO", fill="#ffffff", font=ImageFont.load_default(36))  # the font has no accents
    target = BytesIO()
    image.save(target, "JPEG", quality=80)
    return target.getvalue()
