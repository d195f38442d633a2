"""The catalogues are whole: every text of the sources has its English, nothing is left over, the binary is current."""

import ast
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation
from tests.architecture.source import PACKAGE, ROOT, modules, shown, tree_of
from tests.locale.world import NAMES, VIETNAMESE

from dinhlang.config import jinja
from dinhlang.web.accounts.adapter import Adapter, SecondFactor

LOCALE = PACKAGE / "locale"
HOW = "run the commands of docs/guides/translations.md"
EXTRACT = ("-q", "extract", "-F", "babel.cfg", "-k", "gettext_lazy", "-k", "pgettext_lazy:1c,2", "--no-location")
GETTEXT = {"_", "N_", "gettext", "gettext_lazy", "ngettext", "pgettext_lazy"}
CONTEXTS = {"nút", "nhiều nơi"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*(?:!r)?\}|</?\w+[^>]*>|#")
# Samples of the style guide, which show real names.
SAMPLES = {"Xã Hưng Khánh Trung", "Xã Nhuận Phú Tân", "Ủy ban nhân dân xã Nguyệt Hóa", "Phạm Hùng", "Khóm"}
# Symbols of documents, which show how a number is written.
SYMBOLS = {"BDVTU-BCSĐUBND", "QĐ-UBND"}
# What allauth can say about ways of signing in that are switched off here.
SWITCHED_OFF = {"username_blacklisted", "username_password_mismatch", "username_taken"} | {
    name for name in DefaultAccountAdapter.error_messages if "phone" in name
}


def catalogue(language: str) -> Catalog:
    """Return a catalogue as people edit it."""
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language, domain="django")


def keyed(messages: Catalog) -> dict[tuple[str, tuple[str, ...]], Message]:
    """Return the messages by context and text."""
    return {(one.context or "", forms(one.id)): one for one in messages if one.id}


def forms(text: str | Sequence[str]) -> tuple[str, ...]:
    """Return the singular and plural of a text, or its only form."""
    return (text,) if isinstance(text, str) else tuple(text)


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Return the texts of the sources, found by the documented command."""
    template = tmp_path_factory.mktemp("texts") / "django.pot"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        CommandLineInterface().run(["pybabel", *EXTRACT, "-o", str(template), "."])
    with template.open("rb") as file:
        return read_po(file)


def english() -> Iterator[Message]:
    """Return the entries of the English catalogue."""
    return (one for one in catalogue("en") if one.id)


def test_every_text_of_the_sources_is_in_the_english_catalogue_and_nothing_else(extracted: Catalog) -> None:
    wanted, there = keyed(extracted), keyed(catalogue("en"))
    missing, needless = wanted.keys() - there.keys(), there.keys() - wanted.keys()
    assert (sorted(missing), sorted(needless)) == ([], []), HOW


def test_no_call_in_python_escapes_the_extraction(extracted: Catalog) -> None:
    known = {form for one in extracted if one.id for form in forms(one.id)}
    asked = {
        (shown(path, node.lineno), text.value)
        for path in modules()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in GETTEXT
        for text in node.args
        if isinstance(text, ast.Constant) and isinstance(text.value, str) and VIETNAMESE.search(text.value)
    }
    left = [f"{place}: {text}" for place, text in sorted(asked) if text not in known and text not in CONTEXTS]
    assert left == [], "Babel does not see a call inside an f-string: name the words on a line of their own"


def test_every_entry_is_translated_by_a_person() -> None:
    assert [one.id for one in english() if one.fuzzy or not all(forms(one.string))] == []


def test_placeholders_and_markup_are_kept() -> None:
    left = [
        (one.id, form)
        for one in english()
        for form in forms(one.string)
        if sorted(PLACEHOLDER.findall(forms(one.id)[0])) != sorted(PLACEHOLDER.findall(form))
    ]
    assert left == []


def test_english_is_english() -> None:
    names = re.compile("|".join(map(re.escape, sorted(NAMES | SAMPLES | SYMBOLS, key=len, reverse=True))))
    left = [form for one in english() for form in forms(one.string) if VIETNAMESE.search(names.sub("", form))]
    assert left == []


def test_the_file_stands_in_one_order() -> None:
    ids = [(forms(one.id)[0], one.context or "") for one in english()]
    assert ids == sorted(ids)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_binary_is_the_compiled_catalogue(language: str) -> None:
    binary = LOCALE / language / "LC_MESSAGES" / "django.mo"
    made = BytesIO()
    write_mo(made, catalogue(language))
    kept, fresh = (keyed(read_mo(BytesIO(one))) for one in (binary.read_bytes(), made.getvalue()))
    assert {key: forms(one.string) for key, one in kept.items()} == {
        key: forms(one.string) for key, one in fresh.items()
    }, HOW


def test_pages_ask_for_the_texts_that_are_extracted() -> None:
    extraction = dict(
        line.split(" = ")
        for line in (ROOT / "babel.cfg").read_text().rpartition("[jinja2:")[2].splitlines()
        if " = " in line
    )
    running = jinja.environment(language="vi")
    assert extraction == {
        "trimmed": str(running.policies["ext.i18n.trimmed"]).lower(),
        "trim_blocks": str(running.trim_blocks).lower(),
        "lstrip_blocks": str(running.lstrip_blocks).lower(),
        "newstyle_gettext": str(running.newstyle_gettext).lower(),  # type: ignore[attr-defined]
        "silent": "false",
    }


def test_the_installed_package_brings_its_catalogues() -> None:
    assert [Path(one) for one in settings.LOCALE_PATHS] == [LOCALE]


@pytest.mark.parametrize("messages", [Adapter.error_messages, SecondFactor.error_messages])
def test_signing_in_refuses_in_vietnamese(messages: dict[str, object]) -> None:
    with translation.override("vi"):
        said = {name: str(words) for name, words in messages.items() if name not in SWITCHED_OFF}
    assert {name: words for name, words in said.items() if not VIETNAMESE.search(words)} == {}


def test_a_password_typed_in_two_ways_is_refused_in_vietnamese() -> None:
    with translation.override("vi"):
        told = translation.gettext("You must type the same password each time.")
    assert told == "Hai lần gõ mật khẩu phải giống nhau."
