"""Addresses of the app."""

from django.urls import path

from . import office, views, wizard

app_name = "applications"
urlpatterns = [
    path("", views.list_, name="list"),
    path("zgloszenia.csv", views.export, name="export"),
    path("nabor/<int:pk>/", views.start, name="start"),
    path("nabor/<int:pk>/termin/", office.extend, name="extend"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/krok/<slug:key>/", wizard.step, name="step"),
    path("<int:pk>/sprawdz/", views.check, name="check"),
    path("<int:pk>/wyslij/", views.submit, name="submit"),
    path("<int:pk>/wycofaj/", views.withdraw, name="withdraw"),
    path("<int:pk>/plik/<int:attachment>/", views.attachment, name="attachment"),
    path("<int:pk>/kopia.pdf", views.copy, name="copy"),
    path("<int:pk>/przyjmij/", office.accept, name="accept"),
    path("<int:pk>/odrzuc/", office.reject, name="reject"),
]
