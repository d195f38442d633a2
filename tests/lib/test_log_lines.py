"""An error in a log says what and where, and quotes nobody."""

import logging
import sys

from django.conf import settings

from dinhlang.lib.log_lines import WithoutWords
from dinhlang.lib.private_addresses import without_codes


def lines_of(error: Exception) -> str:
    try:
        raise error
    except (ValueError, RuntimeError):
        return WithoutWords().formatException(sys.exc_info())


def test_an_error_is_told_by_its_kind_and_place_alone() -> None:
    told = lines_of(ValueError("0912345678"))
    assert told.startswith("ValueError\n")
    assert "test_log_lines.py" in told
    assert "0912345678" not in told


def test_the_cause_is_told_too_and_quotes_nobody_either() -> None:
    error = RuntimeError("Trần Thị Bí Mật")
    error.__cause__ = KeyError("bimat@dan.example")
    told = lines_of(error)
    assert told.index("KeyError") < told.index("RuntimeError")
    assert "Mật" not in told
    assert "bimat" not in told


def test_every_line_of_the_product_is_written_so() -> None:
    written = [handler.formatter for handler in logging.getLogger().handlers if hasattr(handler, "stream")]
    assert any(isinstance(one, WithoutWords) for one in written)
    assert {one["formatter"] for one in settings.LOGGING["handlers"].values()} == {"line"}


def test_keys_of_mails_stand_in_no_line() -> None:
    assert "3-cq1w2e" not in without_codes("Not Found: /tai-khoan/password/reset/key/3-cq1w2e-9/")
    assert "MTI:1sQ" not in without_codes("Not Found: /tai-khoan/confirm-email/MTI:1sQ_x/")
