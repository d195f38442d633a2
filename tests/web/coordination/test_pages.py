"""The pages of the mechanism: what somebody who knows the article finds, as of any day."""

import re
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mechanism")]
SAID = "/phat-bieu/hoi-nghi-13-3-2023/"
PLAN = "/ke-hoach/dan-van-chinh-quyen-2022/"
CONFERENCE = "/hoi-nghi/hoi-nghi-2023-03-13/"
DAY = "?as_of=2023-03-13"
PAGES = (
    "/co-che/", "/van-ban/", "/van-ban/25-nq-tw-2013/", "/ke-hoach/", PLAN, "/hoi-nghi/", CONFERENCE, SAID, "/chi-so/",
    "/niem-tin/",
)  # fmt: skip


def page(client: Client, address: str, status: int = 200) -> tuple[HttpResponse, str]:
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return response, " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_every_claim_is_shown_with_both_verdicts_and_why(client: Client) -> None:
    _, text = page(client, SAID)
    assert "Chưa kiểm chứng được 8 6" in text
    assert "Một phần 0 2" in text
    assert "từ hạng 58 năm 2021 lên hạng 46 năm 2022, trên 63 tỉnh, thành" in text
    assert "từ hạng 23 năm 2021 xuống hạng 40 năm 2022" in text
    assert "không tìm thấy số nào của tỉnh được công bố" in text


def test_each_claim_that_cannot_be_checked_says_what_it_would_take(client: Client) -> None:
    _, text = page(client, SAID)
    assert text.count("Vì sao chưa kiểm chứng được?") == 6
    needed = "số của tỉnh và mức chung cả nước, cùng năm, cùng cách đo"
    assert f"Muốn so phải có {needed}, cho từng chỉ số trong 3 chỉ số; đến ngày 23/11/2026 còn thiếu ở 3" in text
    assert "không nêu điều gì đo được" in text


def test_a_value_of_people_asked_shows_its_sampling_error_in_words_and_as_a_picture(client: Client) -> None:
    response, text = page(client, "/chi-so/")
    assert "Tỉnh Vĩnh Long, 2023: 80,11%" in text
    assert "hơn kém có thể chỉ là ngẫu nhiên" in text
    assert response.content.decode().count('class="gauge__outer"') == 2
    _, before = page(client, "/chi-so/?as_of=2024-04-16")
    assert "Tỉnh Vĩnh Long, 2023" not in before


def test_on_the_day_of_the_conference_no_later_number_is_shown(client: Client) -> None:
    _, text = page(client, SAID + DAY)
    assert "Chưa kiểm chứng được 8 8" in text
    for later in ("83,54", "43,02", "81,75", "lên hạng 46"):
        assert later not in text


def test_indices_name_who_measures_when_published_and_the_three_that_were_claimed(client: Client) -> None:
    _, text = page(client, "/chi-so/")
    assert "tiếp nhận, xử lý ý kiến góp ý, phản ánh, kiến nghị Hài lòng về tiếp nhận, xử lý" in text
    assert "chưa tìm được ở năm nào" in text
    assert "thấp hơn cả nước 2,19 điểm" in text
    assert "Nơi công bố: Bộ Nội vụ" in text
    assert "19/04/2023" in text
    _, before = page(client, "/chi-so/?as_of=2023-04-18")
    assert "19/04/2023" not in before
    assert "25/05/2022" in before


def test_the_three_claimed_indices_tell_what_they_are_and_since_when_each_value_is_known(client: Client) -> None:
    raw, text = page(client, "/chi-so/ba-chi-so/")
    for code in ("sipas.access", "sipas.feedback_handling", "sipas.services_overall"):
        assert f'id="{code}"' in raw.content.decode()
    assert "17/04/2024" in text
    assert text.count("Chưa tìm được số của tỉnh") == 3
    assert "17/04/2024" not in page(client, "/chi-so/ba-chi-so/?as_of=2023-03-13")[1]


def test_trust_is_two_questions_without_a_number_beside_what_was_kept(client: Client) -> None:
    _, text = page(client, "/niem-tin/")
    assert text.count("Chưa hỏi lần nào.") == 2
    assert "nhiệm vụ của kế hoạch phối hợp 2026" in text
    assert "đúng hạn đầu tiên" in text
    _, then = page(client, "/niem-tin/" + DAY)
    assert "đúng hạn đầu tiên" not in then


def test_each_figure_of_a_plan_opens_its_lines(client: Client) -> None:
    _, text = page(client, PLAN)
    assert "24 nhiệm vụ 15 Xong đúng hạn 3 Xong, trễ hạn" in text
    _, late = page(client, PLAN + "?ket-qua=done_late")
    assert "Đang hiện 3 trong 24 nhiệm vụ: Xong, trễ hạn" in late
    _, unknown = page(client, PLAN + "?ket-qua=unknown-origin")
    assert "Đang hiện 24 trong 24 nhiệm vụ: chưa rõ nguồn gốc" in unknown
    _, strange = page(client, PLAN + "?ket-qua=la")
    assert "Đang hiện" not in strange


def test_a_document_shows_both_directions_what_is_late_and_what_is_of_unknown_origin(client: Client) -> None:
    _, text = page(client, "/van-ban/902-ctr-bdvtu-bcsdubnd/")
    assert "Văn bản này trở thành gì" in text
    assert "Văn bản này đứng trên căn cứ nào" in text
    assert "nhiệm vụ chưa rõ nguồn gốc" in text
    assert "triển khai 902-CTr/BDVTU-BCSĐUBND" in text
    _, law = page(client, "/van-ban/34-2007-pl-ubtvqh11/")
    assert "được thay thế bởi" in law


def test_the_register_begins_with_what_was_asked_for_and_has_not_come(client: Client) -> None:
    _, text = page(client, "/van-ban/" + DAY)
    assert "Đang làm Chính phủ quy định chi tiết" in text
    assert "hạn 01/07/2023 · theo 10/2022/QH15" in text
    _, text = page(client, "/van-ban/")
    assert "1 văn bản được giao, chưa ban hành Trễ hạn" in text


def test_ended_bodies_stand_with_what_they_are_now_in_a_whole_sentence(client: Client) -> None:
    _, text = page(client, PLAN)
    assert "(nay là Ban Tuyên giáo và Dân vận Tỉnh ủy Vĩnh Long)" in text
    assert "(đã kết thúc; Đảng ủy UBND tỉnh Vĩnh Long kế thừa nhiệm vụ)" in text
    _, then = page(client, PLAN + DAY)
    assert "nay là" not in then.split("Xem trang như vào ngày")[0]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_the_past_says_so_leads_back_and_is_not_for_search_engines(client: Client, address: str) -> None:
    response, text = page(client, address + DAY)
    assert "Trang như ngày thứ Hai, 13/03/2023." in text
    assert 'href="?">Về hôm nay' in response.content.decode()
    assert response.headers["X-Robots-Tag"] == "noindex"
    response, text = page(client, address)
    assert "Trang như ngày" not in text
    assert 'type="date" name="as_of" value="2026-11-23"' in response.content.decode()
    assert "X-Robots-Tag" not in response.headers


def test_another_day_keeps_what_the_reader_looks_for(client: Client) -> None:
    response, _ = page(client, "/van-ban/?as_of=2023-03-13&q=10/2022&trang=1")
    html = response.content.decode()
    assert 'href="?q=10%2F2022">Về hôm nay' in html
    assert '<input type="hidden" name="q" value="10/2022">' in html


@pytest.mark.parametrize("wish", ["2026-11-24", "1945-09-01", "hom-qua", "2023-02-30"])
def test_a_day_that_nobody_can_show_is_told_and_today_is_shown(client: Client, wish: str) -> None:
    response, text = page(client, f"/co-che/?as_of={wish}")
    assert "Không đọc được ngày này" in text
    assert "Kế hoạch phối hợp 2026" in text
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_what_was_not_there_yet_is_not_found(client: Client) -> None:
    page(client, CONFERENCE + "?as_of=2023-03-12", 404)
    page(client, SAID + "?as_of=2023-03-12", 404)
    page(client, "/ke-hoach/dan-van-chinh-quyen-2024/" + DAY, 404)
    page(client, "/van-ban/59-2023-nd-cp/" + DAY, 404)


def test_a_gap_to_the_country_comes_with_its_interval_and_says_when_no_difference_is_shown(client: Client) -> None:
    _, text = page(client, "/chi-so/")
    assert "-2,19 từ -6,7 đến 2,3 từ -3,8 đến -0,6 chưa thấy khác cả nước" in text
    assert "In là 18.273; tính từ các số in cạnh đó thì ra 18.723. hai chữ số đổi chỗ cho nhau" in text
    _, before = page(client, "/chi-so/?as_of=2023-03-13")
    assert "Tới ngày này chưa có số nào của tỉnh được công bố." in before
    assert "In là" in page(client, "/chi-so/?as_of=2023-04-18")[1]


def test_the_line_of_the_country_is_cut_where_the_method_changed(client: Client) -> None:
    html = page(client, "/chi-so/")[0].content.decode()
    lines = re.findall(r'<polyline class="country" points="([^"]*)"', html)
    assert [len(one.split()) for one in lines] == [4, 1, 2]
