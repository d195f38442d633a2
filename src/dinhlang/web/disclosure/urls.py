"""What must be public, and is it: province, commune, one thing; files of open data; asking and looking."""

from django.urls import path

from dinhlang.web.disclosure.views import asking, files, looking, pages, printing

app_name = "disclosure"
urlpatterns = [
    path("cong-khai/", pages.province, name="province"),
    path("cong-khai/so-lieu.csv", files.province_csv, name="province-csv"),
    path("cong-khai/so-lieu.json", files.province_json, name="province-json"),
    path("cong-khai/tim/", pages.search, name="search"),
    path("cong-khai/chua-lam/", pages.overdue, name="overdue"),
    path("cong-khai/don-vi/", pages.bodies, name="bodies"),
    path("cong-khai/don-vi/<slug:slug>/", pages.commune, name="body"),
    path("cong-khai/xa/<slug:slug>/", pages.commune, name="commune"),
    path("cong-khai/xa/<slug:slug>/noi-dung.csv", files.commune_csv, name="commune-csv"),
    path("cong-khai/xa/<slug:slug>/noi-dung.json", files.commune_json, name="commune-json"),
    path("cong-khai/xa/<slug:slug>/atom.xml", files.commune_atom, name="commune-atom"),
    path("cong-khai/tep/<int:file_id>/", files.fetch, name="file"),
    path("cong-khai/yeu-cau/<slug:code>/", asking.mine, name="request"),
    path("cong-khai/<slug:code>/", pages.item, name="item"),
    path("cong-khai/<slug:code>/yeu-cau/", asking.ask, name="ask"),
    path("cong-khai/<slug:code>/in/<slug:size>/", printing.sheet, name="sheet"),
    path("cong-khai/<slug:code>/in/<slug:size>/pdf/", printing.sheet_pdf, name="sheet-pdf"),
    path("cong-khai/<slug:code>/con-treo/", looking.look, name="look"),
]
