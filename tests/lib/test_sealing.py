"""What is sealed opens under the same key and purpose only."""

import pytest
from cryptography.fernet import InvalidToken
from django.test import override_settings

from dinhlang.lib.sealing import seal, unseal


def test_a_sealed_text_opens_under_the_former_key_too() -> None:
    with override_settings(SECRET_KEY="old-key"):
        sealed = seal("JBSWY3DP", purpose="totp")
    assert "JBSWY3DP" not in sealed
    with override_settings(SECRET_KEY="new-key", SECRET_KEY_FALLBACKS=["old-key"]):
        assert unseal(sealed, purpose="totp") == "JBSWY3DP"


def test_another_purpose_opens_nothing() -> None:
    with pytest.raises(InvalidToken):
        unseal(seal("JBSWY3DP", purpose="totp"), purpose="other")
