"""Splitting a text into its own words and fields, `KEY: VALUE`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.command import Key
from bot.grammar.separators import BARS, Pause, aside, pause_before, without_closer
from bot.messages import UserError
from bot.words import fold, nearest

_COLON = "[:：﹕∶]"
# Possessive quantifiers, and no start within a hyphenated word: each word is matched once, in linear time.
_NAME = r"[^\W\d_][^\W_]*+(?:-[^\W_]++)*+"
_KEY = re.compile(rf"(?<![^\W_])(?<![^\W_]-)({_NAME})[*_`\"'“”»«’)\]]{{0,3}}+[ \t]*+{_COLON}(?!//)")
_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*+://[^\s|｜]*+|(?<![\w.])@[^\s:@|｜]*+:(?=\w)[^\s|｜]*+|(?<!\S)[#!$][^\s:]*+:(?=\w)\S*+"
)
"""A link, a user id, a room id: a colon in one ends no key."""
_SMILES = re.compile(r"[()D](?:\s|\Z)|-?[()]")
_WORD = re.compile(r"\s*(\S+)\s*", re.DOTALL)
FIELD_FIRST = re.compile(rf"\s*[|｜\n]|[\W_]*+{_NAME}\s*+{_COLON}(?!//)")
"""Matches where a text begins with a field."""
_FIRST_KEY = re.compile(rf"[\W_]*+({_NAME})\s*+{_COLON}(?!//)")
_LED = re.compile(rf"[\W_]*+({_NAME})[*_]{{0,2}}+[ \t]*+(?:{_COLON}(?!//)|[\n{BARS}])[*_]{{0,2}}+")
_BAR = re.compile(f"[{BARS}]")
_ENDINGS = ("n", "en", "e", "s", "es", "er", "ern", "in", "innen")

_PROSE = frozenset(
    {
        *("frage", "fragen", "hinweis", "achtung", "info", "infos", "ps", "nb", "beispiel", "anmerkung", "bemerkung", "antwort", "update"),
        *("question", "questions", "note", "warning", "example", "answer", "remark", "fyi", "todo", "http", "https", "mailto"),
    }
)
"""Words, folded, that begin a line of prose and not a field."""

VALUE_SEPARATOR = "\x1e"
"""Separates the values of a field that may be written more than once."""


class SlippedKey(UserError):
    """A field whose key is a slip of a known one; `mended` is the whole text with the right one."""

    def __init__(self, key: str, meant: str, mended: str) -> None:
        super().__init__("field.meant", key=key, meant=meant)
        self.mended = mended


class HiddenKey(UserError):
    """A known key in the middle of a sentence: probably a field was meant. `mended` is the whole text with it set apart."""

    def __init__(self, key: str, mended: str) -> None:
        super().__init__("field.hidden", key=key)
        self.mended = mended


class UnknownLine(UserError):
    """A line of its own that reads like a field, and is none. `mended` is the whole text with it as a part of the line above."""

    def __init__(self, key: str, known: Sequence[Key], mended: str) -> None:
        super().__init__("field.line", key=key, known=[each.words for each in known])
        self.mended = mended


@dataclass(frozen=True)
class Split:
    text: str
    fields: Mapping[str, str]
    """The key as it was written -> the words behind it."""


@dataclass(frozen=True)
class _Field:
    key: str
    at: int
    """Where its key begins."""
    pause: Pause
    begins: int
    """Where its value begins."""


@dataclass(frozen=True)
class Place:
    """Where a field of a text stands."""

    key: str
    """The key as it was written."""
    field: Key
    at: int
    """Where its key begins."""
    ends: int
    """Where its key ends."""
    begins: int
    """Where its value begins."""
    value: str
    is_clear: bool
    """Whether more than white space sets it apart."""


def split(
    text: str,
    *,
    fields: Sequence[Key],
    all_keys: Collection[str],
    repeats: bool = False,
    literal: bool = False,
    prose: bool = True,
) -> Split:
    """Takes the fields out of a text.

    Only a known key (of one of `fields`) before a colon makes a field, so that `Frage: wer zahlt?` stays text. It is taken on a line of
    its own, after a bar and after any other punctuation; after white space alone it is asked about (HiddenKey), and a slip of a
    known key always is (SlippedKey): neither is swallowed. Refused: a key of other commands only (`all_keys`), a key twice, and after
    a bar any lower-case word with a colon (nobody writes that by chance). With `repeats` a key may come twice: its values stand one
    after the other, `VALUE_SEPARATOR` between them. A line of its own that begins with an unknown word and a colon is asked about too
    (UnknownLine), unless it is a note among others (`repeats`). With `literal` nothing is asked: its author has answered. Where the
    text is no `prose` but a name or a number, white space alone is enough before a field.
    """
    found: dict[str, list[str]] = {}
    places = list(_fields(text, fields, all_keys, asks=not literal, asks_lines=not literal and not repeats, spaced=not prose))
    opened: set[str] = set()
    for place, end in zip(places, _ends(places, text), strict=True):
        opened.add(place.pause.opener)
        value = without_closer(_value(text, place, end), opened)
        before = next((values for other, values in found.items() if fold(place.key) == fold(other)), None)
        if before is None:
            found[place.key] = [value]
        elif repeats:
            before += [VALUE_SEPARATOR, value]
        else:
            raise UserError("field.twice", key=place.key)
    own = text[: places[0].pause.cut] if places else text
    return Split(text=_bare(own), fields={key: "".join(values) for key, values in found.items()})


def field_places(text: str, fields: Sequence[Key], *, spaced: bool = False) -> Iterator[Place]:
    """The fields of a text; with `spaced` every known key, also behind white space alone, and slips are none."""
    found = list(_fields(text, fields, (), asks=False, asks_lines=False, spaced=spaced))
    for place, end in zip(found, _ends(found, text), strict=True):
        field = _known(place.key, fields)
        if field is not None:
            at, begins = place.at, place.begins
            yield Place(place.key, field, at, at + len(place.key), begins, _value(text, place, end), place.pause.is_clear)


def first_word(text: str) -> tuple[str, str]:
    """The first word, and what stands behind it."""
    match = _WORD.match(text)
    return (match[1], text[match.end() :]) if match else ("", "")


def numbered_word(text: str, letter: str) -> tuple[str, str]:
    """The same, where a number may be written in two words: `B 12`, `# 12`."""
    first, rest = first_word(text)
    begins_number = first == "#" or (letter != "" and first.lstrip("(#").upper() == letter)
    if not begins_number or not rest[:1].isdigit():
        return first, rest
    second, behind = first_word(rest)
    return first + second, behind


def first_key(text: str) -> str:
    """The key with which a text begins; empty where it begins with none."""
    match = _FIRST_KEY.match(text)
    return match[1] if match else ""


def led(text: str) -> tuple[str, str]:
    """The word that leads a text before a colon or alone in the first line, and what follows; two empty texts where none does."""
    match = _LED.match(text)
    return (match[1], text[match.end() :].strip()) if match else ("", "")


def foreign_key(text: str, keys: Collection[str]) -> str | None:
    """The first field behind a bar whose key is one of `keys` (folded), in a text that takes no fields."""
    behind = (first_key(piece) for piece in _BAR.split(text)[1:])
    return next((key for key in behind if key and fold(key) in keys), None)


def _ends(places: Sequence[_Field], text: str) -> list[int]:
    """Where the value of each ends."""
    return [*(place.pause.cut for place in places), len(text)][1:]


def _fields(
    text: str, fields: Sequence[Key], all_keys: Collection[str], *, asks: bool, asks_lines: bool, spaced: bool = False
) -> Iterator[_Field]:
    addresses = iter(_ADDRESS.finditer(text))
    address = next(addresses, None)
    current: Key | None = None
    for match in _KEY.finditer(text):
        while address is not None and address.end() <= match.start():
            address = next(addresses, None)
        if _SMILES.match(text, match.end()):
            continue
        is_spaced = text[match.end() : match.end() + 1].isspace()
        if address is not None and address.start() <= match.start() and not (is_spaced and text[match.start() - 1] in ",;"):
            continue
        key, start = _last_part(match, fields)
        pause = pause_before(text, start)
        known = _known(key, fields)
        if known is not None:
            if not pause.is_clear and not spaced:
                if known is current or not asks:
                    continue  # `titel: Bericht zum Thema: Haushalt`: nothing is lost
                raise HiddenKey(key, f"{text[: pause.cut]} | {text[start:]}")
            rest = aside(text, pause, match.end())
            if rest is not None and asks:  # `Raum (ampel: rot) fehlt`
                value, behind = rest
                raise HiddenKey(key, f"{text[: pause.cut]} {behind} | {key}: {value}")
            current = known
            yield _Field(key, start, pause, match.end())
        elif not spaced and _is_slip_or_refused(key, pause, fields, all_keys):
            meant = _nearest(key, fields)
            raise SlippedKey(key, meant, f"{text[:start]}{meant}{text[start + len(key) :]}")
        elif asks_lines and "\n" in pause.marks and fold(key) not in _PROSE:
            raise UnknownLine(key, fields, f"{text[: pause.cut]} {text[start:]}")


def _last_part(match: re.Match[str], fields: Sequence[Key]) -> tuple[str, int]:
    """The key and where it begins: of `fehlt-ampel: rot` the last part, of `Status-Ampel: rot`, which is one word, all of it."""
    key, start = match[1], match.start()
    first, hyphen, last = key.rpartition("-")
    if hyphen and last[0].islower() and _known(key, fields) is None and _known(last, fields) is not None:
        return last, start + len(first) + 1
    return key, start


def _known(key: str, fields: Sequence[Key]) -> Key | None:
    folded = fold(key)
    return next((each for each in fields if folded in map(fold, each.words)), None)


def _nearest(key: str, fields: Sequence[Key]) -> str:
    return nearest(key, (word for each in fields for word in each.words)) or ""


def _is_slip_or_refused(key: str, pause: Pause, fields: Sequence[Key], all_keys: Collection[str]) -> bool:
    """Whether an unknown key is a slip of a known one; refused is what can be nothing else than a field, and is none."""
    folded, is_noun = fold(key), key[:1].isupper()
    meant = _nearest(key, fields)
    if meant:
        is_inflected = any(folded == fold(meant) + ending for ending in _ENDINGS)
        if pause.is_own:
            return not (is_noun and (len(key) < 5 or (pause.is_first and is_inflected)))
        is_near = abs(len(folded) - len(fold(meant))) <= 1 and folded[0] == fold(meant)[0]
        return len(folded) >= 4 and len(fold(meant)) >= 5 and (not is_noun or (is_near and not is_inflected))
    if not pause.is_own or is_noun:
        return False
    if folded in all_keys:
        raise UserError("field.elsewhere", key=key, known=[each.words for each in fields])
    if pause.is_bar:
        raise UserError("field.unknown", key=key, known=[each.words for each in fields])
    return False


def _value(text: str, place: _Field, end: int) -> str:
    return _bare(place.pause.closed(text[place.begins : max(end, place.begins)]))


def _bare(text: str) -> str:
    """Without the bars that set it apart."""
    return text.strip().strip(BARS).strip()
