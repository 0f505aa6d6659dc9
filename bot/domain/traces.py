"""The traces of a person in words: how an id can be spelled in what is stored, and what stands in its place afterwards."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import quote

from bot.domain.ids import UserId

_ID_ENDS = r"(?![A-Za-z0-9_-]|\.[a-z0-9]|:[0-9])"
"""Where an id is over: `@ben:stadt.example` is nobody in `@ben:stadt.example.org`, and somebody at the end of a sentence."""
_MENTIONED = "user_ids"
"""The key of the list in `m.mentions`: a former member is mentioned to nobody."""
_BYTES = "data"
"""The key of the bytes of a file that waits to be uploaded, in base64."""


class Traces:
    """`called` are the display names, for what the bot itself has put into words; what people wrote is searched for the id alone.

    A name that `others` bear as well stands for the person only with the id behind it, as the bot then writes it.
    """

    def __init__(self, user: UserId, alias: str = "", called: Collection[str] = (), others: Collection[str] = ()) -> None:
        self.user = user
        self._alias = alias
        in_links = [quote(user, safe=safe) for safe in ("", "@:")]
        spelled = {user, json.dumps(user)[1:-1], *in_links, *(_lower_escapes(each) for each in in_links)}
        self.spellings = sorted(spelled, key=_longest_first)
        """The ways in which the id can be spelled, the longest first."""
        either = "|".join(map(re.escape, self.spellings))
        known = [name for name in sorted(called, key=_longest_first) if len(name) > 1 and name != user]
        names = [re.escape(name) for name in known if name not in others]
        self._with_id = re.compile(rf"(?:{'|'.join(map(re.escape, known))}) \((?:{either})\)") if known else None
        self._id = re.compile(f"(?:{either}){_ID_ENDS}")
        self._pill = re.compile(rf'<a href="https://matrix\.to/#/(?:{either})">[^<]*</a>')
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)") if names else None

    def is_in(self, words: str) -> bool:
        """Whether the id stands in these words, or in this JSON."""
        return self._id.search(words) is not None

    def out_of(self, words: str) -> str:
        """The words with the former member in place of the id."""
        return self._id.sub(self._alias, self._pill.sub(self._alias, words))

    def out_of_message(self, value: Any) -> Any:
        """The content of a message of the bot's without the id, the names, and the mention."""
        if isinstance(value, str):
            words = self.out_of(self._with_id.sub(self._alias, value) if self._with_id else value)
            return self._names.sub(self._alias, words) if self._names else words
        if isinstance(value, list):
            return [self.out_of_message(each) for each in value]
        if isinstance(value, Mapping):
            changed = {self.out_of(key): self._of_key(key, each) for key, each in value.items()}
            if changed.get(_BYTES) != value.get(_BYTES) and isinstance(changed.get("info"), dict) and "size" in changed["info"]:
                changed["info"]["size"] = len(base64.b64decode(changed[_BYTES]))
            return changed
        return value

    def _of_key(self, key: str, value: Any) -> Any:
        if key == _MENTIONED and isinstance(value, list):
            return [each for each in value if each != self.user]
        if key == _BYTES and isinstance(value, str):
            return self._of_file(value)
        return self.out_of_message(value)

    def _of_file(self, encoded: str) -> str:
        """The bytes of a file whose words can be read; of any other nothing is known, and it is left as it is."""
        try:
            words = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, ValueError):
            return encoded
        changed = self.out_of_message(words)
        return encoded if changed == words else base64.b64encode(changed.encode()).decode()


def _longest_first(words: str) -> tuple[int, str]:
    """A key to sort by; words of the same length come in the order of the alphabet, so that a pattern is the same in each process."""
    return -len(words), words


def _lower_escapes(quoted: str) -> str:
    """`%3a` instead of `%3A`, as some clients write it."""
    return re.sub(r"%[0-9A-F]{2}", lambda match: match[0].lower(), quoted)
