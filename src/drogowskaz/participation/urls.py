"""Addresses of cities in the workspace."""

from django.urls import path

from . import views, views_office

app_name = "participation"
urlpatterns = [
    path("", views.board, name="list"),
    path("przyjmij/", views_office.admit, name="admit"),
    path("przyjmij/<int:pk>/", views_office.admit_application, name="admit_application"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/porozumienie/", views_office.agreement, name="agreement"),
    path("<int:pk>/porozumienie/plik/", views.agreement_file, name="agreement_file"),
    path("<int:pk>/porozumienie/tekst/", views_office.agreement_text, name="agreement_text"),
    path("<int:pk>/koordynator/", views.coordinator, name="coordinator"),
    path("<int:pk>/koordynator/<int:naming>/potwierdz/", views_office.confirm, name="confirm"),
    path("<int:pk>/koordynator/<int:naming>/odmow/", views_office.refuse, name="refuse"),
    path("<int:pk>/doradca/", views.assign, name="assign"),
]
