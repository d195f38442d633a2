"""`dinhlang signer`: the one process that holds the keys of the public log."""

import signal
from pathlib import Path
from types import FrameType

import typer
from django.conf import settings

from dinhlang.lib.signer_process import Keeper, SignerServer, SignerStartError

app = typer.Typer(add_completion=False)


@app.command()
def signer() -> None:
    """Hold the log key and the receipt key, and sign for web and sequencer over a socket.

    At the first start it makes both keys in <data dir>/keys; the public halves (*.vkey) stand beside them.

    Example: dinhlang signer --data-dir /var/lib/dinhlang
    """
    try:
        keeper = Keeper(Path(settings.SIGNER_KEYS), origin=settings.LOG_ORIGIN, receipt_name=settings.RECEIPT_KEY_NAME)
        server = SignerServer(Path(settings.SIGNER_SOCKET), keeper)
    except SignerStartError as error:
        typer.echo(f"dinhlang signer: {error}", err=True)
        raise typer.Exit(1) from error
    signal.signal(signal.SIGTERM, _leave)
    typer.echo(f"ready signer {settings.SIGNER_SOCKET}", err=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
        Path(settings.SIGNER_SOCKET).unlink(missing_ok=True)
        keeper.close()


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
