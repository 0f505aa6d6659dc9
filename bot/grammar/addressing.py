"""Whether a message is meant for the bot, and what it says then."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from bot.domain.ids import UserId

_AFTER_NAME = re.compile(r"[\s:,;.!?–—：，！-]*+")
_QUOTES = {"„": '“”"', "“": '”"', "»": "«", "«": "»", "‚": "‘’", "‘": "’", '"': '"', "'": "'"}
"""Quotation marks that phones put around a command, each with those that close it."""
_EMPHASIS = re.compile(r"[*_]{1,3}+")
_ADDRESS_GOES_ON = re.compile(r":[^\s:]")
HELP = "hilfe"
"""The command for a message that is nothing but the bot's name."""


@dataclass(frozen=True, kw_only=True)
class Us:
    """The names of the bot. A pill counts by its link alone: its text may be an old name, or the bot's name on somebody else's link."""

    user: UserId
    names: Collection[str]
    """The display name, and other names that people type without a pill."""
    prefix: str
    is_noun: Callable[[str], bool]
    """Whether a command may begin with this word."""

    @property
    def localpart(self) -> str:
        return self.user.removeprefix("@").partition(":")[0]


@dataclass(frozen=True, kw_only=True)
class Said:
    """A text, with the mentions in it as its client names them."""

    text: str
    pills: Mapping[str, UserId] = field(default_factory=dict)
    names_us: bool = False


def addressed(said: Said, us: Us, *, direct: bool) -> str | None:
    """The command without prefix or mention; None for what people say among themselves.

    A command starts with the prefix, or with a mention of the bot, or stands in a direct chat. The prefix before anything but a
    letter is an exclamation; with a space behind it, it needs a word with which commands begin.
    """
    text = _unwrapped(said.text.strip(), us.prefix)
    behind = _behind_prefix(text, us.prefix)
    if behind is not None:
        return _command(behind, us, direct)
    after = _behind_mention(text, said, us)
    if after is not None:
        rest = _AFTER_NAME.sub("", after, count=1)
        return _behind_prefix(rest, us.prefix) or rest or (text if direct else HELP)
    return (text or None) if direct else None


def _command(behind: str, us: Us, direct: bool) -> str | None:
    if behind[:1].isalpha():
        return behind
    words = behind.split(maxsplit=1)
    if not behind[:1].isspace() or not words or not words[0][:1].isalpha():
        return None
    return behind.lstrip() if direct or us.is_noun(words[0]) else None


def _behind_prefix(text: str, prefix: str) -> str | None:
    """What follows the prefix; also where a phone writes it in full width, or a client puts a backslash before it."""
    start = 1 if text.startswith("\\") else 0
    written = text[start : start + len(prefix)]
    return text[start + len(prefix) :] if unicodedata.normalize("NFKC", written) == unicodedata.normalize("NFKC", prefix) else None


def _unwrapped(text: str, prefix: str) -> str:
    """The text without quotation marks around all of it, or Markdown emphasis around its beginning."""
    if (emphasis := _EMPHASIS.match(text)) and _behind_prefix(text[emphasis.end() :], prefix) is not None:
        return text[emphasis.end() :].replace(emphasis[0], "", 1)
    closers = _QUOTES.get(text[:1], "")
    if closers and len(text) > 2 and text[-1] in closers and _behind_prefix(text[1:], prefix) is not None:
        return text[1:-1].strip()
    return text


def _behind_mention(text: str, said: Said, us: Us) -> str | None:
    """What follows the bot's name, if the text begins with it."""
    for name in sorted(said.pills, key=len, reverse=True):
        for start in (text, text.removeprefix("@")):
            if start.startswith(name) and not start[len(name) :][:1].isalnum():
                return start[len(name) :] if said.pills[name] == us.user else None
    spelled = {*us.names, us.user, f"@{us.localpart}"}
    spelled |= {f"@[{name}]" for name in us.names} | {f"{name} ({us.user})" for name in us.names}
    if said.names_us:
        spelled.add(us.localpart)
    for name in sorted(spelled, key=len, reverse=True):
        start = text if name.startswith("@") else text.removeprefix("@")
        if not name or not start.casefold().startswith(name.casefold()):
            continue
        after = start[len(name) :]
        is_longer = after[:1].isalnum() or (after[:1] in ("-", "_", ".") and after[1:2].isalnum())
        is_other = text.startswith("@") and name != us.user and _ADDRESS_GOES_ON.match(after)
        if not (is_longer or is_other):
            return after
    return None
