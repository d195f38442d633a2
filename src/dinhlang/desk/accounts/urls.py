"""Addresses of one's own profile and of the posts of units."""

from django.urls import path

from dinhlang.desk.accounts import views

app_name = "desk_accounts"
urlpatterns = [
    path("ho-so/", views.profile, name="profile"),
    path("chuc-danh/", views.units, name="units"),
    path("chuc-danh/<int:unit_id>/", views.posts, name="posts"),
    path("chuc-danh/<int:unit_id>/them/", views.create_post, name="create_post"),
    path("chuc-danh/<int:unit_id>/giao/<int:post_id>/", views.appoint, name="appoint"),
    path("chuc-danh/<int:unit_id>/ket-thuc/<int:tenure_id>/", views.end_tenure, name="end_tenure"),
    path("chuc-danh/<int:unit_id>/khoa/<int:user_id>/", views.disable_account, name="disable_account"),
]
