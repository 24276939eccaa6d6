"""Addresses of the public site: Polish words, the same under /en/."""

from django.urls import path

from .views import certificates, cities, data, documents, duties, front, reading

app_name = "portal"
urlpatterns = [
    path("", front.home, name="home"),
    path("program/", front.programme, name="programme"),
    path("program/nabor/", front.call, name="call"),
    path("rezultaty/", front.results, name="results"),
    path("cele/", front.goals, name="goals"),
    path("cele/<int:number>/", front.goal, name="goal"),
    path("miasta/", cities.cities, name="cities"),
    path("miasta.csv", cities.cities_csv, name="cities_csv"),
    path("miasta.json", cities.cities_json, name="cities_json"),
    path("miasta.geojson", cities.cities_geojson, name="cities_geojson"),
    path("miasta/<slug:slug>/", cities.city, name="city"),
    path("miasta/<slug:slug>/kamienie.ics", cities.milestones, name="milestones"),
    path("miasta/<slug:slug>/dowod/<int:key>/", cities.evidence, name="evidence"),
    path("miasta/<slug:slug>/raport/", documents.report, name="report"),
    path("miasta/<slug:slug>/raport/<int:number>/", documents.report, name="report_version"),
    path("miasta/<slug:slug>/raport/<int:number>/plik/", documents.report_pdf, name="report_pdf"),
    path("plan/", documents.plan, name="plan"),
    path("plan/<slug:slug>/", documents.chapter, name="chapter"),
    path("plan/wydanie/<slug:edition>/<int:number>/", documents.plan, name="plan_edition"),
    path("plan/wydanie/<slug:edition>/<int:number>/plik/", documents.plan_pdf, name="plan_pdf"),
    path("plan/wydanie/<slug:edition>/<int:number>/<slug:slug>/", documents.chapter, name="plan_chapter"),
    path("narzedziownik/", reading.toolbox, name="toolbox"),
    path("narzedziownik/<slug:slug>/", reading.tool, name="tool"),
    path("aktualnosci/", reading.news, name="news"),
    path("aktualnosci/<slug:slug>/", reading.news_item, name="news_item"),
    path("szukaj/", reading.search, name="search"),
    path("dane/", data.data, name="data"),
    path("dane/<slug:slug>.csv", data.dataset_csv, name="dataset_csv"),
    path("dane/<slug:slug>.csv-metadata.json", data.dataset_csvw, name="dataset_csvw"),
    path("dane/<slug:slug>.json", data.dataset_json, name="dataset_json"),
    path("certyfikat/", certificates.check, name="check"),
    path("certyfikat/<str:code>/", certificates.certificate, name="certificate"),
    path("certyfikat/<str:code>/plik/", certificates.certificate_pdf, name="certificate_pdf"),
    path("deklaracja-dostepnosci/", duties.accessibility, name="accessibility"),
    path("prywatnosc/", duties.privacy, name="privacy"),
    path("kontakt/", duties.contact, name="contact"),
    path("mapa-strony/", duties.sitemap, name="sitemap"),
    path("sitemap.xml", duties.sitemap_xml, name="sitemap_xml"),
    path("robots.txt", duties.robots, name="robots"),
]
