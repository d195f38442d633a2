"""A setting has a type; a wrong value stops the start with a sentence; a secret is never shown."""

import pytest

from dinhlang.lib import env

NAME = "DINHLANG_TEST_ONLY"


@pytest.fixture(autouse=True)
def _forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(env, "TABLE", {})


def test_a_wrong_value_is_named_with_what_it_must_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "maybe")
    with pytest.raises(env.SettingError, match=f"{NAME} must be true or false"):
        env.boolean(NAME, default=False, about="")
    with pytest.raises(env.SettingError, match="whole number ≥ 1"):
        env.integer(NAME, 3, least=1, about="")


def test_a_number_below_the_least_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "0")
    with pytest.raises(env.SettingError):
        env.integer(NAME, 3, least=1, about="")


@pytest.mark.parametrize(("raw", "value"), [("có", True), ("1", True), ("không", False), ("", False)])
def test_yes_and_no_are_understood_in_vietnamese(raw: str, value: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, raw)
    assert env.boolean(NAME, default=not value, about="") is value


def test_words_are_split_and_trimmed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, " a, b ,,c")
    assert env.words(NAME, about="") == ["a", "b", "c"]


def test_a_secret_is_never_in_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "xyzzy")
    assert env.secret(NAME, "default-xyzzy", about="") == "xyzzy"
    assert "xyzzy" not in repr(env.TABLE[NAME])


def test_a_default_that_depends_on_the_machine_is_told_in_words() -> None:
    env.text(NAME, "/somewhere", about="", default_words="the usual place")
    assert env.TABLE[NAME].default == "the usual place"
