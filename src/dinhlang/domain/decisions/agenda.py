"""The steps of a community meeting, in the order of Article 18 of Law 10/2022."""

AGENDA = (
    "Nêu lý do, số hộ có mặt",
    "Bầu thư ký",
    "Trình bày việc cần bàn; các hộ thảo luận",
    "Chọn giơ tay hay bỏ phiếu kín; bỏ phiếu kín thì bầu ban kiểm phiếu; hai hộ chứng kiến",
    "Biểu quyết, kiểm phiếu, công bố kết quả",
)
ELECTING = (
    *AGENDA[:2],
    "Ban công tác Mặt trận giới thiệu danh sách ứng cử; các hộ tự ứng cử, đề cử thêm",
    AGENDA[3],
    "Bầu, kiểm phiếu từng người, công bố ai trúng cử",
)
