"""The web fonts hold every letter that a page needs, and no more than a slow line can carry."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from dinhlang.lib.fonts import WEIGHTS, build_fonts

LARGEST = 40_000  # bytes of one weight
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ“”‘’–…·₫‹›−×≤≥"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the fonts, made once."""
    return build_fonts(tmp_path_factory.mktemp("fonts"))


def test_each_weight_is_made_small_and_with_all_letters(made: list[Path]) -> None:
    assert len(made) == len(WEIGHTS)
    for file in made:
        assert file.read_bytes()[:4] == b"wOF2"
        assert file.stat().st_size <= LARGEST, file.name
        has = set(TTFont(file).getBestCmap())
        assert not [one for one in LETTERS if ord(one) not in has], file.name


def test_fonts_that_are_there_are_not_made_again(made: list[Path]) -> None:
    before = [file.stat().st_mtime_ns for file in made]
    assert build_fonts(made[0].parent) == []
    assert [file.stat().st_mtime_ns for file in made] == before
