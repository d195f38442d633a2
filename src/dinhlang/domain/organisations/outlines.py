"""Outlines of places: read from GeoJSON, drawn schematically where none are known, laid out for a flat drawing."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

Point = tuple[float, float]  # degrees: longitude, latitude (WGS 84)
Ring = tuple[Point, ...]  # closed: first and last are the same
DECIMALS = 4  # about ten metres
LEAST_POINTS = 4
MARGIN = 0.06  # how far the schematic map reaches beyond the outermost points, as a share of its size
LONGITUDES, LATITUDES = (-180.0, 180.0), (-90.0, 90.0)


@dataclass(frozen=True)
class Outlined:
    """One feature of a file: its place from 1, the code of the unit, its rings; or what is wrong with it.

    `problem`: not_a_feature | no_code | no_area | bad_point, "" when it can be read.
    """

    place: int
    code: str
    rings: tuple[Ring, ...] = ()
    problem: str = ""


class NoFeaturesError(ValueError):
    """The text is no GeoJSON with features in it."""


def parse_geojson(text: str, *, code_key: str = "code") -> list[Outlined]:
    """Return the features of a GeoJSON text, outer rings only; raises NoFeaturesError."""
    try:
        read = json.loads(text)
    except json.JSONDecodeError as error:
        raise NoFeaturesError(str(error)) from error
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list) or not features:
        raise NoFeaturesError("features")
    return [_outlined(place, one, code_key) for place, one in enumerate(features, 1)]


def _outlined(place: int, feature: Any, code_key: str) -> Outlined:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        return Outlined(place, "", problem="not_a_feature")
    code = str(feature["properties"].get(code_key) or "").strip()
    if not code:
        return Outlined(place, "", problem="no_code")
    shape = feature.get("geometry") or {}
    given = shape.get("coordinates")
    polygons: Any = {"Polygon": [given], "MultiPolygon": given}.get(str(shape.get("type")))
    if polygons is None:
        return Outlined(place, code, problem="no_area")
    try:
        rings = tuple(_ring(polygon[0]) for polygon in polygons)
    except (TypeError, ValueError, LookupError):
        return Outlined(place, code, problem="bad_point")
    return Outlined(place, code, rings) if rings else Outlined(place, code, problem="no_area")


def _ring(given: Sequence[Sequence[float]]) -> Ring:
    """Return a closed ring; raises ValueError for points that are nowhere, or too few of them."""
    ring = tuple((round(float(one[0]), DECIMALS), round(float(one[1]), DECIMALS)) for one in given)
    for longitude, latitude in ring:
        if not (LONGITUDES[0] <= longitude <= LONGITUDES[1] and LATITUDES[0] <= latitude <= LATITUDES[1]):
            raise ValueError(longitude, latitude)
    if len(ring) < LEAST_POINTS or ring[0] != ring[-1]:
        raise ValueError(len(ring))
    return ring


def cells(points: Mapping[int, Point]) -> dict[int, Ring]:
    """Return for each place the land nearest to its point (Voronoi cells), as a map where no borders are known."""
    if not points:
        return {}
    frame = _frame(points.values())
    drawn = {}
    for key, own in points.items():
        ring = frame
        for other, point in points.items():
            if other != key and point != own:
                ring = _nearer(ring, own, point)
        drawn[key] = tuple((round(x, DECIMALS), round(y, DECIMALS)) for x, y in (*ring, ring[0]))
    return drawn


def _frame(points: Iterable[Point]) -> list[Point]:
    """Return the corners around all points, cut where nothing is: the hull of the points, a little larger."""
    rows = sorted(set(points))
    hull = _half(rows)[:-1] + _half(rows[::-1])[:-1]
    if len(hull) < LEAST_POINTS - 1:  # one place, or all on a line
        (west, south), (east, north) = (min(x for x, _ in rows), min(y for _, y in rows)), (
            max(x for x, _ in rows), max(y for _, y in rows),
        )  # fmt: skip
        room = max(east - west, north - south, 0.1) * MARGIN
        west, south, east, north = west - room, south - room, east + room, north + room
        return [(west, south), (east, south), (east, north), (west, north)]
    middle = (sum(x for x, _ in hull) / len(hull), sum(y for _, y in hull) / len(hull))
    return [(x + (x - middle[0]) * 2 * MARGIN, y + (y - middle[1]) * 2 * MARGIN) for x, y in hull]


def _half(rows: Sequence[Point]) -> list[Point]:
    """Return one side of the hull of sorted points (Andrew's monotone chain)."""
    side: list[Point] = []
    for point in rows:
        while len(side) > 1 and _turn(side[-2], side[-1], point) <= 0:
            side.pop()
        side.append(point)
    return side


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _nearer(ring: Sequence[Point], own: Point, other: Point) -> list[Point]:
    """Return the part of a convex ring that is nearer to one point than to another."""
    across = (other[0] - own[0], other[1] - own[1])
    middle = ((own[0] + other[0]) / 2, (own[1] + other[1]) / 2)

    def beyond(point: Point) -> float:
        return (point[0] - middle[0]) * across[0] + (point[1] - middle[1]) * across[1]

    kept: list[Point] = []
    for place, point in enumerate(ring):
        before = ring[place - 1]
        here, there = beyond(point), beyond(before)
        if (here > 0) != (there > 0):
            part = there / (there - here)
            kept.append((before[0] + (point[0] - before[0]) * part, before[1] + (point[1] - before[1]) * part))
        if here <= 0:
            kept.append(point)
    return kept


@dataclass(frozen=True)
class Drawing:
    """A flat drawing: its size, and for each place an SVG path and the middle of its largest ring."""

    width: int
    height: int
    paths: Mapping[int, str]
    middles: Mapping[int, tuple[int, int]]


def drawing(outlines: Mapping[int, Sequence[Ring]], *, width: int = 1000) -> Drawing:
    """Return the places as SVG paths in whole units, north up, lengths true in the middle of the map."""
    points = [point for rings in outlines.values() for ring in rings for point in ring]
    if not points:
        return Drawing(width, 0, {}, {})
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = cos(radians((south + north) / 2))
    scale = width / max((east - west) * narrow, 1e-6)
    placed = {
        key: [[(round((x - west) * narrow * scale), round((north - y) * scale)) for x, y in ring] for ring in rings]
        for key, rings in outlines.items()
    }
    return Drawing(
        width,
        round((north - south) * scale),
        {key: "".join(map(_path, rings)) for key, rings in placed.items()},
        {key: _middle(max(rings, key=len)) for key, rings in placed.items()},
    )


def _path(ring: Sequence[tuple[int, int]]) -> str:
    """Return the path of a ring, each step relative to the one before: half the bytes."""
    steps, (x, y) = [], ring[0]
    for to_x, to_y in ring[1:-1]:
        if (to_x, to_y) != (x, y):
            steps.append(f"{to_x - x},{to_y - y}")
            x, y = to_x, to_y
    return f"M{ring[0][0]},{ring[0][1]}l{' '.join(steps)}z"


def _middle(ring: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return round(sum(x for x, _ in ring) / len(ring)), round(sum(y for _, y in ring) / len(ring))
