"""How papers name their issuers, by the Guidance of the Party and by the Decree."""

import pytest

from dinhlang.domain.coordination.documents import Side
from dinhlang.domain.coordination.issuing import Issuer, symbol_tail

PROVINCE = "Tỉnh Vĩnh Long"
PARTY = (
    ("Ban Dân vận Tỉnh ủy Vĩnh Long", "Ban Dân vận", "BDVTU", "Ban Dân vận\nTrưởng ban"),
    ("Ban Cán sự đảng UBND tỉnh Vĩnh Long", "Ban Cán sự đảng UBND tỉnh", "BCSĐUBND",
     "T/M Ban Cán sự đảng UBND tỉnh\nBí thư"),
    ("Ban Tuyên giáo và Dân vận Tỉnh ủy Vĩnh Long", "Ban Tuyên giáo và Dân vận", "BTGDVTU",
     "Ban Tuyên giáo và Dân vận\nTrưởng ban"),
    ("Đảng ủy UBND tỉnh Vĩnh Long", "Đảng ủy UBND tỉnh", "ĐUUBND", "T/M Đảng ủy UBND tỉnh\nBí thư"),
)  # fmt: skip
STATE = (
    ("UBND tỉnh Vĩnh Long", "", "UBND", "TM. Ủy ban nhân dân\nChủ tịch"),
    ("Sở Nội vụ", "Ủy ban nhân dân tỉnh Vĩnh Long", "SNV", "Giám đốc"),
    ("Thanh tra tỉnh Vĩnh Long", "Ủy ban nhân dân tỉnh Vĩnh Long", "TT", "Thủ trưởng cơ quan"),
)


@pytest.mark.parametrize(("name", "head", "initials", "signing"), PARTY)
def test_a_party_body_stands_under_the_committee_of_the_province(
    name: str, head: str, initials: str, signing: str
) -> None:
    body = Issuer(name, PROVINCE)
    assert (body.in_head, body.initials, body.signing(Side.PARTY)) == (head, initials, signing)
    assert body.superior(Side.PARTY) == "Tỉnh ủy Vĩnh Long"


@pytest.mark.parametrize(("name", "above", "initials", "signing"), STATE)
def test_a_state_body_stands_under_the_peoples_committee(name: str, above: str, initials: str, signing: str) -> None:
    body = Issuer(name, PROVINCE)
    assert (body.superior(Side.STATE), body.initials, body.signing(Side.STATE)) == (above, initials, signing)


def test_the_committee_of_a_city_bears_another_name() -> None:
    assert Issuer("Ban Dân vận", "Thành phố Cần Thơ").superior(Side.PARTY) == "Thành ủy Cần Thơ"
    assert Issuer("Sở Y tế", "Thành phố Cần Thơ").superior(Side.STATE) == "Ủy ban nhân dân thành phố Cần Thơ"


def test_symbols_follow_the_side() -> None:
    both = tuple(Issuer(name, PROVINCE) for name, *_ in PARTY[:2])
    assert symbol_tail("BC", both, Side.PARTY) == "BC/BDVTU-BCSĐUBND"
    assert symbol_tail("BC", (Issuer("UBND tỉnh Vĩnh Long", PROVINCE), both[0]), Side.STATE) == "BC-UBND"
