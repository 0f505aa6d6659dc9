"""The text that a person typed: plain, without quotes, code and invisible characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.ids import UserId
from bot.matrix.inbound.html import Pill, read_html, user_of_link

MAX_TEXT_LENGTH = 20_000
"""Characters. Longer texts are cut to one more, so that the parser sees that and refuses."""

MAX_EVENT_BYTES = 65_536
"""No event is larger (specification, "Size limits"), so no text in one is longer."""
MAX_COMBINING_MARKS = 30
"""Per character, as in Unicode's Stream-Safe Text Format (UAX #15): to put very many in order takes quadratic time."""

# All of this runs on whatever anybody sends, so its time must be linear: every pattern begins at the start of a line or of the text,
# or is bounded.
_FENCED = re.compile(r"^[ \t]*(```|~~~).*?(?:^[ \t]*\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_QUOTED = re.compile(r"^[ \t]*>.*(?:\n|\Z)", re.MULTILINE)
_LEADING_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_MARKDOWN_PILL = re.compile(r"\[((?:[^\[\]\n]|\[[^\[\]\n]{0,255}\]){0,255})\]\(<?((?:https?://|matrix:)[^)>\s]{1,1000})>?\)")
_PLACEHOLDER = re.compile("\ue000([0-9]{1,5})\ue001")
_JOINER = "\u200d"
_EMOJI_BEFORE_JOINER = re.compile("[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")
_SKIN_TONES_AND_VARIANTS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")


@dataclass(frozen=True)
class Typed:
    """The text, and the pills in it: each name as it stands in the text, with its user id."""

    text: str
    mentions: dict[str, UserId]


def typed(content: Mapping[str, Any]) -> Typed:
    """`content` is that of m.room.message, or its `m.new_content`. The text is empty where nothing of the person's own is left.

    What clients draw counts: the HTML where there is some, else the body.
    """
    html = content.get("formatted_body")
    if content.get("format") == "org.matrix.custom.html" and isinstance(html, str) and html.strip():
        raw, pills = read_html(html[:MAX_EVENT_BYTES])
    else:
        body = content.get("body")
        raw, pills = _read_body(body[:MAX_EVENT_BYTES] if isinstance(body, str) else "")
    text, mentions = _named(clean(raw), pills)
    text = "\n".join(line.strip(" ") for line in text.split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    return Typed(text[: MAX_TEXT_LENGTH + 1], mentions)


def clean(text: str) -> str:
    """In NFC, every space an ordinary one, line ends as `\\n`, and nothing that cannot be seen.

    Direction marks, zero-width and control characters go; half surrogates too, which no database takes. The joiner stays
    within an emoji. Of the marks on one character the first 30 stay.
    """
    text = re.sub(r"\r\n?|\u2028|\u2029|\x0b|\x0c|\x85", "\n", text[:MAX_EVENT_BYTES])
    kept = (_visible(character, text[place - 1 : place]) for place, character in enumerate(text))
    normal = unicodedata.normalize("NFC", _with_few_marks("".join(kept)))
    # NFC splits some marks in two, so they are counted again.
    return _with_few_marks(normal)


def clean_name(name: str) -> str:
    """A display name on one line, of a length that fits into a sentence."""
    return " ".join(clean(name).split())[:100]


def bare_emoji(key: str) -> str:
    """The key of a reaction without variation selectors and skin tones: 👍🏽 and 👍️ are 👍."""
    return _SKIN_TONES_AND_VARIANTS.sub("", clean(key)).strip()[:100]


def _read_body(body: str) -> tuple[str, list[Pill]]:
    """The text of a plain body. Code fences and quoted lines are left out, and with them the old reply fallback, which is quoted lines."""
    text = _QUOTED.sub("", _FENCED.sub("", body)).lstrip()
    if code := _LEADING_CODE.match(text):
        # Inline code that is the whole message was copied from the help, and gives the command that it shows.
        behind = text[code.end() :]
        text = behind if behind.strip() else code[0].strip("`").strip()
    pills: list[Pill] = []

    def replace(match: re.Match[str]) -> str:
        user = user_of_link(match[2])
        if user is None:
            return match[0]
        pills.append(Pill(match[1] or user, user))
        return pills[-1].placeholder(len(pills) - 1)

    return _MARKDOWN_PILL.sub(replace, text), pills


def _named(text: str, pills: list[Pill]) -> tuple[str, dict[str, UserId]]:
    """Puts the names where the pills stood; two people with the same name are told apart by their ids."""
    mentions: dict[str, UserId] = {}

    def name(match: re.Match[str]) -> str:
        if int(match[1]) >= len(pills):
            return match[0]
        pill = pills[int(match[1])]
        name = clean_name(pill.name) or pill.user
        if mentions.get(name, pill.user) != pill.user:
            name = pill.user
        mentions[name] = UserId(pill.user)
        return name

    return _PLACEHOLDER.sub(name, text), mentions


def _with_few_marks(text: str) -> str:
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MAX_COMBINING_MARKS:
            kept.append(character)
    return "".join(kept)


def _visible(character: str, before: str) -> str:
    if character == "\n":
        return character
    if character == _JOINER:
        return character if _EMOJI_BEFORE_JOINER.match(before) else ""
    category = unicodedata.category(character)
    if category == "Zs" or character == "\t":
        return " "
    # Private-use characters stand for pills until their names are put in; see `Pill`.
    return "" if category in ("Cc", "Cf", "Cs", "Cn") else character
