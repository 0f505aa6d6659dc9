"""Mistakes in the configuration, told to the person who made them: which key, what stands there, what is expected.

Every mistake is a line: the key, its value unless that is a secret, and what would be right. All mistakes are reported at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

SECRET_KEYS = frozenset((("matrix", "password"), ("matrix", "access_token"), ("storage", "url"), ("storage", "secret")))
"""Keys whose value is never shown."""
_MAX_SHOWN_LENGTH = 80


class ConfigError(Exception):
    """The configuration cannot be used. The message says, a line for each mistake, what to change."""


def variable(section: str, key: str) -> str:
    """The environment variable that sets a key."""
    return f"LOTSE_{section}__{key}".upper()


def described(error: ValidationError, known: Mapping[str, Collection[str]], environ: Collection[str]) -> str:
    """One line for each mistake. `known` are the keys of each section, `environ` the names of the variables that are set."""
    return "\n".join(dict.fromkeys(_line(each, known, {name.upper() for name in environ}) for each in error.errors(include_url=False)))


def line(section: str, key: str, value: Any, what: str) -> str:
    """`[escalation] repeats = "many": not a whole number`; without the value for a secret."""
    shown = "" if (section, key) in SECRET_KEYS else f" = {_shown(value)}"
    return f"[{section}] {key}{shown}: {what}"


def _line(error: Any, known: Mapping[str, Collection[str]], environ: Collection[str]) -> str:
    section, key, *_ = (*map(str, error["loc"]), "", "")
    kind = error["type"]
    if kind == "extra_forbidden":
        return _unknown(section, key, known, environ)
    if not key:
        if kind == "missing":
            return f"[{section}] is missing; config.example.toml shows what belongs into it"
        return f"[{section}]: not a section; write its keys below a line with [{section}]"
    name = variable(section, key)
    if kind == "missing":
        return f"[{section}] {key} is missing; config.example.toml shows how it is written"
    what = str(error["ctx"]["error"]) if kind == "value_error" else error["msg"].replace("Input should be", "should be")
    return line(section, key, error["input"], what) + (f" (from {name})" if name in environ else "")


def _unknown(section: str, key: str, known: Mapping[str, Collection[str]], environ: Collection[str]) -> str:
    if not key:
        near = get_close_matches(section, known, n=1)
        meant = f"did you mean [{near[0]}]?" if near else f"the sections are {', '.join(f'[{each}]' for each in known)}"
        return f"{section}: there is no such section; {meant}"
    name = variable(section, key)
    where = f"{name}: there is no such setting" if name in environ else f"[{section}] {key}: there is no such key"
    elsewhere = next((other for other, keys in known.items() if key in keys), None)
    near = get_close_matches(key, known[section], n=1, cutoff=0.5)
    if elsewhere:
        return f"{where}; it belongs to [{elsewhere}]"
    return f"{where}; " + (f"did you mean {near[0]}?" if near else f"the keys of [{section}] are {', '.join(known[section])}")


def _shown(value: Any) -> str:
    """The value as in the file, shortened, without the password in a URL."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    text = re.sub(r"//[^/\s\"]*@", "//…@", text)
    return text if len(text) <= _MAX_SHOWN_LENGTH else f"{text[:_MAX_SHOWN_LENGTH]}…"
