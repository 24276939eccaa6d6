"""Addresses of reports in the workspace."""

from django.urls import path

from . import views, views_links, views_review

app_name = "reports"
urlpatterns = [
    path("", views.overview, name="list"),
    path("zacznij/<int:pk>/", views.start, name="start"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/wyslij/", views.send, name="send"),
    path("<int:pk>/nowa-runda/", views.revise, name="revise"),
    path("<int:pk>/wersje/", views_review.history, name="history"),
    path("<int:pk>/czytanie/", views_review.review, name="review"),
    path("<int:pk>/zatwierdz/", views_review.pass_on, name="pass_on"),
    path("<int:pk>/odeslij/", views_review.send_back, name="send_back"),
    path("<int:pk>/linki/", views_links.links, name="links"),
    path("linki/<int:pk>/cofnij/", views_links.revoke_link, name="revoke_link"),
    path("do-zatwierdzenia/<str:secret>/", views_links.approval, name="approval"),
    path("<int:pk>/zapisz-wersje/", views_review.keep_words, name="keep_words"),
    path("<int:pk>/czesc/<slug:key>/<slug:language>/", views.section, name="section"),
    path("wersja/<int:pk>/", views_review.version, name="version"),
    path("wersja/<int:pk>/pdf/<slug:language>/", views_review.download, name="download"),
]
