"""The buttons of the register of documents."""

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.coordination import actions
from dinhlang.desk.coordination import steps
from dinhlang.desk.coordination.fields import (
    DAY,
    PICK,
    SYMBOL_HINT,
    UNIT,
    WORDS,
    Field,
    address,
    day,
    known_document,
    symbol,
)
from dinhlang.desk.coordination.verbs.document import FIVE_ANSWERS
from dinhlang.desk.coordination.verbs.shape import CASE_NUMBER, Verb
from dinhlang.domain.coordination.documents import Field as Area
from dinhlang.domain.coordination.documents import Kind, Relation

ON_REGISTER = (
    Verb(
        "ghi", _("Ghi văn bản vào sổ"), _("Đã ghi văn bản vào sổ."), steps.register,
        (
            Field("symbol", _("Số, ký hiệu"), read=symbol, hint=SYMBOL_HINT, longest=80),
            Field("kind", _("Loại văn bản"), PICK, read=Kind, choices="kinds"),
            Field("title", _("Trích yếu"), WORDS, longest=500),
            Field("issuer", _("Cơ quan ban hành"), UNIT, choices="issuers"),
            Field("with_issuer", _("Cùng ban hành với (không bắt buộc)"), UNIT, choices="issuers", optional=True),
            Field("passed_on", _("Ngày ban hành, thông qua"), DAY, read=day),
            Field("in_force_from", _("Ngày có hiệu lực (trống: từ ngày ban hành)"), DAY, read=day, optional=True),
            Field("field", _("Lĩnh vực (trống: mọi lĩnh vực)"), PICK, read=Area, choices="fields", optional=True),
            Field("signed_by_post", _("Chức danh người ký (không bắt buộc)"), optional=True),
            Field("source", _("Nguồn: văn bản này lấy từ đâu"), longest=300),
            Field("source_url", _("Địa chỉ của nguồn (không bắt buộc)"), read=address, optional=True, longest=400),
            *FIVE_ANSWERS,
        ),
    ),
    Verb(
        "quan-he", _("Ghi quan hệ giữa hai văn bản"), _("Đã ghi quan hệ."), actions.relate_documents,
        (
            Field("document_id", _("Văn bản này"), read=known_document, hint=SYMBOL_HINT),
            Field("relation", _("đối với văn bản kia"), PICK, read=Relation, choices="relations"),
            Field("to_id", _("Văn bản kia (trống: văn bản được giao chưa có)"), read=known_document, optional=True),
            Field("clause", _("Ở điều, khoản nào; hoặc giao ban hành gì (không bắt buộc)"), longest=300, optional=True),
            Field("due_on", _("Hạn, chỉ khi giao nhiệm vụ"), DAY, read=day, optional=True),
        ),
    ),
    Verb(
        "tra-loi-giao", _("Ghi văn bản trả lời việc được giao"), _("Đã ghi văn bản trả lời."), steps.answer_asked,
        (
            Field("asked", _("Việc được giao"), PICK, read=int, choices="asked"),
            Field("act_id", _("Văn bản đã ban hành để trả lời"), read=known_document, hint=SYMBOL_HINT),
        ),
        _("Việc mà một văn bản trước đã giao ban hành, nay đã có văn bản."),
    ),
    Verb(
        "van-ban-phieu", _("Gắn văn bản với phiếu của người dân"), _("Đã gắn văn bản với phiếu."),
        actions.link_document_to_case,
        (Field("document_id", _("Văn bản"), read=known_document, hint=SYMBOL_HINT), CASE_NUMBER),
    ),
)  # fmt: skip
