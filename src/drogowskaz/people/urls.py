"""Addresses of the app."""

from django.urls import path

from . import views

app_name = "people"
urlpatterns = [path("konto/", views.account, name="account")]
