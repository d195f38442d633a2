"""What lies around a village: canals, bridges, roads, landmarks. One village always has the same ones."""

from dataclasses import dataclass
from functools import lru_cache
from random import Random

from dinhlang.cli.demo_province.streams import happens, stream

WATERS = (
    "kinh Xáng|kinh Bảy Thước|kinh Ông Cò|kinh Thầy Cai|kinh Mười Thới|kinh Hai Đường|kinh Ba Xã|kinh Đứng|kinh Ngang|kinh Cây Gáo|"
    "kinh Ông Kèo|kinh Chín Mét|rạch Cái Sơn|rạch Bà Phong|rạch Vông|rạch Sâu|rạch Ông Đốc|rạch Cái Nhỏ|rạch Cây Cui|rạch Bần|rạch Chanh|"
    "rạch Bà Kè|rạch Đình|rạch Thủ|rạch Mương Khai|rạch Ngã Cạy|rạch Trà Kiết|rạch Ông Me|rạch Lá|rạch Gòn"
).split("|")
BRIDGES = (
    "cầu Ông Nhiều|cầu Rạch Vông|cầu Ba Cò|cầu Kinh Ba|cầu Bà Mụ|cầu Ván|cầu Sắt|cầu Xẻo Lá|cầu Cây Me|cầu Út Lành|cầu Tám Đạo|cầu Mương Đình|"
    "cầu Bờ Dừa|cầu Ông Chín|cầu Bà Tám|cầu Đập Mới|cầu Mương Chùa|cầu Tư Tải|cầu Cái Nhỏ|cầu Trường Học|cầu Hai Gẩm|cầu Lộ Mới|cầu Đúc|"
    "cầu Bưng Lớn|cầu Kinh Giữa|cầu Vàm|cầu Ngã Tư|cầu Ông Bộ|cầu Xóm Lò|cầu Sáu Bé"
).split("|")
RURAL_ROADS = (
    "lộ đan cặp {rach}|đường liên ấp|lộ nông thôn ven {rach}|đường nhựa vô ấp|tuyến lộ nội đồng|đường bê tông xóm trong|lộ đan từ {cau} vô xóm|"
    "đường trục ấp|lộ cặp {rach} phía vườn|đường đan xóm {ten_xom}|lộ xóm {ten_xom}|đường vô xóm {ten_xom}"
).split("|")
HAMLETS = "Chùa|Lò|Rẫy|Vườn|Đáy|Lưới|Dừa|Giữa|Bún|Chiếu|Cầu|Ruộng|Biền|Đình|Mới|Bàu|Gò".split("|")
STREETS = (
    "Nguyễn Huệ|Lê Lợi|Trần Hưng Đạo|Hai Bà Trưng|Nguyễn Trãi|Lý Thường Kiệt|Hùng Vương|Nguyễn Đình Chiểu|Nguyễn Du|Lý Tự Trọng|Võ Thị Sáu|"
    "Phan Bội Châu|Trưng Nữ Vương|Đoàn Thị Điểm|Ngô Quyền|Lê Lai|Nguyễn Thị Minh Khai|Phan Đình Phùng|Bạch Đằng|Hoàng Hoa Thám|Mạc Đĩnh Chi|"
    "Nguyễn Thái Học|Trần Phú|Đồng Khởi|30 Tháng 4|2 Tháng 9"
).split("|")
KIN = "Hai Ba Tư Năm Sáu Bảy Tám Chín Mười Út".split()
SHOPS = (
    "quán cà phê {cach_goi}|tiệm tạp hóa {cach_goi}|quán hủ tiếu {cach_goi}|tiệm sửa xe {cach_goi}|quán nước {cach_goi}|tiệm may {cach_goi}|"
    "sạp trái cây {cach_goi}|tiệm hớt tóc {cach_goi}|quán bánh xèo {cach_goi}|đại lý vé số {cach_goi}"
).split("|")
RURAL_MARKS = (
    "gần {cau}|ngay dốc {cau}|trước nhà văn hóa ấp|gần miếu Bà|trước đình|gần chùa|gần cây xăng|trước vựa dừa|gần nhà máy chà lúa|"
    "cặp {rach}|khúc cua gần {rach}|gần bến đò|gần trạm bơm|sau trường tiểu học|trước trường mẫu giáo|gần nghĩa địa|gần trại cưa|"
    "ngay ngã ba vô xóm {ten_xom}|đầu xóm {ten_xom}|cuối xóm {ten_xom}|gần cây gòn lớn|gần hàng me|trước lò bánh tráng|gần vàm {rach}|"
    "gần cống hở|trước vựa trái cây|gần trạm y tế|trước hợp tác xã|gần chợ chồm hổm|gần cây nước"
).split("|")
WARD_MARKS = (
    "đầu hẻm {so} {pho}|cuối hẻm {so} {pho}|ngã ba {pho}|ngã tư {pho} và {pho_khac}|trước cây xăng {pho}|gần bến xe cũ|sau chợ|"
    "gần công viên bờ sông|trước trường tiểu học|gần bưu điện|gần chùa|gần nhà thờ|trong hẻm {so} {pho}|gần trạm y tế|dốc {cau}|"
    "gần {cau}|khu dân cư bờ kè|khu nhà trọ sau {pho}|trước nhà văn hóa khóm|gần siêu thị|cặp {rach}"
).split("|")
NAMES = ("rach", "cau", "lo", "duong")


@dataclass(frozen=True)
class Surroundings:
    """The named things of a village; `marks` are adverbials: gần cầu Ván, trước đình."""

    waters: tuple[str, ...]
    bridges: tuple[str, ...]
    roads: tuple[str, ...]
    streets: tuple[str, ...]
    marks: tuple[str, ...]


@lru_cache(maxsize=2048)
def surroundings(seed: int, village: str, is_ward: bool) -> Surroundings:  # noqa: FBT001 (a key of the cache)
    """Return what lies around a village."""
    rng = stream(seed, "places", village)
    waters = tuple(rng.sample(WATERS, 2))
    bridges = tuple(rng.sample(BRIDGES, 3))
    streets = tuple(f"đường {name}" for name in rng.sample(STREETS, 4))
    values = [_values(rng, waters, bridges, streets) for _ in range(24)]
    patterns = WARD_MARKS if is_ward else RURAL_MARKS
    marks = [_mark(rng, patterns, one) for one in values]
    if is_ward:
        roads = [rng.choice((one["pho"], f"hẻm {one['so']} {one['pho']}")) for one in values[:6]]
    else:
        roads = [rng.choice(RURAL_ROADS).format(**one) for one in values[:6]]
    return Surroundings(waters, bridges, tuple(roads), streets, tuple(dict.fromkeys(marks)))


def _values(rng: Random, waters: tuple[str, ...], bridges: tuple[str, ...], streets: tuple[str, ...]) -> dict[str, str]:
    """Return one choice of names for the patterns."""
    street, other = rng.sample(streets, 2)
    return {
        "rach": rng.choice(waters),
        "cau": rng.choice(bridges),
        "ten_xom": rng.choice(HAMLETS),
        "pho": street,
        "pho_khac": other,
        "so": str(rng.randrange(3, 190)),
        "cach_goi": f"{rng.choice(('bà', 'cô', 'chú', 'anh', 'chị', 'ông'))} {rng.choice(KIN)}",
    }


def _mark(rng: Random, patterns: list[str], values: dict[str, str]) -> str:
    """Return one landmark: a shop that everybody knows, or something that stays."""
    if happens(rng, 0.35):
        return f"{rng.choice(('trước', 'gần', 'đối diện', 'kế'))} {rng.choice(SHOPS).format(**values)}"
    return rng.choice(patterns).format(**values)
