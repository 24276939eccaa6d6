"""Addresses about who acts for a city; they stand beside those of the accounts."""

from django.urls import path

from . import acting_views as views

app_name = "acting"
urlpatterns = [
    path("miasto/", views.choose_city, name="choose_city"),
    path("miasto/<int:pk>/prosba/", views.ask, name="ask"),
    path("miasto/<int:pk>/", views.city, name="city"),
    path("prosby/", views.requests, name="requests"),
    path("prosby/<int:pk>/potwierdz/", views.confirm, name="confirm"),
    path("prosby/<int:pk>/odmow/", views.refuse, name="refuse"),
    path("zaproszenia/", views.invitations, name="invitations"),
    path("zaproszenia/moje/", views.received, name="received"),
    path("zaproszenia/<int:pk>/cofnij/", views.revoke, name="revoke"),
    path("zaproszenia/<int:pk>/przyjmij/", views.accept, name="accept"),
    path("zaproszenie/<str:secret>/", views.invitation, name="invitation"),
    path("upowaznienia/<int:pk>/zakoncz/", views.end, name="end"),
]
