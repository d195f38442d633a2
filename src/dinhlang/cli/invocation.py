"""Run a typer application as one command and return its exit code."""

import typer


def invoke(app: typer.Typer, name: str, arguments: list[str], epilog: str) -> int:
    """Run the application; its own errors of usage are shown by typer and give 2."""
    if epilog:
        tell(app, epilog)
    try:
        typer.main.get_command(app).main(arguments, prog_name=f"dinhlang {name}")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def tell(app: typer.Typer, epilog: str) -> None:
    """Add a closing line to the help of every command of an application."""
    for command in app.registered_commands:
        command.epilog = "\n\n".join(filter(None, [command.epilog, epilog]))
    for group in app.registered_groups:
        if group.typer_instance is not None:
            tell(group.typer_instance, epilog)
