"""Outlines: what a file may hold, the schematic map, the drawing."""

import json
from itertools import pairwise
from typing import Any

import pytest

from dinhlang.domain.organisations.outlines import NoFeaturesError, cells, drawing, parse_geojson

SQUARE = [[106.0, 10.0], [106.1, 10.0], [106.1, 10.1], [106.0, 10.1], [106.0, 10.0]]


def feature(code: object, kind: str, coordinates: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"code": code}, "geometry": {"type": kind, "coordinates": coordinates}}


def problems(*features: object) -> list[str]:
    return [one.problem for one in parse_geojson(json.dumps({"type": "FeatureCollection", "features": features}))]


def test_polygons_and_several_of_them_are_read() -> None:
    text = json.dumps(
        {"features": [feature("1", "Polygon", [SQUARE]), feature(2, "MultiPolygon", [[SQUARE], [SQUARE]])]}
    )
    first, second = parse_geojson(text)
    assert (first.code, len(first.rings), first.rings[0][1]) == ("1", 1, (106.1, 10.0))
    assert (second.code, len(second.rings)) == ("2", 2)


def test_each_unreadable_feature_says_what_is_wrong() -> None:
    outside = [[190.0, 10.0], *SQUARE[1:]]
    assert problems(
        "text", feature("", "Polygon", [SQUARE]), feature("1", "Point", SQUARE[0]),
        feature("1", "Polygon", [SQUARE[:3]]),
        feature("1", "Polygon", [outside]), feature("1", "Polygon", [[["a", "b"]] * 4]), feature("1", "Polygon", []),
        feature("1", "MultiPolygon", []), feature("1", "Polygon", [SQUARE]),
    ) == ["not_a_feature", "no_code", "no_area", *["bad_point"] * 4, "no_area", ""]  # fmt: skip


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"features": {}}', '{"features": []}'])
def test_a_text_without_features_is_refused(text: str) -> None:
    with pytest.raises(NoFeaturesError):
        parse_geojson(text)


def test_each_point_lies_in_its_own_cell_and_cells_do_not_overlap() -> None:
    points = {one: (106 + (one * 37 % 11) / 50, 10 + (one * 17 % 13) / 50) for one in range(40)}
    drawn = cells(points)
    assert set(drawn) == set(points)
    spots = [(106 + x / 97, 10 + y / 101) for x in range(2, 18) for y in range(2, 22)]
    for spot in spots:
        nearest = min(points, key=lambda key: (points[key][0] - spot[0]) ** 2 + (points[key][1] - spot[1]) ** 2)
        assert [key for key, ring in drawn.items() if inside(ring, spot)] in ([nearest], [])
    assert sum(any(inside(ring, spot) for ring in drawn.values()) for spot in spots) > len(spots) * 0.8


def inside(ring: tuple[tuple[float, float], ...], spot: tuple[float, float]) -> bool:
    """Tell whether a spot lies strictly inside a convex ring, a hair away from its border."""
    x, y = spot
    turns = [(b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]) for a, b in pairwise(ring) if a != b]
    return all(turn > 2e-5 for turn in turns) or all(turn < -2e-5 for turn in turns)


def test_one_place_and_places_on_a_line_are_drawn_too() -> None:
    assert len(cells({1: (106.0, 10.0)})[1]) == 5
    assert len(cells({1: (106.0, 10.0), 2: (106.1, 10.0), 3: (106.2, 10.0)})) == 3
    assert cells({}) == {}


def test_a_drawing_has_north_up_and_true_proportions() -> None:
    made = drawing({1: [tuple((x, y) for x, y in SQUARE)]}, width=1000)
    assert made.height == pytest.approx(1000 / 0.9848, abs=2)  # a degree of longitude is shorter: cos(10.05°)
    assert made.paths[1].startswith(f"M0,{made.height}l1000,0 0,-{made.height}")
    assert drawing({}).paths == {}
