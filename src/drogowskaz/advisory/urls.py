"""Addresses of advice in the workspace."""

from django.urls import path

from . import views, views_accounts, views_requests, views_sessions

app_name = "advisory"
urlpatterns = [
    path("", views.start, name="start"),
    path("miasto/<int:pk>/", views.city, name="city"),
    path("miasto/<int:pk>/etap/<int:stage>/", views.open_stage, name="open_stage"),
    path("miasto/<int:pk>/wycofaj/", views.withdraw, name="withdraw"),
    path("miasto/<int:pk>/doradztwo/<int:assignment>/zakoncz/", views.end_adviser, name="end_adviser"),
    path("miasto/<int:pk>/popros/", views_requests.ask, name="ask"),
    path("miasto/<int:pk>/umow/", views_sessions.arrange, name="arrange"),
    path("prosby/<int:pk>/", views_requests.detail, name="request"),
    path("prosby/<int:pk>/przyjmij/", views_requests.accept, name="accept"),
    path("prosby/<int:pk>/odmow/", views_requests.decline, name="decline"),
    path("prosby/<int:pk>/cofnij/", views_requests.cancel, name="cancel_request"),
    path("prosby/<int:pk>/zamknij/", views_requests.close, name="close_request"),
    path("spotkania/<int:pk>/", views_sessions.detail, name="session"),
    path("spotkania/<int:pk>/zapisz/", views_sessions.record, name="record"),
    path("spotkania/<int:pk>/potwierdz/", views_sessions.confirm, name="confirm"),
    path("spotkania/<int:pk>/sporne/", views_sessions.contest, name="contest"),
    path("spotkania/<int:pk>/rozstrzygnij/", views_sessions.settle, name="settle"),
    path("spotkania/<int:pk>/odwolaj/", views_sessions.cancel, name="cancel"),
    path("konta/", views_accounts.accounts, name="accounts"),
    path("konta.csv", views_accounts.accounts_csv, name="accounts_csv"),
    path("konta/<int:pk>/", views_accounts.account, name="account"),
    path("konta/<int:pk>/dodaj/", views_accounts.grant, name="grant"),
    path("wpisy/<int:pk>/cofnij/", views_accounts.reverse, name="reverse"),
]
