"""`dinhlang unit`: bring units in, and write down what happens to them."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.organisations import actions, queries
from dinhlang.apps.organisations.actions import Imported, NewUnit, Portion, Refusal, SplitPart
from dinhlang.cli import unit_boundaries, unit_table, unit_text
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.organisations.kinds import Subkind, kind_of
from dinhlang.domain.organisations.lineage import Share
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotFoundError, RefusedError

ABOUT = "Units over time: import, boundaries, merge, split, rename, move, show."
app = typer.Typer(add_completion=False, no_args_is_help=True, help=ABOUT)
app.command(epilog=unit_boundaries.EPILOG)(unit_boundaries.boundaries)
MERGE_EXAMPLE = (
    "Example: dinhlang unit merge --from 29551 --from 29557 --new-name 'Phường Long Hậu' "
    "--on 2026-12-01 --citation 'Nghị quyết …'"
)
SPLIT_EXAMPLE = (
    "Example: dinhlang unit split 29551 --part 'Phường Long Châu Đông' --part 'Phường Long Châu Tây' "
    "--village 29551-02=1 --on 2026-12-01 --citation 'Nghị quyết …'"
)
CodeArgument = Annotated[str, typer.Argument(metavar="CODE", help="code (or web address part) of the unit")]
OnOption = Annotated[datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="the day from which it holds")]
CitationOption = Annotated[str, typer.Option("--citation", help="the decision it stands on")]
JsonOption = Annotated[bool, typer.Option("--json", help="print JSON on standard output")]
KindOption = Annotated[str, typer.Option("--kind", help="xa, phuong, dac_khu, thon, ap, khom, to_dan_pho")]


@app.command("import", epilog="Example: dinhlang unit import --country | dinhlang unit import ap.csv --errors loi.csv")
def import_(
    file: Annotated[
        Path | None, typer.Argument(help="CSV: code,name,kind[,parent_code,valid_from,valid_until,…]")
    ] = None,
    country: Annotated[bool, typer.Option("--country", help="34 provinces and 3,321 communes")] = False,  # noqa: FBT002
    vinh_long: Annotated[bool, typer.Option("--vinh-long", help="Vĩnh Long, before and after 2025-07-01")] = False,  # noqa: FBT002
    errors: Annotated[Path | None, typer.Option(help="write refused lines here (default: FILE.errors.csv)")] = None,
    as_json: JsonOption = False,  # noqa: FBT002
) -> None:
    """Add units that are not there yet; a second run adds nothing. Refused lines go to a CSV with their reasons."""
    if (file is not None) + country + vinh_long != 1:
        raise typer.BadParameter("give a FILE, --country or --vinh-long")
    at = clock.now()
    with unit_table.bar(str(file or ("country" if country else "Vĩnh Long"))) as bar:
        if file is not None:
            done = _import_file(file, errors or file.with_suffix(".errors.csv"), at, bar)
        elif country:
            done = actions.import_country(actor=SYSTEM, at=at, progress=bar)
        else:
            done = actions.import_vinh_long(actor=SYSTEM, at=at, progress=bar)
    _tell(done, as_json=as_json)
    if done.refused and not done.units + done.unchanged:
        raise typer.Exit(1)


def _import_file(path: Path, errors: Path, at: datetime, bar: unit_table.Bar) -> Imported:
    """Import a table, or a list of what the communes of Vĩnh Long were made of."""
    table = unit_table.read_table(path)
    if table.is_merger_list:
        communes, refused = unit_table.commune_rows(table)
        done = actions.import_vinh_long(actor=SYSTEM, at=at, rows=communes, progress=bar)
    else:
        numbered, refused = unit_table.unit_rows(table)
        rows = [row for _number, row in numbered]
        done = actions.import_units(actor=SYSTEM, rows=rows, source=path.name, at=at, progress=bar)
        refused += [replace(one, line=numbered[one.line - 1][0]) for one in done.refused]
    refused.sort(key=lambda one: one.line)
    if refused:
        unit_table.write_refused(errors, table, refused)
        typer.echo(_("{count} dòng bị từ chối, xem {path}").format(count=len(refused), path=errors), err=True)
    return replace(done, refused=tuple(refused))


def _tell(done: Imported, *, as_json: bool) -> None:
    """Say what an import did."""
    if as_json:
        refused = [
            {"line": one.line, "code": one.code, "name": one.name, "reason": one.sentence} for one in done.refused
        ]
        answer = {"units": done.units, "changes": done.changes, "unchanged": done.unchanged, "refused": refused,
                "unread": list(done.unread)}  # fmt: skip
        typer.echo(json.dumps(answer, ensure_ascii=False))
        return
    for one in done.refused[:20]:
        typer.echo(_line(one), err=True)
    for piece in done.unread:
        typer.echo(_("Không đọc được: {piece}").format(piece=piece), err=True)
    typer.echo(
        _("Thêm {units} đơn vị, {changes} lần thay đổi; {unchanged} đơn vị đã có sẵn.").format(
            units=done.units, changes=done.changes, unchanged=done.unchanged
        ),
        err=True,
    )


def _line(refusal: Refusal) -> str:
    return _("Dòng {line} ({code} {name}): {reason}").format(
        line=refusal.line, code=refusal.code, name=refusal.name, reason=refusal.sentence
    )


@app.command(epilog=MERGE_EXAMPLE)
def merge(
    on: OnOption,
    citation: CitationOption,
    whole: Annotated[list[str], typer.Option("--from", metavar="CODE", help="a unit that ends; repeat")] = [],  # noqa: B006
    part: Annotated[list[str], typer.Option("--part-of", metavar="CODE", help="a unit that gives a part")] = [],  # noqa: B006
    rest: Annotated[list[str], typer.Option("--rest-of", metavar="CODE", help="a unit whose rest goes here")] = [],  # noqa: B006
    village: Annotated[list[str], typer.Option("--village", metavar="CODE", help="goes along with a part")] = [],  # noqa: B006
    into: Annotated[str, typer.Option("--into", metavar="CODE", help="an existing unit that takes them in")] = "",
    new_name: Annotated[str, typer.Option("--new-name", metavar="NAME", help="or a new one with this name")] = "",
    new_code: Annotated[str, typer.Option("--new-code", help="its code (default: that of the first --from)")] = "",
    kind: KindOption = "",
    note: str = "",
    as_json: JsonOption = False,  # noqa: FBT002
) -> None:
    """Merge units into one; their villages and offices follow, and so do open cases."""
    if bool(into) == bool(new_name):
        raise typer.BadParameter("give --into CODE or --new-name NAME")
    day = on.date()
    target = _unit(into, day).id if into else _new(new_name, new_code, kind)
    shares = [(one, Share.WHOLE) for one in whole] + [(one, Share.REMAINDER) for one in rest]
    portions = [Portion(_unit(code, day).id, share) for code, share in shares] + _parts(part, village, day)
    unit_id = actions.merge_units(
        actor=SYSTEM, portions=portions, into=target, on=day, citation=citation, at=clock.now(), note=note
    )
    _show(queries.units([unit_id], day)[unit_id], day, as_json=as_json)


def _parts(codes: list[str], villages: list[str], day: date) -> list[Portion]:
    """Return the parts that units give, each with those of the named villages that lie in it."""
    chosen = [_unit(code, day) for code in villages]
    givers = [_unit(code, day).id for code in codes]
    for one in chosen:
        if one.parent_id not in givers:
            raise RefusedError(_("{unit} không thuộc đơn vị nào trong các đơn vị tách một phần.").format(unit=one.name))
    return [Portion(giver, Share.PART, tuple(one.id for one in chosen if one.parent_id == giver)) for giver in givers]


@app.command(epilog=SPLIT_EXAMPLE)
def split(
    code: CodeArgument,
    on: OnOption,
    citation: CitationOption,
    part: Annotated[list[str], typer.Option("--part", metavar="NAME", help="new name, CODE=NAME, or an existing code")],
    village: Annotated[list[str], typer.Option("--village", metavar="CODE=N", help="goes with the N-th part")] = [],  # noqa: B006
    keeps: Annotated[bool, typer.Option("--keeps", help="the unit goes on with what is left")] = False,  # noqa: FBT002
    kind: KindOption = "",
    note: str = "",
    as_json: JsonOption = False,  # noqa: FBT002
) -> None:
    """Divide a unit. Villages without --village wait for `unit move`, and cases there for an officer's choice."""
    day = on.date()
    unit = _unit(code, day)
    children = {one.code: one.id for one in queries.children_of(unit.id, day)}
    assigned = [_assigned(one, len(part), children) for one in village]
    parts = [
        SplitPart(_taker(one, kind, day), tuple(child for place, child in assigned if place == number))
        for number, one in enumerate(part, 1)
    ]
    ids = actions.split_unit(
        actor=SYSTEM, unit_id=unit.id, parts=parts, on=day, citation=citation, at=clock.now(), goes_on=keeps, note=note
    )
    waiting = [one.name for one in queries.units(list(children.values()), day).values() if one.parent_id is None]
    if waiting:
        typer.echo(
            _("Chưa xếp vào phần nào: {names}. Dùng `dinhlang unit move`.").format(names=", ".join(waiting)), err=True
        )
    for one in queries.units(ids, day).values():
        typer.echo(f"{one.code} {one.name}", err=True)
    _show(queries.units([unit.id], day)[unit.id], day, as_json=as_json)


def _assigned(text: str, parts: int, children: dict[str, int]) -> tuple[int, int]:
    """Read CODE=N: the number of a part and the id of a child."""
    code, _sign, number = text.partition("=")
    if not number.isdigit() or not 1 <= int(number) <= parts:
        raise typer.BadParameter(f"--village {text}: CODE=N, N from 1 to {parts}")
    if code not in children:
        raise NotFoundError(_("Không có đơn vị trực thuộc mang mã {code}.").format(code=code))
    return int(number), children[code]


def _taker(text: str, kind: str, day: date) -> int | NewUnit:
    """Read --part: an existing code, CODE=NAME, or a new name."""
    code, sign, name = text.partition("=")
    if sign:
        return _new(name, code, kind)
    found = queries.units_by_code([text], day).get(text)
    return found.id if found else _new(text, "", kind)


@app.command(
    epilog="Example: dinhlang unit rename 29551 --name 'Phường Long Châu Mới' --on 2026-12-01 --citation 'Nghị quyết …'"
)
def rename(
    code: CodeArgument,
    name: Annotated[str, typer.Option(help="the new name, with its word (Xã …)")],
    on: OnOption,
    citation: CitationOption,
    as_json: JsonOption = False,  # noqa: FBT002
) -> None:
    """Give a unit another name; it stays the same unit and its old address still leads to it."""
    day = on.date()
    unit = _unit(code, day)
    actions.rename_unit(actor=SYSTEM, unit_id=unit.id, name=name, on=day, citation=citation, at=clock.now())
    _show(queries.units([unit.id], day)[unit.id], day, as_json=as_json)


@app.command(
    "pass-on", epilog="Example: dinhlang unit pass-on A1 --new-name 'Đảng ủy …' --new-code A2 --on … --citation …"
)
def pass_on(
    code: CodeArgument,
    on: OnOption,
    citation: CitationOption,
    to: Annotated[str, typer.Option("--to", metavar="CODE", help="an existing body that takes the tasks over")] = "",
    new_name: Annotated[str, typer.Option("--new-name", metavar="NAME", help="or one that is newly set up")] = "",
    new_code: Annotated[str, typer.Option("--new-code", metavar="CODE", help="its own code")] = "",
    as_json: JsonOption = False,  # noqa: FBT002
) -> None:
    """End a body whose tasks another takes over (kế thừa nhiệm vụ): neither a merger nor a new name."""
    if bool(to) == bool(new_name):
        raise typer.BadParameter("give --to CODE, or --new-name NAME with --new-code CODE")
    day = on.date()
    unit_id = actions.pass_function(
        actor=SYSTEM, unit_id=_unit(code, day).id, to=_unit(to, day).id if to else NewUnit(new_name, new_code), on=day,
        citation=citation, at=clock.now(),
    )  # fmt: skip
    _show(queries.units([unit_id], day)[unit_id], day, as_json=as_json)


@app.command(epilog="Example: dinhlang unit move 29551-02 --under 29557 --on 2026-12-01 --citation 'Nghị quyết …'")
def move(
    code: CodeArgument,
    under: Annotated[str, typer.Option(metavar="CODE", help="the unit that it belongs to from that day on")],
    on: OnOption,
    citation: CitationOption,
    as_json: JsonOption = False,  # noqa: FBT002
) -> None:
    """Put a village or an office under another unit."""
    day = on.date()
    unit, parent = _unit(code, day), _unit(under, day)
    actions.move_unit(actor=SYSTEM, unit_id=unit.id, parent_id=parent.id, on=day, citation=citation, at=clock.now())
    _show(queries.units([unit.id], day)[unit.id], day, as_json=as_json)


@app.command(epilog="Example: dinhlang unit show 29551 --on 2025-06-30 --json")
def show(
    code: CodeArgument,
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="as of this day (default: today)")
    ] = None,
    as_json: JsonOption = False,  # noqa: FBT002
) -> None:
    """Show a unit as of a day: names and parents over time, what it was made of, what became of it."""
    day = on.date() if on else timezone.localdate(clock.now())
    typer.echo(_answer(_unit(code, day), day, as_json=as_json))


def _unit(code: str, day: date) -> queries.UnitView:
    """Return a unit by code, or by its part of a web address; raises NotFoundError."""
    found = queries.unit_by_code(code, day) or queries.unit_by_slug(code, day)
    if found is None:
        raise NotFoundError(_("Không có đơn vị nào mang mã {code}.").format(code=code))
    return found


def _new(name: str, code: str, kind: str) -> NewUnit:
    """Return a unit to be founded; raises BadParameter for an unknown --kind."""
    if not kind:
        return NewUnit(name, code)
    try:
        subkind = Subkind(kind)
        return NewUnit(name, code, kind_of(subkind), subkind)
    except ValueError as error:
        raise typer.BadParameter(f"--kind {kind}: xa, phuong, dac_khu, thon, ap, khom, to_dan_pho") from error


def _show(unit: queries.UnitView, day: date, *, as_json: bool) -> None:
    """Tell how a unit stands after a change: JSON to standard output, words to standard error."""
    typer.echo(_answer(unit, day, as_json=as_json), err=not as_json)


def _answer(unit: queries.UnitView, day: date, *, as_json: bool) -> str:
    """Return all about a unit, in words or as JSON."""
    told = (unit, queries.history(unit.id, day), queries.successors(unit.id, day), day)
    return json.dumps(unit_text.as_data(*told), ensure_ascii=False, indent=2) if as_json else unit_text.described(*told)
