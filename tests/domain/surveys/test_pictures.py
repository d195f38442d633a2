"""The picture of values: every value where it stands, its interval, the country's line, and no text that could run."""

from xml.etree.ElementTree import fromstring

from dinhlang.domain.surveys.pictures import ACROSS, BARS, Bar, bars

SVG = "{http://www.w3.org/2000/svg}"


def test_interval_and_country_stand_where_their_numbers_say() -> None:
    drawn = bars("Tên", [Bar("Một: 50%", 50, 40, 60, 70)])
    spans = [one for one in fromstring(drawn).iter(f"{SVG}rect") if one.get("fill") == "#9fc3c1"]
    assert [(float(one.get("x", "")), float(one.get("width", ""))) for one in spans] == [
        (round(BARS + ACROSS * 0.4, 1), round(ACROSS * 0.2, 1))
    ]
    [country] = [one for one in fromstring(drawn).iter(f"{SVG}path") if one.get("stroke-dasharray")]
    assert country.get("d", "").startswith(f"M{BARS + ACROSS * 0.7:.1f} ")


def test_a_value_without_an_interval_has_none_and_ends_stay_on_the_scale() -> None:
    assert "#9fc3c1" not in bars("Tên", [Bar("Một", 50)])
    wide = fromstring(bars("Tên", [Bar("Một", 99, 90, 104)])).iter(f"{SVG}rect")
    [span] = [one for one in wide if one.get("fill") == "#9fc3c1"]
    assert float(span.get("x", "")) + float(span.get("width", "")) <= BARS + ACROSS


def test_words_are_escaped_and_the_mark_stands_above() -> None:
    drawn = bars("a <b> & c", [Bar("<x>", 1)], "MINH HỌA")
    assert "<title>a &lt;b> &amp; c</title>" in drawn
    assert "&lt;x>" in drawn
    assert "MINH HỌA" in drawn
