"""The buttons of the desk of surveys: each names one action and the fields of its form."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions import queries as rolls
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.surveys import actions
from dinhlang.desk.coordination.fields import DAY, PICK, UNIT, WORDS, Field, day
from dinhlang.desk.coordination.verbs import Verb
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.domain.surveys.collection import Aside
from dinhlang.domain.surveys.fieldwork import Plan
from dinhlang.domain.surveys.sampling import Method
from dinhlang.lib.refusal import RefusedError
from dinhlang.lib.typed import whole

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LINE = re.compile(r"\s*([^;,\t]+?)\s*[;,\t]\s*(\d{1,6})\s*")
MOST_LINES = 400_000


def code(text: str) -> str:
    """Return the code of a survey; raises RefusedError."""
    if not CODE.fullmatch(text):
        raise RefusedError(_("Mã chỉ gồm chữ thường không dấu, chữ số và gạch nối, như niem-tin-2027."))
    return text


def count(text: str) -> int:
    """Return a number that may be 0; raises RefusedError."""
    found = whole(text)
    if found is None:
        raise RefusedError(_("Hãy ghi một số."))
    return found


def sizes(text: str) -> dict[str, int]:
    """Return how many households villages have by their codes; raises RefusedError."""
    found = dict[str, int]()
    for line in filter(str.strip, text.splitlines()):
        read = LINE.fullmatch(line)
        if read is None:
            raise RefusedError(_("Không đọc được dòng “{line}”. Mỗi dòng: mã ấp; số hộ.").format(line=line[:40]))
        found[read[1]] = int(read[2])
    return found


def publish(
    *, at: Any, sizes: Mapping[str, int] | None, area: int | None, communes: int, villages: int, people: int,
    replacements: int, method: Method, by_kind: str, **given: Any,
) -> int:  # fmt: skip
    """Publish the design of the form; without a list of households the rolls of the villages count."""
    on = timezone.localdate(at)
    plan = Plan(communes, villages, people, replacements, method, by_kind == "yes")
    if sizes:
        known = organisations.units_by_code(sizes, on)
        strange = sorted(set(sizes) - set(known))
        if strange:
            raise RefusedError(_("Không có ấp mang mã {code}.").format(code=strange[0]), field="sizes")
        by_place = {known[one].id: size for one, size in sizes.items()}
    else:
        home = organisations.home_provinces(on)
        all_of_them = [one.id for parent in home for one in organisations.below(parent, on) if one.kind is Kind.VILLAGE]
        by_place = rolls.roll_sizes(all_of_them, on)
    return actions.publish_design(plan=plan, commune_id=area, sizes=by_place, at=at, **given)


OPEN = Verb(
    "mo", _("Mở cuộc khảo sát"), _("Đã mở. Việc tiếp theo: công bố cách chọn mẫu."), actions.open_wave,
    (
        Field("title", _("Tên cuộc khảo sát"), hint=_("Như người dân sẽ đọc, ví dụ: Hài lòng của người dân năm 2027.")),
        Field("code", _("Mã"), read=code, longest=60, hint=_("Ví dụ: hai-long-2027. Không đổi được nữa.")),
        Field("instrument", _("Bộ câu hỏi"), PICK, choices="instruments"),
        Field("opens_on", _("Nhận phiếu từ ngày"), DAY, read=day),
        Field("closes_on", _("đến hết ngày"), DAY, read=day),
    ),
)  # fmt: skip
DESIGN = Verb(
    "thiet-ke", _("Công bố cách chọn mẫu và hạt giống"),
    _("Đã công bố. Máy đã sinh hạt giống và ghi vào nhật ký chung; giờ rút mẫu được."), publish,
    (
        Field("area", _("Ở đâu"), PICK, read=int, choices="areas", optional=True, hint=_("Không chỉ định: cả tỉnh.")),
        Field("by_kind", _("Xã và phường"), PICK, choices="kinds"),
        Field("method", _("Chọn xã, ấp"), PICK, read=Method, choices="methods"),
        Field("communes", _("Số xã chọn trong mỗi nhóm"), read=count, longest=4, hint=_("Ghi 0: lấy mọi xã.")),
        Field("villages", _("Số ấp chọn trong mỗi xã"), read=count, longest=4),
        Field("people", _("Số hộ chọn trong mỗi ấp"), read=count, longest=3),
        Field("replacements", _("Số hộ thay thế trong mỗi ấp"), read=count, longest=3),
        Field("sizes", _("Số hộ của từng ấp (không bắt buộc)"), WORDS, read=sizes, optional=True, longest=MOST_LINES,
              hint=_("Mỗi dòng: mã ấp; số hộ. Để trống: lấy từ danh sách hộ các ấp đã lập.")),
    ),
    _("Hạt giống do máy sinh, không ai chọn được. Sau khi công bố, cách chọn mẫu không sửa được nữa."),
)  # fmt: skip
DRAW = Verb(
    "rut", _("Rút mẫu"), _("Đã rút mẫu. Ai cũng rút lại được đúng mẫu này từ khung và hạt giống đã công bố."),
    actions.draw_sample,
)  # fmt: skip
ASSIGN = Verb(
    "giao", _("Giao cho điều tra viên"), _("Đã giao."), actions.assign_village,
    (Field("number", _("Điều tra viên"), PICK, read=int, choices="interviewers"),),
)  # fmt: skip
VALIDATE = Verb(
    "chot", _("Chốt cuộc khảo sát"), _("Đã chốt. Máy đang tính; kết quả tự công bố, không ai giữ lại được."),
    actions.validate_wave, (),
    _("Khi chốt, mã phiếu, danh sách hộ và dấu vết của máy điều tra bị hủy: không còn gì nối câu trả lời với hộ nào."),
)  # fmt: skip
ASIDE = Verb(
    "de-rieng", _("Để riêng, không tính"), _("Đã để riêng. Số phiếu để riêng và lý do có trong báo cáo."),
    actions.set_aside, (Field("reason", _("Lý do"), PICK, read=Aside, choices="asides"),),
    _("Các bản nhập của phiếu này bị hủy. Cách tốt hơn, nếu còn tờ giấy: nhờ một người nữa nhập."),
)  # fmt: skip
HAND = Verb(
    "giao-giai-thich", _("Giao đơn vị giải thích"), _("Đã giao. Đơn vị thấy việc này ở trang Việc của tôi."),
    actions.hand_fall,
    (Field("unit_id", _("Đơn vị phải giải thích"), UNIT, read=int, choices="units"),),
)  # fmt: skip
EXPLAIN = Verb(
    "giai-thich", _("Giải thích vì sao giảm"), _("Đã ghi; mọi người đọc được."), actions.explain_fall,
    (
        Field("cause", _("Nguyên nhân"), WORDS, longest=3000),
        Field("steps", _("Việc sẽ làm, ai làm, xong ngày nào"), WORDS, longest=3000),
    ),
)  # fmt: skip
VERBS = (OPEN, DESIGN, DRAW, ASSIGN, VALIDATE, ASIDE, HAND, EXPLAIN)
