"""Sheets of publications as PDF: only of what stands, another version is another sheet, names leave in time."""

import pytest
from django.test import Client
from tests.disclosures import CONTENT, Register, moment

from dinhlang.apps.disclosure import actions, queries
from dinhlang.apps.disclosure.queries.sheets import SIZES, sheet_of
from dinhlang.lib import clock
from dinhlang.lib.sheet_writer import pdf_of


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 8 March 2026 at every door."""
    monkeypatch.setattr(clock, "now", lambda: moment(8))


def digest(register: Register, size: str = "a3") -> str:
    found = queries.item(register.row.code, moment(8))
    assert found is not None
    return sheet_of(found, size, moment(8).date()).digest


def test_each_size_of_a_publication_is_a_pdf(register: Register, client: Client) -> None:
    register.publish()
    found = queries.item(register.row.code, moment(8))
    assert found is not None
    for size in SIZES:
        assert pdf_of(sheet_of(found, size, moment(8).date()).plain).startswith(b"%PDF-")
        address = f"/cong-khai/{register.row.code}/in/{size}/pdf/"
        assert address in client.get(address.removesuffix("pdf/")).content.decode()
        assert "Làm bản PDF" in client.get(address).content.decode()


def test_a_correction_is_another_sheet_and_a_withdrawn_one_has_none(register: Register, client: Client) -> None:
    register.publish()
    before = digest(register)
    who = register.who("receiver")
    actions.correct(
        actor=who, occasion_id=register.occasion, content=CONTENT, reason="Nhầm số", changed_on=moment(5).date(),
        at=moment(6),
    )  # fmt: skip
    assert digest(register) != before
    address = f"/cong-khai/{register.row.code}/in/a3/pdf/"
    assert client.get(address).status_code == 200
    actions.withdraw(actor=who, occasion_id=register.occasion, reason="Sai xã", at=moment(7))
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
