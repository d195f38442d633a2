"""Templates compiled in one language say what they said before, and escape what they escaped."""

import pytest
from django.template import engines
from django.utils import translation
from jinja2 import UndefinedError


def said(source: str, language: str = "vi", **values: object) -> str:
    with translation.override(language):
        return engines["jinja"].from_string(source).render(values)


def test_a_sentence_is_in_the_language_of_the_reader() -> None:
    assert said('{{ _("Trang chủ") }}') == "Trang chủ"
    assert said('{{ _("Trang chủ") }}', "en") == "Home"


def test_values_stand_in_their_places_and_are_escaped() -> None:
    sentence = "{% trans unit=name %}Trả lời của {{ unit }}{% endtrans %}"
    assert said(sentence, name="<b>Xã A</b>") == "Trả lời của &lt;b&gt;Xã A&lt;/b&gt;"
    assert "&lt;b&gt;" in said(sentence, "en", name="<b>")


def test_markup_of_a_sentence_stays_markup() -> None:
    sentence = "{% trans lines=count %}<b>{{ lines }} dòng</b>, mỗi việc một dòng, không dòng nào xóa được mà không bị thấy.{% endtrans %}"  # noqa: E501
    assert said(sentence, count=3).startswith("<b>3 dòng</b>")


def test_a_percent_sign_is_one_sign() -> None:
    assert said("{% trans share=a %}{{ share }} % phiếu{% endtrans %}", a=7) == "7 % phiếu"
    assert said("{% trans %}100 % phiếu{% endtrans %}") == "100 % phiếu"


def test_addresses_carry_the_language() -> None:
    assert said('{{ url("feedback:list") }}') == "/phan-anh/"
    assert said('{{ url("feedback:list") }}', "en") == "/en/phan-anh/"
    assert said('{{ url("feedback:case", number) }}', "en", number="PA26-1") == "/en/phan-anh/PA26-1/"


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        said("{% trans unit=name %}Trả lời của {{ unit }}{% endtrans %}")
