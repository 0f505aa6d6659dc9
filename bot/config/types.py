"""Readers for the values that only the configuration file has: addresses, people, lists.

Readers raise ValueError with what is wrong and a correct example. What can be set in the chat too is read by the readers of
`bot.domain.settings.registry`, so that both understand the same words.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import PlainValidator, SecretStr, ValidationInfo

from bot.domain.errors import Refused
from bot.domain.public_parts import ENGLISH, Part
from bot.domain.retention import Period, read_period
from bot.domain.settings.formats import OFF, is_off
from bot.domain.settings.registry import Setting
from bot.words import fold

_SERVER = r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?"
_USER = re.compile(rf"@[^\s:]+:{_SERVER}")
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?_{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")
_HEADER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
_DATABASE_SCHEMES = ("sqlite", "sqlite+aiosqlite", "postgresql", "postgresql+asyncpg", "postgres")


Network = IPv4Network | IPv6Network


@dataclass(frozen=True)
class Listen:
    """Where health and metrics are served."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def reads(setting: Setting[Any]) -> PlainValidator:
    """A validator that takes what the chat takes for `setting`, and also TOML numbers and lists; values of the right type unchanged."""

    def validate(value: Any) -> Any:
        # A variable that begins with a bracket is a JSON list: no other value of a setting begins so.
        if isinstance(value, list) or (isinstance(value, str) and value.startswith("[")):
            value = ", ".join(listed(value)) or OFF
        elif isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        elif isinstance(value, bool | float | dict):
            value = repr(value)
        if not isinstance(value, str):
            return value
        try:
            return setting.read(value)
        except Refused as refused:
            part = f" ({refused.part})" if refused.part else ""
            off = f", or {OFF}" if setting.can_be_off else ""
            raise ValueError(f"{refused}{part}; write for example {setting.example}{off}") from refused

    return PlainValidator(validate)


def listed(value: Any) -> tuple[str, ...]:
    """A list of texts: a list, or in a variable a JSON list, or parts with commas between them."""
    if isinstance(value, str):
        if value.strip().startswith("["):
            try:
                value = json.loads(value)
            except json.JSONDecodeError as error:
                raise ValueError('not a list; write for example ["one", "two"], or in a variable: one, two') from error
        else:
            value = value.split(",")
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise ValueError('not a list of texts; write for example ["one", "two"], or in a variable: one, two')
    return tuple(each.strip() for each in value if each.strip())


def homeserver(value: Any) -> str:
    """A base URL, without the slash at its end."""
    url = _split(value)
    if url is None or url.scheme not in ("http", "https") or not url.hostname or url.username or url.query or url.fragment:
        raise ValueError("not the address of a homeserver; write for example https://matrix.stadt.example")
    return str(value).rstrip("/")


def user_id(value: Any) -> str:
    if not isinstance(value, str) or not _USER.fullmatch(value):
        raise ValueError("not a Matrix user id; write for example @lotse:stadt.example")
    return value


def maybe_user_id(value: Any) -> str | None:
    """Empty for nobody."""
    return None if value in (None, "") else user_id(value)


def user_ids(value: Any) -> tuple[str, ...]:
    return tuple(user_id(each) for each in listed(value))


def users_or_servers(value: Any) -> tuple[str, ...]:
    """User ids, and servers without their colon."""
    found = []
    for each in listed(value):
        server = each.removeprefix("*").removeprefix(":")
        if not _USER.fullmatch(each) and not re.fullmatch(_SERVER, server):
            raise ValueError(f"{each} is neither a user id nor a server; write for example @anna:stadt.example or stadt.example")
        found.append(each if each.startswith("@") else server.casefold())
    return tuple(found)


def zone(value: Any) -> ZoneInfo:
    if isinstance(value, ZoneInfo):
        return value
    try:
        return ZoneInfo(value)
    except (ValueError, TypeError, OSError, KeyError) as error:
        raise ValueError("not a time zone; write for example Europe/Berlin") from error


def folder(value: Any) -> Path:
    """A folder, which need not be there yet."""
    if not isinstance(value, str | Path) or not str(value).strip():
        raise ValueError("not a folder; write for example data or /var/lib/lotse")
    return Path(value)


_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def database(value: Any) -> SecretStr:
    """The URL of a database; a secret, because it may carry a password. Empty for the file in the data folder."""
    text = value.get_secret_value() if isinstance(value, SecretStr) else value
    if text == "":
        return SecretStr("")
    url = _split(text)
    is_file = url is not None and url.scheme.startswith("sqlite")
    if (
        url is None
        or url.scheme not in _DATABASE_SCHEMES
        or (url.path.strip("/") in ("", ":memory:") if is_file else not url.path.strip("/"))
    ):
        raise ValueError(
            "not the address of a database; write for example sqlite:////var/lib/lotse/lotse.db or postgresql://lotse:…@localhost/lotse"
        )
    driver = "sqlite" if is_file else "postgresql+asyncpg"
    return SecretStr(driver + str(text)[len(url.scheme) :])


def listen(value: Any) -> Listen | None:
    """`127.0.0.1:8080`, `[::1]:8080`, `localhost:8080`; nothing or off is None."""
    if value is None or isinstance(value, Listen):
        return value
    if isinstance(value, str) and is_off(value):
        return None
    match = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([^\s:/\[\]]+)):(\d{1,5})", value) if isinstance(value, str) else None
    if match is None or int(match[3]) > 65535:
        raise ValueError('not an address with a port; write for example 127.0.0.1:8080, or "" for none')
    return Listen(match[1] or match[2], int(match[3]))


def web_address(value: Any) -> str:
    """Of a site that browsers open; without a slash at its end. Empty for none."""
    if value == "":
        return ""
    url = _split(value)
    if url is None or url.scheme not in ("http", "https") or not url.hostname or url.query or url.fragment or url.username:
        raise ValueError('not the address of a site; write for example https://tafel.stadt.example, or "" for none')
    if url.scheme == "http" and url.hostname not in _THIS_MACHINE:
        raise ValueError("not encrypted: browsers would send the sign-in in the clear; write https://…, or http://localhost to try it")
    if url.path.strip("/"):
        raise ValueError("a site in a folder of another; the board needs an address of its own, for example https://tafel.stadt.example")
    return str(value).rstrip("/")


def public_parts(value: Any) -> frozenset[Part]:
    """The parts of the board that are public, by their German or English words; an empty list or off for none."""
    if isinstance(value, frozenset):
        return value
    if isinstance(value, str) and is_off(value):
        return frozenset()
    known = {fold(part): part for part in Part} | {fold(word): part for word, part in ENGLISH.items()}
    found = set()
    for each in listed(value):
        if fold(each) not in known:
            words = ", ".join(f'"{part}"' for part in Part)
            raise ValueError(f"{each} is no part that can be public; write for example [{words}], or [] for nothing")
        found.add(known[fold(each)])
    return frozenset(found)


def networks(value: Any) -> tuple[Network, ...]:
    """Addresses of machines, and networks: `127.0.0.1`, `10.0.0.0/8`, `fd00::/8`."""
    found = []
    for each in listed(value):
        try:
            found.append(ip_network(each))
        except ValueError as error:
            raise ValueError(f'{each} is neither an address nor a network; write for example "127.0.0.1" or "10.0.0.0/8"') from error
    return tuple(found)


def user_header(value: Any, info: ValidationInfo) -> str:
    """The name of a header; empty for none. It counts only from proxies that are trusted, so there must be some."""
    if value == "":
        return ""
    if not isinstance(value, str) or not _HEADER.fullmatch(value):
        raise ValueError('not the name of a header; write for example "X-Matrix-User", or "" for none')
    if not info.data.get("trusted_proxies"):
        raise ValueError("anybody could send this header: name the reverse proxy that sets it under trusted_proxies")
    return value


def prefix(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[^\w\s/@#]{1,3}", value):
        raise ValueError("not a sign that commands can begin with (clients keep / for themselves); write for example !")
    return value


def _split(value: Any) -> Any:
    try:
        url = urlsplit(value) if isinstance(value, str) and not re.search(r"\s", value) else None
        return url if url is None or url.port is None or url.port > 0 else None
    except ValueError:
        return None


def mail_address(value: Any) -> str:
    """With or without `mailto:`; empty for none."""
    address = str(value).strip().removeprefix("mailto:") if isinstance(value, str) else repr(value)
    if address and not _MAIL.fullmatch(address):
        raise ValueError('not a mail address; write for example "termine@stadt.example", or "" for none')
    return address


def period(value: Any) -> Period:
    """A time of the calendar, such as `12 months`."""
    return value if isinstance(value, Period) else read_period(value if isinstance(value, str) else repr(value))
