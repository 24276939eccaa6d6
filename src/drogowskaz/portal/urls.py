"""Addresses of the public site: Polish words, the same under /en/."""

from django.urls import path

from . import views, views_cities, views_documents

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("program/", views.programme, name="programme"),
    path("program/nabor/", views.call, name="call"),
    path("rezultaty/", views.results, name="results"),
    path("miasta/", views_cities.cities, name="cities"),
    path("miasta.csv", views_cities.cities_csv, name="cities_csv"),
    path("miasta.json", views_cities.cities_json, name="cities_json"),
    path("miasta.geojson", views_cities.cities_geojson, name="cities_geojson"),
    path("miasta/<slug:slug>/", views_cities.city, name="city"),
    path("miasta/<slug:slug>/kamienie.ics", views_cities.milestones, name="milestones"),
    path("miasta/<slug:slug>/raport/", views_documents.report, name="report"),
    path("miasta/<slug:slug>/raport/<int:number>/", views_documents.report, name="report_version"),
    path("miasta/<slug:slug>/raport/<int:number>/plik/", views_documents.report_pdf, name="report_pdf"),
    path("cele/", views.goals, name="goals"),
    path("cele/<int:number>/", views.goal, name="goal"),
    path("plan/", views_documents.plan, name="plan"),
    path("plan/wydanie/<int:number>/plik/", views_documents.plan_pdf, name="plan_pdf"),
    path("plan/<slug:slug>/", views_documents.chapter, name="chapter"),
    path("narzedziownik/", views.toolbox, name="toolbox"),
    path("narzedziownik/<slug:slug>/", views.tool, name="tool"),
    path("aktualnosci/", views.news, name="news"),
    path("aktualnosci/<slug:slug>/", views.news_item, name="news_item"),
    path("dane/", views.data, name="data"),
    path("dane/<slug:slug>.csv", views.dataset_csv, name="dataset_csv"),
    path("dane/<slug:slug>.csv-metadata.json", views.dataset_csvw, name="dataset_csvw"),
    path("dane/<slug:slug>.json", views.dataset_json, name="dataset_json"),
    path("certyfikat/", views_documents.check, name="check"),
    path("certyfikat/<str:code>/", views_documents.certificate, name="certificate"),
    path("certyfikat/<str:code>/plik/", views_documents.certificate_pdf, name="certificate_pdf"),
    path("szukaj/", views.search, name="search"),
    path("deklaracja-dostepnosci/", views.accessibility, name="accessibility"),
    path("prywatnosc/", views.privacy, name="privacy"),
    path("kontakt/", views.contact, name="contact"),
    path("mapa-strony/", views.sitemap, name="sitemap"),
    path("sitemap.xml", views.sitemap_xml, name="sitemap_xml"),
    path("robots.txt", views.robots, name="robots"),
]
