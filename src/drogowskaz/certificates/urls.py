"""Addresses of the certificates' workspace pages."""

from django.urls import path

from . import views, views_end

app_name = "certificates"
urlpatterns = [
    path("", views.overview, name="list"),
    path("miasto/<int:pk>/", views.checklist, name="checklist"),
    path("miasto/<int:pk>/zaproponuj/", views.propose, name="propose"),
    path("miasto/<int:pk>/ukoncz/", views_end.complete, name="complete"),
    path("miasto/<int:pk>/nieukonczone/", views_end.give_up, name="give_up"),
    path("miasto/<int:pk>/cofnij/", views_end.reopen, name="reopen"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/wydaj/", views.issue, name="issue"),
    path("<int:pk>/odrzuc/", views.drop, name="drop"),
    path("<int:pk>/uniewaznij/", views.revoke, name="revoke"),
    path("<int:pk>/plik/", views.download, name="download"),
]
