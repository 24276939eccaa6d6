"""How letters leave: by the operator's SMTP server, or – where none is set – into the log only."""

import logging
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

logger = logging.getLogger(__name__)
IMPLICIT_TLS_PORT = 465


class Backend(BaseEmailBackend):
    """Reads `DROGOWSKAZ_MAIL_URL` (smtp://user:password@host:587); empty keeps letters in the outbox and logs them."""

    def __init__(self, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self.address = settings.ENVIRONMENT.mail_url.get_secret_value()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send each message; gives the number sent."""
        if not self.address:
            for message in email_messages:
                logger.info(
                    "letter to %s: %s (no mail server is set)", ", ".join(message.to), message.subject
                )
            return len(email_messages)
        parts = urlsplit(self.address)
        port = parts.port or 587
        server = EmailBackend(
            host=parts.hostname,
            port=port,
            username=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            use_tls=bool(parts.username) and port != IMPLICIT_TLS_PORT,
            use_ssl=port == IMPLICIT_TLS_PORT,
            timeout=20,
        )
        return server.send_messages(email_messages)
