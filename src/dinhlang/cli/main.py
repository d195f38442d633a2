"""The command line: one table of commands; only the module of the command that was called is loaded.

This is the one place with imports inside functions: `verify` must run without Django, and Django must know its
settings (hence its database) before the module of a command may import tables.
"""

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any

import dinhlang

HELP = {"--help", "-h"}
DATA_DIR_OPTION = "--data-dir"
DATA_DIR_EPILOG = "--data-dir DIR chooses the deployment (default: the state directory of the system or person)."


class Needs(Enum):
    """What must stand before the module of a command is loaded."""

    NOTHING = 0
    SETTINGS = 1  # reads them; makes nothing
    DIRECTORY = 2
    DATABASE = 3


@dataclass(frozen=True)
class Command:
    """One command: its module, its line in the help, what it needs. A hidden one is a step of another."""

    module: str
    help: str
    needs: Needs = Needs.DATABASE
    entry: str = "app"
    hidden: bool = False


COMMANDS = {
    "demo": Command("demo", "A living demo province in one command", Needs.NOTHING),
    "serve": Command("serve", "Serve a deployment: web, worker, signer and sequencer", Needs.NOTHING),
    "worker": Command("worker", "Run the background jobs only"),
    "sequencer": Command("sequencer", "Run the sequencer of the public log only"),
    "signer": Command("signer", "Run the process that holds the log keys only", Needs.DIRECTORY),
    "migrate": Command("migrate", "Bring the tables of the database up to this version"),
    "createofficer": Command("createofficer", "Make an account that holds a post"),
    "law": Command("law", "Deadlines, thresholds and provisions of the law", Needs.NOTHING),
    "unit": Command("unit", "Units: import, merge, split, rename, show"),
    "feedback": Command("feedback", "Feedback cases: import from a table"),
    "coordination": Command("coordination", "Documents, plans, claims: import, show as of a day"),
    "disclosure": Command("disclosure", "What must be public: audit of a commune on a day"),
    "consultations": Command("consultations", "Opinion maps: groups of votes on statements", Needs.NOTHING),
    "surveys": Command("surveys", "What a sample says of everybody, with its error", Needs.NOTHING),
    "decisions": Command("decisions", "Decisions of villages: what the law says to one", Needs.NOTHING),
    "log": Command("log", "The public log: check all of it"),
    "verify": Command("verify", "Check a proof from the public log, offline", Needs.NOTHING, entry="main"),
    "backup": Command("backup", "Write database, files and public keys into one file"),
    "restore": Command("restore", "Read a backup into this deployment"),
    "settings": Command("settings", "Every setting, its type, default and value", Needs.SETTINGS),
    "bench": Command("bench", "Measure pages (CPU, queries, bytes) and opinion maps"),
    "check": Command("check", "Style, types, import contracts, migrations", Needs.NOTHING),
    "test": Command("test", "Every check and every test", Needs.NOTHING),
    "demo-data": Command("demo_data", "Fill the database of a demo", hidden=True),
    "static-files": Command("static_files", "Collect the static files of the pages", hidden=True),
    "preflight": Command("preflight", "See that a deployment can be served", hidden=True),
}


def main() -> None:
    """Run the command line of this process and exit with its code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; returns 0 done, 1 a "no" with a sentence, 2 wrong usage."""
    if not arguments or arguments[0] in HELP:
        import_module("dinhlang.cli.overview").show(COMMANDS)
        return 0 if arguments else 2
    name, rest = arguments[0], arguments[1:]
    if name == "--version":
        print(f"dinhlang {dinhlang.__version__}")  # noqa: T201 - the answer of a command goes to standard output
        return 0
    command = COMMANDS.get(name)
    if command is None:
        near = get_close_matches(name, COMMANDS, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        sys.stderr.write(f"dinhlang: there is no command {name!r}.{hint} `dinhlang --help` lists them all.\n")
        return 2
    if command.needs is Needs.NOTHING:
        return call(command, name, rest)
    return call_prepared(command, name, rest)


def call_prepared(command: Command, name: str, arguments: list[str]) -> int:
    """Set up Django, with the database unless only help is wanted, and call the command."""
    path, rest = take_data_dir(arguments)
    failure = import_module("dinhlang.cli.failure")
    if path is None:
        sys.stderr.write(f"dinhlang {name}: {DATA_DIR_OPTION} needs a directory\n")
        return 2
    needs = Needs.SETTINGS if HELP & set(rest) else command.needs
    with failure.explained(name, path) as outcome, prepared(needs, path):
        outcome.code = call(command, name, rest)
    return int(outcome.code)


def prepared(needs: Needs, path: Path) -> AbstractContextManager[Any]:
    """Return a context in which Django works on this deployment; a Django that runs already is used as it stands."""
    if import_module("django.apps").apps.ready:
        return nullcontext()
    preparation = import_module("dinhlang.cli.preparation")
    contexts = {
        Needs.SETTINGS: preparation.with_settings,
        Needs.DIRECTORY: preparation.with_directory,
        Needs.DATABASE: preparation.with_database,
    }
    made: AbstractContextManager[Any] = contexts[needs](path)
    return made


def call(command: Command, name: str, arguments: list[str]) -> int:
    """Load the module of the command and run its entry; returns the exit code."""
    entry = getattr(import_module(f"dinhlang.cli.{command.module}"), command.entry)
    if command.entry == "main":
        return int(entry(arguments))
    return int(import_module("dinhlang.cli.invocation").invoke(entry, name, arguments, takes_data_dir(command)))


def takes_data_dir(command: Command) -> str:
    """Return the line about --data-dir for the help of commands whose option is read here."""
    return "" if command.needs is Needs.NOTHING else DATA_DIR_EPILOG


def take_data_dir(arguments: list[str]) -> tuple[Path | None, list[str]]:
    """Take --data-dir out of the arguments wherever it stands; None when its directory is missing."""
    rest, given = list[str](), os.environ.get("DINHLANG_DATA_DIR", "")
    waiting = False
    for argument in arguments:
        if waiting:
            given, waiting = argument, False
        elif argument == DATA_DIR_OPTION:
            given, waiting = "", True
        elif argument.startswith(f"{DATA_DIR_OPTION}="):
            given = argument.partition("=")[2]
        else:
            rest.append(argument)
    asked = len(rest) != len(arguments)
    if asked and not given:
        return None, rest
    return Path(given) if given else import_module("dinhlang.lib.data_dir").default_path(), rest
