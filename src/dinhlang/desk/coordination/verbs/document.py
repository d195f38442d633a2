"""The buttons of one document: its files, its meaning in five answers."""

from django.utils.translation import gettext_lazy as _

from dinhlang.desk.coordination import steps
from dinhlang.desk.coordination.fields import FILE, WORDS, Field
from dinhlang.desk.coordination.verbs.shape import Verb

FIVE_ANSWERS = (
    Field("changes", _("Điều gì thay đổi? (không bắt buộc)"), WORDS, optional=True),
    Field("affects", _("Với ai? (không bắt buộc)"), WORDS, optional=True),
    Field("costs", _("Tốn kém gì? (không bắt buộc)"), WORDS, optional=True),
    Field("timing", _("Khi nào? (không bắt buộc)"), WORDS, optional=True),
    Field("objections", _("Hỏi, phản đối ở đâu? (không bắt buộc)"), WORDS, optional=True),
)
ON_DOCUMENT = (
    Verb(
        "tep", _("Thêm tệp, thay tệp"), _("Đã nhận tệp; máy làm sạch xong thì mọi người thấy."), steps.add_file,
        (
            Field("part", _("Tên phần"), longest=120, suggest="parts_there",
                  hint=_("Như “Toàn văn”, “Phụ lục I”. Ghi trùng tên một phần đã có là thay tệp của phần ấy.")),
            Field("file", _("Tệp PDF hoặc DOCX"), FILE, hint=_("Không quá 10 MB.")),
            Field("reason", _("Vì sao thay (chỉ khi thay tệp)"), optional=True, longest=300,
                  hint=_("Bản trước không mất: mọi người vẫn xem được.")),
        ),
        _("Máy bỏ tên người soạn, ghi chú, chữ đã xóa và mọi thứ chạy được; nhật ký giữ dấu của cả hai bản."),
    ),
    Verb(
        "noi-gon", _("Nói gọn trong năm câu"), _("Đã ghi phần nói gọn."), steps.summarise, FIVE_ANSWERS,
        _("Viết như nói với bà con: câu ngắn, không chữ tắt."),
    ),
)  # fmt: skip
