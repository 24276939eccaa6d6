"""Addresses of the workspace's first page and of what belongs to no single room."""

from django.urls import path

from . import publishing_urls, views, views_journal

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("miasto/<int:pk>/", views.city, name="city"),
    path("wiadomosci/", views.letters, name="letters"),
    path("wiadomosci/<int:pk>/", views.letter, name="letter"),
    path("listy/", views.outbox, name="outbox"),
    path("listy/wyslij/", views.release, name="release"),
    path("listy/<int:pk>/", views.outgoing, name="outgoing"),
    path("listy/<int:pk>/cofnij/", views.cancel, name="cancel"),
    path("listy/<int:pk>/ponow/", views.retry, name="retry"),
    path("dziennik/", views_journal.journal, name="journal"),
    path("dziennik.csv", views_journal.journal_csv, name="journal_csv"),
    path("wejdz/", views.enter, name="enter"),
    *publishing_urls.urlpatterns,
]
