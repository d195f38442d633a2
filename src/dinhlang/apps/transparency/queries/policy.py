"""The public keys of this log, and the policy file by which anybody verifies its proofs."""

from pathlib import Path

from django.conf import settings

from dinhlang.lib.signer import Signer, SignerUnavailableError

POLICY = """\
# {origin}
# Chính sách để tự kiểm tra chứng cứ: dinhlang verify TỆP.tlog-proof --policy TỆP-NÀY
# Khóa ký biên nhận: {receipt}
# Chưa có bên làm chứng độc lập nào, vì vậy quorum là none.
log {log} {url}
quorum none
"""


def public_keys() -> dict[str, str] | None:
    """Return {"log": vkey, "receipt": vkey} as the signer published them; None while no signer has ever run."""
    folder = Path(settings.SIGNER_KEYS)
    try:
        return {name: (folder / f"{name}.vkey").read_text().strip() for name in ("log", "receipt")}
    except OSError:  # the signer runs on another machine or has not run yet
        pass
    try:
        return Signer(settings.SIGNER_SOCKET).keys()
    except SignerUnavailableError:
        return None


def policy_text(url: str) -> str | None:
    """Return the policy file of this log, published at `url`; None while it has no key."""
    keys = public_keys()
    return POLICY.format(origin=settings.LOG_ORIGIN, url=url, **keys) if keys else None
