"""Addresses of the app."""

from django.urls import path

from . import views

app_name = "programmes"
urlpatterns = [
    path("", views.list_, name="list"),
    path("<int:pk>/", views.edition, name="edition"),
    path("<int:pk>/otworz/", views.open_, name="open"),
    path("<int:pk>/archiwum/", views.archive, name="archive"),
    path("<int:pk>/nabor/", views.announce, name="announce"),
    path("<int:pk>/<slug:key>/", views.part, name="part"),
    path("ludzie/<int:pk>/", views.people, name="people"),
    path("ludzie/<int:pk>/rola/", views.add_membership, name="add_membership"),
    path("ludzie/<int:pk>/opieka/<int:edition>/", views.add_guardianship, name="add_guardianship"),
    path("ludzie/rola/<int:pk>/koniec/", views.end_membership, name="end_membership"),
    path("ludzie/opieka/<int:pk>/koniec/", views.end_guardianship, name="end_guardianship"),
]
