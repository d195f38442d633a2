"""What kinds of places are called in the reader's language; English tells one ward from a list of wards."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dinhlang.domain.organisations.kinds import Subkind

ONE = {
    Subkind.XA: _("Xã"),
    Subkind.PHUONG: _("Phường"),
    Subkind.DAC_KHU: _("Đặc khu"),
    Subkind.THI_TRAN: _("Thị trấn"),
}
MANY = {
    Subkind.XA: pgettext_lazy("nhiều nơi", "Xã"),
    Subkind.PHUONG: pgettext_lazy("nhiều nơi", "Phường"),
    Subkind.DAC_KHU: pgettext_lazy("nhiều nơi", "Đặc khu"),
    Subkind.THI_TRAN: pgettext_lazy("nhiều nơi", "Thị trấn"),
    Subkind.THON: pgettext_lazy("nhiều nơi", "Thôn"),
    Subkind.AP: pgettext_lazy("nhiều nơi", "Ấp"),
    Subkind.KHOM: pgettext_lazy("nhiều nơi", "Khóm"),
    Subkind.TO_DAN_PHO: pgettext_lazy("nhiều nơi", "Tổ dân phố"),
}


def word_of(subkind: Subkind) -> str:
    """Return what one commune is called: "Phường", "Ward"."""
    return str(ONE[subkind])


def word_of_many(subkind: Subkind) -> str:
    """Return the heading of a list of such places: "Phường", "Wards"."""
    return str(MANY[subkind])
