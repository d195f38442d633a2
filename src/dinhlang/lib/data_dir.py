"""The data directory of one deployment: keys, files, sockets, logs and, for a small one, its database."""

import os
import secrets
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

MARKER = ".dinhlang"
KEY_FILE = "secret-key"
SETTINGS_FILE = "settings.env"
LONGEST_SOCKET_PATH = 100  # the kernel takes 107 bytes


class DataDirError(Exception):
    """The directory cannot serve; the text is a sentence for the operator."""


@dataclass(frozen=True)
class DataDir:
    """An opened data directory; `kind` is what its marker says ("demo" or "deployment")."""

    path: Path
    kind: str

    @property
    def logs(self) -> Path:
        """Where every process of the deployment writes its log."""
        return self.path / "logs"


def default_path(name: str = "dinhlang") -> Path:
    """Return the usual place: the system's state directory for root, the person's own for others."""
    if os.geteuid() == 0:
        return Path("/var/lib") / name
    state = os.environ.get("XDG_STATE_HOME", "")
    return (Path(state) if state else Path.home() / ".local" / "state") / name


def kind_of(path: Path) -> str | None:
    """Return what the marker says, or None for a directory that is not ours."""
    marker = path / MARKER
    return marker.read_text().strip() if marker.is_file() else None


def open_data_dir(path: Path, kind: str = "deployment") -> DataDir:
    """Make or open the directory; refuses one that holds strange files. Raises DataDirError."""
    path = path.expanduser().absolute()
    try:
        path.mkdir(parents=True, exist_ok=True)
        found = kind_of(path)
        if found is None:
            if any(path.iterdir()):
                raise DataDirError(f"{path} holds other files: choose an empty directory with --data-dir")
            (path / MARKER).write_text(f"{kind}\n")
        # Root's database runs as another user, who must pass through; what is private is closed file by file.
        path.chmod(0o711 if os.geteuid() == 0 else 0o700)
        (path / "logs").mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise DataDirError(f"cannot use {path} ({error.strerror}): choose another with --data-dir") from error
    return DataDir(path, found or kind)


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    Path(name).rename(path)


def secret_key(data_dir: DataDir) -> str:
    """Return the key that signs cookies and tokens, made at first use."""
    path = data_dir.path / KEY_FILE
    if not path.exists():
        write_private(path, secrets.token_urlsafe(48) + "\n")
    return path.read_text().strip()


def kept_settings(data_dir: DataDir) -> dict[str, str]:
    """Return the settings that the deployment keeps in settings.env, one NAME=value a line."""
    path = data_dir.path / SETTINGS_FILE
    lines = path.read_text().splitlines() if path.exists() else []
    pairs = (line.partition("=") for line in lines if line.strip() and not line.startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def socket_path(data_dir: DataDir, name: str) -> Path:
    """Return a path for a Unix socket; a data directory too deep for the kernel gets a private place elsewhere."""
    path = data_dir.path / name
    if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH:
        return path
    place = Path(tempfile.gettempdir()) / f"dinhlang-{sha256(os.fsencode(data_dir.path)).hexdigest()[:16]}"
    place.mkdir(mode=0o700, exist_ok=True)
    if place.stat().st_uid != os.geteuid():
        raise DataDirError(f"{place} belongs to somebody else: choose a data directory with a shorter path")
    return place / name
