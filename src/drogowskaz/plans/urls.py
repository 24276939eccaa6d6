"""Addresses of the Plan's workspace pages."""

from django.urls import path

from . import views

app_name = "plans"
urlpatterns = [
    path("", views.overview, name="list"),
    path("<int:pk>/zloz/", views.compile, name="compile"),
    path("wydanie/<int:pk>/", views.detail, name="detail"),
    path("wydanie/<int:pk>/plik/", views.download, name="download"),
    path("wydanie/<int:pk>/zamroz/", views.freeze, name="freeze"),
    path("wydanie/<int:pk>/nie-czekaj/", views.give_up, name="give_up"),
    path("wydanie/<int:pk>/odloz/", views.discard, name="discard"),
]
