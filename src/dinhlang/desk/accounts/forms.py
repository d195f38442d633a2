"""What an administrator fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.accounts.queries import ROLE_NAMES
from dinhlang.domain.accounts.roles import POST_ROLES


class PostForm(forms.Form):
    """A new post of a unit."""

    title = forms.CharField(label=_("Tên chức danh"), max_length=200)
    roles = forms.MultipleChoiceField(
        label=_("Chức danh này được làm gì"),
        choices=[(role.value, ROLE_NAMES[role]) for role in POST_ROLES],
        widget=forms.CheckboxSelectMultiple,
    )
    sees_identity = forms.BooleanField(
        label=_("Được xem tên và cách liên lạc của người gửi"),
        help_text=_("Quyền riêng, không đi kèm việc xử lý. Mỗi lần xem đều được ghi lại."),
        required=False,
    )
    seats = forms.IntegerField(label=_("Mấy người cùng giữ"), min_value=1, max_value=50, initial=1)


class AppointForm(forms.Form):
    """The person who is given a post."""

    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    email = forms.EmailField(label=_("Địa chỉ thư công vụ"), max_length=254)
