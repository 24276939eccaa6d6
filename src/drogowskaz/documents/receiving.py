"""Receiving files: however much somebody sends, no more than may be kept is ever written to the disk."""

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from .guard import LIMIT


class Handler(TemporaryFileUploadHandler):
    """Writes the first `LIMIT` bytes of a file and only counts the rest; the guard then says how big it was.

    Forms are read before it is known who sends them, so this holds for everybody, also for strangers.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what may be kept, one byte more, and drop what comes after."""
        room = LIMIT + 1 - start
        if room > 0:
            super().receive_data_chunk(raw_data[:room], start)
