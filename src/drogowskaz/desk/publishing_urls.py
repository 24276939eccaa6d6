"""Addresses of publishing; part of the addresses of the desk."""

from django.urls import path

from . import views_publishing

urlpatterns = [path("raporty/<int:pk>/opublikuj/", views_publishing.publish, name="publish_report")]
