"""Addresses of the app."""

from django.urls import URLPattern

app_name = "advisory"
urlpatterns: list[URLPattern] = []
