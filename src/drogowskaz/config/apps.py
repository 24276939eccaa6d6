"""The app that knows everyone: settings, checks, addresses."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "drogowskaz.config"
    label = "config"

    def ready(self) -> None:
        """Register the system checks."""
        from . import checks  # noqa: F401, PLC0415 - checks need the loaded apps
