from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "drogowskaz.projects"
