"""The buttons of programmes: a new one, and the plan of a year of one."""

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.coordination import actions
from dinhlang.desk.coordination import steps
from dinhlang.desk.coordination.fields import DAY, UNIT, Field, day, year
from dinhlang.desk.coordination.verbs.shape import OTHER_DOCUMENT, Verb

ON_PROGRAMMES = (
    Verb(
        "chuong-trinh", _("Ghi chương trình phối hợp"), _("Đã ghi chương trình phối hợp."), steps.set_programme,
        (
            Field("title", _("Tên chương trình"), longest=300),
            Field("lead_id", _("Cơ quan chủ trì"), UNIT, read=int, choices="units"),
            Field("partner_id", _("Cơ quan cùng ký"), UNIT, read=int, choices="units"),
            Field("first_year", _("Từ năm"), read=year, longest=4),
            Field("last_year", _("Đến hết năm"), read=year, longest=4),
            Field("signed_on", _("Ngày hai cơ quan ký"), DAY, read=day),
            OTHER_DOCUMENT,
        ),
    ),
)  # fmt: skip
ON_PROGRAMME = (
    Verb(
        "lap", _("Lập kế hoạch năm"), _("Đã lập bản thảo; chỉ hai cơ quan thấy tới khi ký."), actions.draft_plan,
        (Field("year", _("Năm"), read=year, longest=4),),
    ),
)  # fmt: skip
