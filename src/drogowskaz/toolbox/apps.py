from django.apps import AppConfig


class ToolboxConfig(AppConfig):
    name = "drogowskaz.toolbox"
