from dinhlang.domain.organisations.lineage import Share
from dinhlang.domain.organisations.predecessors import Former, read


def test_a_commune_that_was_left_as_it_was_has_no_predecessors():
    reading = read("giữ nguyên")
    assert reading.unchanged
    assert reading.formers == reading.unread == ()


def test_brackets_name_the_district_and_the_province_of_before():
    cell = "Thị trấn Châu Thành (huyện Châu Thành, tỉnh Bến Tre), Xã Tân Thạch"
    assert read(cell).formers == (
        Former("Thị trấn Châu Thành", district="Huyện Châu Thành", province="Tỉnh Bến Tre"),
        Former("Xã Tân Thạch"),
    )


def test_numbered_wards_share_the_city_that_follows_the_last_of_them():
    formers = read("Phường 1, Phường 3, Phường 9 (thành phố Trà Vinh), Xã Long Đức").formers
    assert [one.district for one in formers] == ["Thành phố Trà Vinh"] * 3 + [""]


def test_a_name_is_not_put_into_the_district_of_the_next_name():
    assert read("Xã An Hòa, Xã Tân Phú (huyện Tam Bình)").formers[0].district == ""


def test_parts_and_remainders_are_told_from_whole_units():
    # A comma inside the phrase leaves pieces that name no unit: they are reported, not swallowed.
    reading = read("Một phần diện tích tự nhiên, quy mô dân số của xã Ngãi Tứ; phần còn lại của Thị trấn Trà Ôn")
    assert reading.unread == ("Một phần diện tích tự nhiên", "quy mô dân số của xã Ngãi Tứ")
    assert reading.formers == (Former("Thị trấn Trà Ôn", Share.REMAINDER),)
    assert read("Một phần diện tích và dân số của xã Ngãi Tứ, phần còn lại của Xã B và Xã C").formers == (
        Former("Xã Ngãi Tứ", Share.PART),
        Former("Xã B", Share.REMAINDER),
        Former("Xã C"),
    )


def test_what_names_no_commune_is_reported_instead_of_dropped():
    reading = read("Xã An Bình, khu đất ven sông, Xã X (cạnh chợ)")
    assert [one.name for one in reading.formers] == ["Xã An Bình"]
    assert reading.unread == ("khu đất ven sông", "Xã X (cạnh chợ)")
