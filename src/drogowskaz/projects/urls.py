"""Addresses of projects in the workspace."""

from django.urls import path

from . import views, views_milestones

app_name = "projects"
urlpatterns = [
    path("", views.overview, name="list"),
    path("zaplanuj/<int:pk>/", views.plan, name="plan"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/zmien/", views.change, name="change"),
    path("<int:pk>/zacznij/", views.start, name="start"),
    path("<int:pk>/zglos/", views.report, name="report"),
    path("<int:pk>/przyjmij/", views.accept, name="accept"),
    path("<int:pk>/odeslij/", views.send_back, name="return"),
    path("<int:pk>/zatrzymaj/", views.stop, name="stop"),
    path("<int:pk>/nowy-kamien/", views_milestones.add, name="add_milestone"),
    path("kamien/<int:pk>/", views_milestones.detail, name="milestone"),
    path("kamien/<int:pk>/zmien/", views_milestones.change, name="change_milestone"),
    path("kamien/<int:pk>/usun/", views_milestones.remove, name="remove_milestone"),
    path("kamien/<int:pk>/zglos/", views_milestones.report, name="report_milestone"),
    path("kamien/<int:pk>/przyjmij/", views_milestones.accept, name="accept_milestone"),
    path("kamien/<int:pk>/odeslij/", views_milestones.send_back, name="return_milestone"),
    path("dowod/<int:pk>/", views_milestones.evidence, name="evidence"),
    path("dowod/<int:pk>/usun/", views_milestones.remove_evidence, name="remove_evidence"),
]
