"""What `dinhlang feedback import` says: why a map or a row cannot be used, what an import did."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dinhlang.domain.feedback.imported import Problem, RowError
from dinhlang.domain.feedback.map_keys import MapError, Wants

MOST_CHOICES = 30

EXPECTATIONS = {
    Wants.NOTHING: gettext_lazy("không có khóa này trong bản đồ; ở đây có"),
    Wants.TEXT: gettext_lazy("cần một chuỗi chữ trong ngoặc kép"),
    Wants.YES_OR_NO: gettext_lazy("cần true hoặc false"),
    Wants.TABLE: gettext_lazy("cần một bảng"),
    Wants.TABLES: gettext_lazy("cần một danh sách các bảng"),
    Wants.NAMES: gettext_lazy('cần một bảng giá trị = "tên"'),
    Wants.ONE_OF: gettext_lazy("cần một trong các giá trị"),
    Wants.COLUMN: gettext_lazy("cần tên một cột có đúng một lần trong tệp; tệp có các cột"),
    Wants.TEMPLATE: gettext_lazy("cần một câu có {tên cột} trong ngoặc nhọn; dấu ngoặc nhọn thường viết {{ và }}"),
    Wants.ZONE: gettext_lazy("cần một múi giờ IANA, ví dụ Asia/Ho_Chi_Minh"),
    Wants.TIME_FORMAT: gettext_lazy("cần cách viết thời gian có ngày, tháng, năm, ví dụ %Y-%m-%d %H:%M"),
    Wants.TIME_NAME: gettext_lazy("cần một tên trong times.columns"),
    Wants.RECEIVED: gettext_lazy("cần cột cho biết lúc tiếp nhận"),
    Wants.ORDER: gettext_lazy("bước này không thể đứng sau bước trước nó"),
    Wants.ENCODING: gettext_lazy("cần một bảng mã chữ, ví dụ utf-8 hoặc windows-1258"),
    Wants.ONE_LETTER: gettext_lazy("cần đúng một ký tự"),
    Wants.ONCE: gettext_lazy("giá trị này đã có ở trên"),
    Wants.OTHER_PREFIX: gettext_lazy("cần khác với unit.prefix, nếu không hai đơn vị có thể trùng mã"),
    Wants.TWO_COLUMNS: gettext_lazy("vĩ độ và kinh độ phải đi cùng nhau"),
}
REASONS = {
    Problem.WIDTH: gettext_lazy("Số ô của dòng khác số cột (ô / cột)"),
    Problem.CONTROL: gettext_lazy("Có ký tự không lưu được (NUL)"),
    Problem.NO_KEY: gettext_lazy("Thiếu mã của phiếu"),
    Problem.LONG_KEY: gettext_lazy("Mã của phiếu quá dài"),
    Problem.TWICE: gettext_lazy("Mã này đã có ở một dòng phía trên, dòng"),
    Problem.NO_UNIT: gettext_lazy("Để trống nơi hoặc đơn vị"),
    Problem.UNKNOWN_UNIT: gettext_lazy("Đơn vị không có trong bản đồ"),
    Problem.LONG_UNIT: gettext_lazy("Mã hoặc tên đơn vị quá dài"),
    Problem.UNKNOWN_CATEGORY: gettext_lazy("Loại việc không có trong bản đồ"),
    Problem.UNKNOWN_STATE: gettext_lazy("Trạng thái không có trong bản đồ"),
    Problem.NO_TIME: gettext_lazy("Trạng thái nói việc đã xảy ra nhưng để trống thời gian"),
    Problem.BAD_TIME: gettext_lazy("Thời gian không đúng cách viết trong bản đồ"),
    Problem.SKIPPED_HOUR: gettext_lazy("Giờ này không có, vì đúng lúc đổi sang giờ mùa hè"),
    Problem.FUTURE: gettext_lazy("Thời gian ở sau lúc nhập"),
    Problem.BACKWARDS: gettext_lazy("Việc xảy ra sau lại có thời gian trước"),
    Problem.BAD_PLACE: gettext_lazy("Không phải vĩ độ, kinh độ"),
    Problem.NO_TITLE: gettext_lazy("Không có gì để làm tiêu đề"),
    Problem.NO_TEXT: gettext_lazy("Không có nội dung"),
}


def map_sentence(error: MapError) -> str:
    """Return what is wrong with a map: the key, what it should hold, what stands there."""
    words = _("khóa {key}: {expected}").format(key=error.key, expected=EXPECTATIONS[error.wants])
    if error.choices:
        more = ", …" if len(error.choices) > MOST_CHOICES else ""
        words += f" {', '.join(error.choices[:MOST_CHOICES])}{more}"
    if error.wants is Wants.NOTHING:
        return words
    return words + "; " + (_("đang là {found!r}").format(found=error.found) if error.found else _("đang thiếu"))


def row_sentence(error: RowError) -> str:
    """Return why a row was refused, with its column and what stands there."""
    place = f" ({error.column})" if error.column else ""
    return f"{REASONS[error.problem]}{place}: {error.value}" if error.value else f"{REASONS[error.problem]}{place}"
