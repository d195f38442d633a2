"""`dinhlang unit boundaries`: the outlines of communes for maps."""

import json
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from dinhlang.apps.organisations import actions
from dinhlang.apps.organisations.actions import Drawn
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.organisations.outlines import NoFeaturesError, Outlined, parse_geojson
from dinhlang.lib import clock
from dinhlang.lib.refusal import RefusedError

EPILOG = "Example: dinhlang unit boundaries ranh-gioi.geojson --source 'Sở Nông nghiệp và Môi trường, 2026'"
PROBLEMS = {
    "not_a_feature": "không phải một đối tượng GeoJSON",
    "no_code": "thiếu mã đơn vị",
    "no_area": "không có vùng (Polygon hay MultiPolygon)",
    "bad_point": "có điểm sai, hoặc đường ranh không khép kín",
    "unknown_code": "không có xã, phường nào đang hoạt động mang mã này",
    "twice": "mã này đã có ở một đối tượng trước",
}


def boundaries(
    file: Annotated[Path | None, typer.Argument(help="GeoJSON; without it: draw a schematic map from points")] = None,
    source: Annotated[str, typer.Option(help="where the outlines come from; shown below the map")] = "",
    code_key: Annotated[str, typer.Option(help="the property that holds the official code")] = "code",
    as_json: Annotated[bool, typer.Option("--json", help="print JSON on standard output")] = False,  # noqa: FBT002
) -> None:
    """Keep the outlines of communes for maps; without a file, those that have none get a schematic one."""
    at = clock.now()
    if file is None:
        done = actions.draw_schematic(actor=SYSTEM, at=at)
    else:
        outlines = read_outlines(file, code_key)
        done = actions.import_outlines(actor=SYSTEM, outlines=outlines, source=source or file.name, at=at)
    _tell(done, as_json=as_json)
    if done.refused and not done.drawn + done.unchanged:
        raise typer.Exit(1)


def read_outlines(path: Path, code_key: str) -> list[Outlined]:
    """Read a GeoJSON file; raises RefusedError for one that cannot be read."""
    try:
        return parse_geojson(path.read_text(encoding="utf-8-sig"), code_key=code_key)
    except (OSError, UnicodeDecodeError, NoFeaturesError) as error:
        message = _("Không đọc được tệp {path}: cần GeoJSON có danh sách “features”, mã UTF-8.").format(path=path)
        raise RefusedError(message) from error


def _tell(done: Drawn, *, as_json: bool) -> None:
    if as_json:
        refused = [{"feature": place, "code": code, "reason": PROBLEMS[why]} for place, code, why in done.refused]
        answer = {"drawn": done.drawn, "unchanged": done.unchanged, "refused": refused}
        typer.echo(json.dumps(answer, ensure_ascii=False))
        return
    for place, code, why in done.refused:
        typer.echo(_("Đối tượng {place} ({code}): {why}").format(place=place, code=code, why=PROBLEMS[why]), err=True)
    words = _("Đã vẽ {drawn} xã, phường; {unchanged} nơi không đổi; {refused} đối tượng bị từ chối.")
    typer.echo(words.format(drawn=done.drawn, unchanged=done.unchanged, refused=len(done.refused)), err=True)
