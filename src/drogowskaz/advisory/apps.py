from django.apps import AppConfig


class AdvisoryConfig(AppConfig):
    name = "drogowskaz.advisory"
