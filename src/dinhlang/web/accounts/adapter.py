"""Our ways inside django-allauth: safe redirects, hashed addresses, links from the configuration, queued mail."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.accounts import actions, guards, queries
from dinhlang.apps.accounts.actions.session_store import DEVICE, SEEN, SINCE
from dinhlang.apps.notifications import actions as notifications
from dinhlang.domain.accounts.devices import device_label
from dinhlang.lib import clock, sealing

TOTP = "second factor"
FRESH_SECONDS = 300


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """How accounts of this platform sign in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Tài khoản này đang bị khóa."),
        "cannot_remove_primary_email": _("Không xóa được địa chỉ thư chính."),
        "email_password_mismatch": _("Địa chỉ thư hoặc mật khẩu không đúng."),
        "email_taken": _("Địa chỉ thư này đã có người dùng."),
        "enter_current_password": _("Hãy gõ đúng mật khẩu đang dùng."),
        "incorrect_code": _("Mã không đúng."),
        "incorrect_password": _("Mật khẩu không đúng."),
        "invalid_or_expired_key": _("Đường dẫn không đúng hoặc đã hết hạn."),
        "invalid_login": _("Không đăng nhập được."),
        "invalid_password_reset": _("Đường dẫn đặt lại mật khẩu không còn dùng được."),
        "same_as_current": _("Giá trị mới phải khác giá trị đang dùng."),
        "too_many_login_attempts": _("Đã thử sai nhiều lần. Xin chờ năm phút rồi thử lại."),
        "rate_limited": _("Đã gửi quá nhiều lần. Xin chờ một lát rồi thử lại."),
        "unknown_email": _("Địa chỉ thư này chưa có tài khoản."),
        "unverified_primary_email": _("Địa chỉ thư chính phải được xác nhận trước."),
    }

    def is_safe_url(self, url: str | None) -> bool:
        """Follow only paths of this site: every address with a host is refused, even our own."""
        return bool(url) and str(url).startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the day's hash of the address; allauth needs it only to count."""
        return guards.address_key(request, clock.now()).hex()

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in (Django gives the session a new id), and note since when and on what kind of device."""
        super().login(request, user)
        now = int(clock.now().timestamp())
        request.session.update({SINCE: now, SEEN: now, DEVICE: device_of(request)})

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Send officials to their desk and everybody else to their own page, in the language of the request."""
        actor = queries.actor_of(request.user, at=clock.now())
        return reverse("desk-feedback:inbox" if actor.is_official else "accounts:sessions")

    def get_logout_redirect_url(self, _request: HttpRequest) -> str:
        """Lead to the first page in the language of the request."""
        return reverse("home:home")

    def is_reauthentication_required(self, **_: Any) -> bool:
        """Ask for the password again before a change of the account, except in the first minutes after signing in."""
        since = int(self.request.session.get(SINCE, 0))
        return clock.now().timestamp() - since > FRESH_SECONDS

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Change the password and end every session of the account."""
        super().set_password(user, password)
        actions.end_sessions(user_id=int(user.pk))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the mail for the worker; its links begin with the configured address, whatever host was asked."""
        linked = {
            name: from_configuration(value) if name.endswith("_url") else value for name, value in context.items()
        }
        request = allauth_context.request
        made = self.render_mail(template_prefix, email, {"request": request, "email": email, **linked})
        notifications.queue_message(
            kind=template_prefix.removeprefix("account/email/").removeprefix("mfa/email/"),
            address=email,
            language=get_language() or settings.LANGUAGE_CODE,
            subject=made.subject,
            text=made.body,
            at=clock.now(),
        )


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """How authenticator apps are kept."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": _("Tài khoản có lớp bảo vệ thứ hai thì không thêm địa chỉ thư được."),
        "cannot_delete_authenticator": _("Cán bộ phải giữ lớp bảo vệ thứ hai, không tắt được."),
        "cannot_generate_recovery_codes": _("Hãy bật ứng dụng xác thực trước, rồi mới tạo mã dự phòng."),
        "incorrect_code": _("Mã không đúng hoặc đã hết hạn. Hãy gõ mã đang hiện trong ứng dụng."),
        "unverified_email": _("Hãy xác nhận địa chỉ thư trước, rồi mới bật lớp bảo vệ thứ hai."),
    }

    def encrypt(self, text: str) -> str:
        """Seal the secret that the app and we share."""
        return sealing.seal(text, purpose=TOTP)

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` sealed."""
        return sealing.unseal(encrypted_text, purpose=TOTP)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep officials from switching off the factor that they must have."""
        if not settings.MFA_REQUIRED:
            return True
        return not queries.actor_of(authenticator.user, at=clock.now()).is_official


def from_configuration(link: str) -> str:
    """Return the same path under the configured address: a forged Host header gets into no mail."""
    parts = urlsplit(link)
    return settings.BASE_URL + parts.path + (f"?{parts.query}" if parts.query else "")


def device_of(request: HttpRequest) -> str:
    """Return the family of browser and system, nothing finer."""
    return device_label(request.META.get("HTTP_USER_AGENT", ""))
