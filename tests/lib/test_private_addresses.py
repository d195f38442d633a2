"""No line of a log opens a case."""

import logging
from io import StringIO

import pytest
from django.conf import settings
from django.test import Client

from dinhlang.lib.private_addresses import WithoutCodes, without_codes


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Not Found: /phieu/7K3MQ9XD2R/", "Not Found: /phieu/…/"),
        ("/en/bien-nhan/7K3MQ9XD2R/mo.json", "/en/bien-nhan/…/mo.json"),
        ("/phan-anh/gui/AbC-_9/tep/ 413", "/phan-anh/gui/…/tep/ 413"),
        ("/phan-anh/PA26-7K3MQ9/", "/phan-anh/PA26-7K3MQ9/"),
        ("GET / 200", "GET / 200"),
    ],
)
def test_codes_are_taken_out_of_addresses(line: str, kept: str) -> None:
    assert without_codes(line) == kept


def test_arguments_of_a_line_are_looked_at_too() -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, "%s: %s", ("Gone", "/phieu/SECRET/x"), None)
    assert WithoutCodes().filter(record)
    assert record.getMessage() == "Gone: /phieu/…/x"


@pytest.mark.django_db
def test_a_refused_request_leaves_no_code_in_the_log() -> None:
    handler = next(one for one in logging.getLogger().handlers if any(isinstance(f, WithoutCodes) for f in one.filters))
    assert isinstance(handler, logging.StreamHandler)
    before = handler.setStream(StringIO())
    Client(enforce_csrf_checks=True).post("/phieu/SECRETCODE/danh-gia/")
    written = handler.setStream(before).getvalue()
    assert "SECRETCODE" not in written
    assert "/phieu/…/" in written


def test_no_way_into_the_logs_goes_round_the_filter() -> None:
    assert all("without_codes" in handler["filters"] for handler in settings.LOGGING["handlers"].values())
