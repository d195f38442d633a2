"""A publication on paper: for the board (a3), to hand out (a5), to be read out (loa)."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from dinhlang.apps.disclosure.queries import telling
from dinhlang.apps.disclosure.queries.shapes import ItemView, VersionView
from dinhlang.lib import formats
from dinhlang.lib.sheets import Sheet

SIZES = ("a3", "a5", "loa")
VIETNAMESE = "vi"  # papers are Vietnamese in either language
MARK = "SỐ LIỆU MINH HỌA"
SPOKEN = {"changes": "Nội dung chính:", "affects": "Liên quan đến:", "costs": "Chi phí:", "timing": "Thời gian:"}


def sheet_of(item: ItemView, size: str, on: date) -> Sheet:
    """Return a publication that stands as a sheet of a size."""
    with override(VIETNAMESE):
        version = item.versions[0]
        return Sheet(
            size=size, topic=_topic(item, size, on), title=item.row.title,
            parts=_read_out(item, version) if size == "loa" else _answers(version),
            blocks=version.blocks if size == "a3" else (),
            address=settings.BASE_URL + reverse("disclosure:item", args=[item.row.code]),
            scan=_("Quét để đọc toàn văn, báo còn treo hay không"), law=_small_print(item, version, on),
            mark=MARK if item.row.is_demo else "",
        )  # fmt: skip


def _topic(item: ItemView, size: str, on: date) -> str:
    if size == "loa":
        return f"{_('Bài phát thanh')} · {item.unit.name}"
    return f"{item.unit.name} · {telling.duty_title(item.row.duty, on)}"


def _answers(version: VersionView) -> tuple[tuple[str, str], ...]:
    asked = telling.answer_words()
    return tuple((asked[name], words) for name, words in version.answers)


def _read_out(item: ItemView, version: VersionView) -> tuple[tuple[str, str], ...]:
    said = dict(version.answers)
    until = f" đến hết ngày {formats.day(item.posted_until)}" if item.posted_until else ""
    return (
        ("", f"Kính thưa bà con. {item.unit.name} thông báo: {item.row.title}."),
        *((words, said[name]) for name, words in SPOKEN.items()),
        ("", f"Bà con muốn hỏi hoặc chưa đồng ý: {said['objections']}"),
        ("", f"Toàn văn niêm yết tại trụ sở và nhà văn hóa{until}. Xin cảm ơn bà con."),
    )


def _small_print(item: ItemView, version: VersionView, on: date) -> tuple[str, ...]:
    day = formats.day(timezone.localdate(version.published_at))
    law = telling.duty_article(item.row.duty, on)
    lines = [_("Căn cứ: {law}. Công khai ngày {day}.").format(law=law, day=day)]
    if item.posted_until:
        lines.append(_("Để tại đây đến hết ngày {day}.").format(day=formats.day(item.posted_until)))
    if len(item.versions) > 1:
        lines.append(_("Bản {number}").format(number=version.number))
    return tuple(lines)
