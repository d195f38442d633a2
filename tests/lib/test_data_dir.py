"""The data directory is ours alone, and what is secret in it is closed."""

from pathlib import Path

import pytest

from dinhlang.lib import data_dir


def test_a_directory_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(data_dir.DataDirError, match="holds other files"):
        data_dir.open_data_dir(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_directory_keeps_the_kind_it_was_made_with(tmp_path: Path) -> None:
    data_dir.open_data_dir(tmp_path / "new", kind="demo")
    assert data_dir.open_data_dir(tmp_path / "new").kind == "demo"
    assert data_dir.kind_of(tmp_path) is None


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    opened = data_dir.open_data_dir(tmp_path / "new")
    key = data_dir.secret_key(opened)
    assert len(key) >= 50
    assert data_dir.secret_key(opened) == key
    assert (opened.path / data_dir.KEY_FILE).stat().st_mode & 0o777 == 0o600


def test_settings_of_the_directory_are_read_line_by_line(tmp_path: Path) -> None:
    opened = data_dir.open_data_dir(tmp_path / "new")
    (opened.path / data_dir.SETTINGS_FILE).write_text(
        "# a word\n\nDINHLANG_DEMO = true\nDATABASE_URL=postgresql://a=b\n"
    )
    assert data_dir.kept_settings(opened) == {"DINHLANG_DEMO": "true", "DATABASE_URL": "postgresql://a=b"}


def test_a_socket_gets_a_path_that_the_kernel_takes(tmp_path: Path) -> None:
    near = data_dir.open_data_dir(tmp_path / ("d" * 119))
    deep = data_dir.open_data_dir(tmp_path / ("d" * 120))
    elsewhere = data_dir.socket_path(deep, "signer.sock")
    assert len(str(elsewhere)) <= data_dir.LONGEST_SOCKET_PATH
    assert elsewhere != data_dir.socket_path(near, "signer.sock")
    assert elsewhere.parent.stat().st_mode & 0o777 == 0o700
    for opened in (near, deep):
        data_dir.socket_path(opened, "signer.sock").parent.rmdir()


@pytest.mark.parametrize(("uid", "place"), [(0, "/var/lib/dinhlang"), (1000, "/somewhere/state/dinhlang")])
def test_root_and_others_have_their_usual_places(uid: int, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: uid)
    monkeypatch.setenv("XDG_STATE_HOME", "/somewhere/state")
    assert data_dir.default_path() == Path(place)
