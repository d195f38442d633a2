"""The QR code of a receipt is read by cheap phones and tells the server nothing."""

from base64 import urlsafe_b64decode

import pytest
from pytest_django import Settings

from dinhlang.domain.transparency import note
from dinhlang.domain.transparency.opening import Opening
from dinhlang.web.feedback.views import qr

LEAF, OPENED = bytes(range(32)), Opening(bytes(range(32, 64)), b"{}")
KEY = note.SigningKey("nhatky.vinhlong.example/bien-nhan", bytes(32))
SIGNED = note.sign("vn-receipt/v1\nx\n", KEY)


def decoded(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8000", "https://dinhlang.vinhlong.gov.vn", "https://x.vn/" + "a" * 60]
)
def test_the_code_is_never_finer_than_version_ten(settings: Settings, address: str) -> None:
    settings.BASE_URL = address
    assert "<svg" in qr.receipt_qr(LEAF, OPENED, SIGNED)
    text = qr.content([LEAF, OPENED.salt, note.parse(SIGNED).signatures[0].blob])
    assert len(text) > 200
    assert qr.version_of(LEAF, OPENED, SIGNED) <= qr.GREATEST


def test_everything_that_opens_stands_behind_the_hash_sign(settings: Settings) -> None:
    settings.BASE_URL = "https://dinhlang.vinhlong.gov.vn"
    address, _sign, behind = qr.content([LEAF, OPENED.salt, b"s" * 64]).partition("#")
    assert address == "https://dinhlang.vinhlong.gov.vn/nhat-ky/bien-nhan/"
    form, leaf, salt, signature = behind.split(".")
    assert (form, decoded(leaf), decoded(salt), decoded(signature)) == ("1", LEAF, OPENED.salt, b"s" * 64)


def test_without_a_signature_the_code_still_leads_to_the_line() -> None:
    assert "<svg" in qr.receipt_qr(LEAF, OPENED, "")
    assert "<svg" in qr.receipt_qr(LEAF, None, "")
