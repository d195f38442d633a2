"""`dinhlang unit boundaries`: a file of outlines, refused features told, the real file of the province."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dinhlang.apps.organisations import actions, queries
from dinhlang.cli.unit import app
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.lib.refusal import RefusedError

pytestmark = pytest.mark.django_db
AT = datetime.fromisoformat("2026-09-01T08:00:00+07:00")
REAL = Path(__file__).parents[3] / "shared" / "data" / "vinh_long_communes.geojson"


@pytest.fixture(autouse=True)
def _vinh_long() -> None:
    actions.import_vinh_long(actor=SYSTEM, at=AT)


def answer(*arguments: str) -> dict:
    result = CliRunner().invoke(app, ["boundaries", *arguments, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_without_a_file_the_map_is_schematic_and_drawing_again_changes_nothing() -> None:
    assert answer() == {"drawn": 124, "unchanged": 0, "refused": []}
    assert answer() == {"drawn": 0, "unchanged": 124, "refused": []}


def test_a_feature_that_cannot_be_used_is_told_with_its_reason(tmp_path: Path) -> None:
    file = tmp_path / "a.geojson"
    file.write_text(json.dumps({"features": [{"properties": {"code": "1"}, "geometry": {"type": "Point"}}]}))
    result = CliRunner().invoke(app, ["boundaries", str(file)])
    assert result.exit_code == 1
    assert "Đối tượng 1 (1): không có vùng" in result.stderr


def test_a_file_that_is_no_geojson_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "a.geojson"
    file.write_text("code,name\n")
    result = CliRunner().invoke(app, ["boundaries", str(file)])
    assert isinstance(result.exception, RefusedError)
    assert "cần GeoJSON" in str(result.exception)


@pytest.mark.skipif(not REAL.exists(), reason="the outlines of the province are not on this machine")
def test_the_real_outlines_of_the_province_are_all_drawn() -> None:
    assert answer(str(REAL), "--source", "test") == {"drawn": 124, "unchanged": 0, "refused": []}
    drawn = queries.commune_map(AT.date())
    assert len(drawn.drawing.paths) == 124
    assert drawn.drawing.width < drawn.drawing.height * 1.6
    assert not drawn.missing
