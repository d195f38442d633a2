"""`dinhlang --help`: every command with its one line."""

from collections.abc import Mapping
from typing import Protocol

from rich.console import Console
from rich.table import Table

EXAMPLES = """
  dinhlang demo                                    a demo province on http://127.0.0.1:8000
  dinhlang law deadline 10wd --from 2026-02-10     a deadline, day by day
  dinhlang verify receipt.tlog-proof --policy P    check a receipt without trusting anybody
"""


class Described(Protocol):
    """What the overview needs of a command."""

    @property
    def help(self) -> str:
        """Its one line."""
        ...

    @property
    def hidden(self) -> bool:
        """Whether it is left out."""
        ...


def show(commands: Mapping[str, Described]) -> None:
    """Print the commands, a line each."""
    table = Table(box=None, show_header=False, padding=(0, 2))
    for name, command in commands.items():
        if not command.hidden:
            table.add_row(f"[bold]{name}[/bold]", command.help)
    console = Console()
    console.print("\n[bold]dinhlang[/bold] COMMAND [OPTIONS]      `dinhlang COMMAND --help` tells more\n")
    console.print(table)
    console.print(EXAMPLES, highlight=False, soft_wrap=True)
