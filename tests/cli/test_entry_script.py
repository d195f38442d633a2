"""The entry script: what it needs, what it says when that is missing, and that it does nothing twice."""

import re
import shutil
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from tests.architecture.source import ROOT

NEEDED = ["sh", "dirname", "readlink", "cat", "cksum", "basename", "printf", "grep", "mkdir", "chmod"]
# Stands in for the Python of a made environment: it tells how it was called.
TELLING = '#!/bin/sh\necho "python $*"\n'
DEBIAN_WITHOUT_VENV = """#!/bin/sh
case "$*" in
*sys.version_info*) exit 0 ;;
*ensurepip*) exit 1 ;;
*flock*) shift 3; exec "$@" ;;
esac
"""


def program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the script and the lock files, and a PATH of its own in bin/."""
    made = tmp_path / "checkout"
    made.mkdir()
    for name in ("dinhlang", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, made / name)
    for name in NEEDED:
        found = shutil.which(name)
        assert found is not None
        (tmp_path / "bin").mkdir(exist_ok=True)
        (tmp_path / "bin" / name).symlink_to(found)
    program(tmp_path / "bin" / "id", "#!/bin/sh\necho 1000\n")
    return made


def run(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(checkout / "dinhlang"), *arguments],
        env={"PATH": str(checkout.parent / "bin"), "HOME": str(checkout)},
        check=False,
        capture_output=True,
        text=True,
    )


def made_from(checkout: Path, lock: str) -> str:
    """Return what the script writes down about a finished environment."""
    sums = subprocess.run(["cksum"], input=(checkout / lock).read_bytes(), capture_output=True, check=True).stdout
    return f"{sums.decode()}{checkout}\n"


def finished(checkout: Path) -> None:
    program(checkout / ".venv/bin/python", TELLING)
    (checkout / ".venv/.made-from-runtime").write_text(made_from(checkout, "requirements.lock"))


def test_a_finished_environment_is_used_at_once(checkout: Path) -> None:
    finished(checkout)
    done = run(checkout, "law", "show", "PUB-11-01")
    assert (done.stdout, done.stderr) == ("python -m dinhlang law show PUB-11-01\n", "")


def test_without_python_an_ordinary_user_is_told_the_one_command(checkout: Path) -> None:
    program(checkout.parent / "bin" / "apt-get", "#!/bin/sh\nexit 9\n")
    done = run(checkout, "demo")
    assert done.returncode == 1
    assert "sudo apt-get install python3 python3-venv" in done.stderr
    assert done.stdout == ""


def test_without_the_venv_module_an_ordinary_user_is_told_the_one_command(checkout: Path) -> None:
    program(checkout.parent / "bin" / "apt-get", "#!/bin/sh\nexit 9\n")
    program(checkout.parent / "bin" / "python3", DEBIAN_WITHOUT_VENV)
    done = run(checkout, "demo")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith("sudo apt-get install python3-venv")


def test_root_installs_what_is_missing(checkout: Path) -> None:
    program(checkout.parent / "bin" / "id", "#!/bin/sh\necho 0\n")
    program(checkout.parent / "bin" / "apt-get", '#!/bin/sh\necho "apt-get $*"\n')
    program(checkout.parent / "bin" / "python3", DEBIAN_WITHOUT_VENV)
    done = run(checkout, "demo")
    assert "apt-get install" in done.stderr
    assert "python3-venv" in done.stderr
    assert done.stdout == ""


def test_a_changed_lock_file_makes_the_environment_anew(checkout: Path) -> None:
    finished(checkout)
    with (checkout / "requirements.lock").open("a") as lock:
        lock.write("# another package\n")
    done = run(checkout, "demo")
    assert done.stdout == ""
    assert "please install: python3 python3-venv" in done.stderr  # it looked for a Python to make it with


def test_a_moved_checkout_makes_its_environment_anew(checkout: Path) -> None:
    finished(checkout)
    moved = checkout.rename(checkout.with_name("moved"))
    assert run(moved, "demo").stdout == ""


@pytest.mark.skipif(sys.platform != "linux", reason="Debian's shell")
def test_the_script_is_plain_posix_shell() -> None:
    shell = shutil.which("dash") or "/bin/sh"
    assert subprocess.run([shell, "-n", str(ROOT / "dinhlang")], check=False).returncode == 0


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_pinned_package_has_a_hash_and_no_index_is_named(name: str) -> None:
    lines = (ROOT / name).read_text().splitlines()
    packages = [number for number, line in enumerate(lines) if not line.startswith((" ", "#"))]
    assert len(packages) > 50
    assert all("==" in lines[number] and "--hash=sha256:" in lines[number + 1] for number in packages)
    assert not any("://" in line or "--index" in line or "--find" in line for line in lines)


def test_both_lock_files_pin_the_same_versions() -> None:
    def pins(name: str) -> dict[str, str]:
        rows = (line.split(" ")[0] for line in (ROOT / name).read_text().splitlines() if "==" in line)
        return dict(row.split("==") for row in rows)

    runtime, development = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {package: version for package, version in runtime.items() if development.get(package) != version} == {}


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {
        "requirements.lock": project["project"]["dependencies"],
        "requirements-dev.lock": project["dependency-groups"]["dev"],
    }
    for name, packages in wanted.items():
        pinned = {line.split("==")[0] for line in (ROOT / name).read_text().splitlines() if "==" in line}
        names = {re.split(r"[\[<>=~; ]", package)[0].lower() for package in packages}
        assert names <= pinned
