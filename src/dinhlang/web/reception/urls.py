"""Meeting officials: when each head receives, a place without an account, dialogues, promises."""

from django.urls import path

from dinhlang.web.reception.views import booking, dialogues, feed, schedule

app_name = "reception"
urlpatterns = [
    path("tiep-dan/", schedule.everything, name="schedule"),
    path("tiep-dan/thay-doi.atom", feed.changes, name="changes"),
    path("tiep-dan/ai-da-tiep/", schedule.who, name="who"),
    path("tiep-dan/nguoi/<int:head_id>/", schedule.head, name="head"),
    path("tiep-dan/hen/<slug:code>/", booking.mine, name="visit"),
    path("tiep-dan/hen/<slug:code>/huy/", booking.withdraw, name="withdraw"),
    path("tiep-dan/<slug:code>/", schedule.day, name="day"),
    path("tiep-dan/<slug:code>/dat-hen/", booking.book, name="book"),
    path("doi-thoai/", dialogues.everything, name="dialogues"),
    path("doi-thoai/loi-hua/", dialogues.promises, name="promises"),
    path("doi-thoai/cau-hoi/<slug:code>/", dialogues.mine, name="question"),
    path("doi-thoai/<slug:code>/", dialogues.dialogue, name="dialogue"),
    path("doi-thoai/<slug:code>/hoi/", dialogues.ask, name="ask"),
]
