"""What the operator may set: read once, typed, explained, and refused when wrong."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "DROGOWSKAZ_"


class Environment(BaseSettings):
    """One field, one variable; its description is the sentence in the handbook and in the error."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    secret_key: SecretStr = Field(min_length=50, description="signs logins and links; random and secret")
    data: Path = Field(
        Path("var"), description="the folder of the SQLite file, of uploads and of issued documents"
    )
    database_url: SecretStr = Field(
        SecretStr(""), description="a postgresql:// address; empty is SQLite in the data folder"
    )
    hosts: str = Field(
        "localhost,127.0.0.1,[::1]", description="host names the site answers to, separated by commas"
    )
    origin: str = Field(
        "http://localhost:8000", description="the public address, used in letters, QR codes and data"
    )
    proxies: int = Field(
        1,
        ge=0,
        le=9,
        description="how many proxies stand in front of an https:// address; they are believed who asks",
    )
    debug: bool = Field(False, description="shows errors in the browser; never on a public installation")
    demo: bool = Field(
        False,
        description="invented cities and people who can be entered with one click; never with real data",
    )
    institution: str = Field(
        "Instytut Drogowskaz", description="the name of the institution that runs the programme"
    )
    contact: str = Field("biuro@example.org", description="the e-mail address of the programme office")
    phone: str = Field("+48 000 000 000", description="the telephone number of the programme office")
    seat: str = Field(
        "Siedziba jest dostępna bez progów; szczegóły podaje biuro programu.",
        description="how one gets into the building: a sentence of the accessibility declaration",
    )
    mail_url: SecretStr = Field(
        SecretStr(""), description="an smtp:// address; empty keeps letters in the outbox log only"
    )

    @property
    def trusted_proxies(self) -> int:
        """How many proxies' word on who asks is believed: none at a plain http:// address, where none is needed."""
        return self.proxies if self.origin.startswith("https://") else 0

    @field_validator("hosts")
    @classmethod
    def _some_host(cls, hosts: str) -> str:
        if not any(host.strip() for host in hosts.split(",")):
            raise ValueError("name at least one host")
        return hosts

    @field_validator("origin")
    @classmethod
    def _an_origin(cls, origin: str) -> str:
        parts = urlsplit(origin)
        if (
            parts.scheme not in {"http", "https"}
            or not parts.hostname
            or parts.path.strip("/")
            or parts.query
        ):
            raise ValueError("write https://host or http://host:port, and nothing after it")
        return origin

    @field_validator("database_url")
    @classmethod
    def _a_database(cls, address: SecretStr) -> SecretStr:
        if address and not address.get_secret_value().startswith(("postgresql://", "postgres://")):
            raise ValueError("write postgresql://user:password@host:5432/name")
        return address

    @field_validator("mail_url")
    @classmethod
    def _a_mail_server(cls, address: SecretStr) -> SecretStr:
        if address and urlsplit(address.get_secret_value()).scheme != "smtp":
            raise ValueError("write smtp://user:password@host:587")
        return address

    @field_validator("contact")
    @classmethod
    def _an_address(cls, contact: str) -> str:
        name, at, host = contact.partition("@")
        if not (name and at and "." in host):
            raise ValueError("write an e-mail address")
        return contact


def load() -> Environment:
    """Read DROGOWSKAZ_<NAME>, or the file that DROGOWSKAZ_<NAME>_FILE names, for every field.

    Raises:
        ImproperlyConfigured: something is missing, wrong or misspelt; a sentence for each.
    """
    names = {PREFIX + field.upper(): field for field in Environment.model_fields}
    files = {f"{name}_FILE": field for name, field in names.items()}
    ours = {name: value for name, value in os.environ.items() if name.startswith(PREFIX)}
    wrong = [f"{name} is not a setting." for name in ours if name not in names | files]
    filed: dict[str, Any] = {}
    for name, field in files.items():
        if name in ours:
            try:
                filed[field] = Path(ours[name]).read_text().strip()
            except OSError as error:
                wrong.append(f"{name}: the file {ours[name]} cannot be read ({error.strerror}).")
    try:
        environment = Environment(**filed)
    except ValidationError as error:
        for problem in error.errors(include_input=False):
            field = str(problem["loc"][0])
            why = Environment.model_fields[field].description
            wrong.append(f"{PREFIX}{field.upper()} ({why}): {problem['msg'].removeprefix('Value error, ')}.")
    if wrong:
        raise ImproperlyConfigured("\n".join(wrong))
    return environment
