"""The form field for a file: what cannot be taken is said at the field, before anything is stored."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from . import guard


class FileWidget(forms.ClearableFileInput):
    """An input for a file which notices when its file arrives as mere text."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The file; or the text that came in its place, which the field then refuses."""
        sent = super().value_from_datadict(data, files, name)
        return data.get(name) if sent is None and data.get(name) else sent


class UploadField(forms.FileField):
    """A file that passes the guard; give the cleaned value to `documents.actions.receive`."""

    widget = FileWidget
    default_error_messages = {
        "required": _("Choose a file."),
        "empty": _("The file is empty. Choose another one."),
        "missing": _("No file was sent. Choose it once more."),
        "invalid": _("No file was sent. Choose it once more."),
    }

    def __init__(
        self, *, allowed: Collection[str] = guard.KINDS, limit: int = guard.LIMIT, **options: Any
    ) -> None:
        self.allowed = allowed
        self.limit = limit
        options.setdefault("help_text", guard.what_may_come(allowed, limit))
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let the person's computer offer files of the right kinds first."""
        return {**super().widget_attrs(widget), "accept": ",".join(f".{kind}" for kind in self.allowed)}

    def to_python(self, data: Any) -> Any:
        """The file, looked through."""
        file = super().to_python(data)
        if isinstance(file, File):
            try:
                guard.checked(file, allowed=self.allowed, limit=self.limit)
            except guard.FileRefused as refusal:
                raise ValidationError(str(refusal), code="refused") from refusal
            file.seek(0)
        return file
