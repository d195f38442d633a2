"""A small map of a small table, for the tests of imports."""

import copy
import tomllib
from typing import Any

TEXT = """
source = "cu"
key = "so"
public = true

[deployment]
code = "99"
name = "Thành phố Mẫu"
kind = "thanh_pho"
log_origin = "nhatky.mau.example/2026"

[area]
column = "xa"
prefix = "x-"
kind = "phuong"
blank = { code = "khong", name = "Không rõ phường" }

[unit]
column = "co_quan"
prefix = "c-"
names = { MT = "Phòng Môi trường", XD = "Phòng Xây dựng" }

[times]
zone = "Europe/Berlin"
format = "%d.%m.%Y %H:%M"
columns = { received = "nhan", closed = "xong" }

[place]
latitude = "vi_do"
longitude = "kinh_do"

[text]
title = "{loai}, {duong}"
body = \"\"\"
{loai} tại {duong}.
Ghi chú: {ghi_chu}\"\"\"
landmark = "{duong}"

[category]
column = "loai"
alone = true

[[category.values]]
value = "Rác"
code = "rac"
name_vi = "Rác"
name_en = "Rubbish"

[[category.values]]
value = "Đèn"
code = "den"
name_vi = "Đèn đường"
name_en = "Street lights"

[state]
column = "trang_thai"

[[state.values]]
value = "Xong"
steps = [
  { event = "classified", at = "received" },
  { event = "answered", at = "closed", kind = "done", text = "Xong lúc {xong}." },
  { event = "closed", at = "closed" },
]

[[state.values]]
value = "Hủy"
steps = [{ event = "refused", at = "closed", reason = "cancelled", text = "Đã hủy." }]

[[state.values]]
value = "Mở"
steps = []
"""
COLUMNS = ("so", "loai", "trang_thai", "nhan", "xong", "co_quan", "xa", "duong", "ghi_chu", "vi_do", "kinh_do")
ROW = {
    "so": "1", "loai": "Rác", "trang_thai": "Xong", "nhan": "07.01.2026 08:00", "xong": "08.01.2026 09:30",
    "co_quan": "MT", "xa": "Đông", "duong": "5 Trần Phú", "ghi_chu": "", "vi_do": "10.25", "kinh_do": "105.97",
}  # fmt: skip


def table(**changes: Any) -> dict[str, Any]:
    """Return the map as read from TOML; a change is set at its path, dots written as two underlines."""
    made = copy.deepcopy(tomllib.loads(TEXT))
    for path, value in changes.items():
        *above, last = path.split("__")
        place: Any = made
        for step in above:
            place = place[int(step)] if step.isdigit() else place[step]
        if value is None:
            del place[last]
        else:
            place[last] = value
    return made
