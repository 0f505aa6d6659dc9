"""The rules for times of day: the ways to write a clock time or a part of the day."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.domain.date_phrases.ast import Clock, DayPart, Dotted, EitherMorning, Piece, Rule, Weekday
from bot.domain.date_phrases.vocabulary import MONTHS, NUMBERS, PARTS, SPOKEN_HOURS, Part, either
from bot.domain.errors import NotUnderstood

_AT = r"(?:(?:um die(?= \d)|um|at|gegen|ab|punkt|puenktlich|genau|@|ca\.?|circa|zirka|etwa|ungefaehr|around|about|by) ?)+"
_H = r"\d{1,2}"
_OCLOCK = r"(?:uhr|h)"
# "12:00 am 28." and "9:00 am Dienstag" are German: no "a.m." in them.
_GERMAN_AM = r" (?:\d{1,2}\.|(?:mon|diens|donners|frei|sams|sonn)(?:tag|abend)|mittwoch)"
_MERIDIEM = rf"(?P<half>p|a(?!m{_GERMAN_AM}))\.?m\.?"
_WORD = either(SPOKEN_HOURS)
_MINUTES = either(word for word, value in NUMBERS.items() if value < 60 and word not in {"a", "an"})
_MINUTES_ALONE = either(word for word, value in NUMBERS.items() if 5 <= value < 60)
_HOUR = rf"(?P<hour>\d{{1,2}}|{_WORD})"
# A dash may also lead to the end: "um 10-12 Uhr".
_NO_DATE = rf"(?![.:/]?\d|-\d+(?![\d.:]*(?: ?{_OCLOCK}\b|$))|\.(?!$)| ?{either(MONTHS)}\b)"
_NO_LENGTH = r"(?! ?(?:min|'|h\b|std|stunde|hour|hr))"


def clock(hour: int, minute: int = 0, *, spoken: bool = False, bare: bool = False) -> Clock:
    """A clock time. 24 is allowed, as the end of a stretch. Raises NotUnderstood for a time that does not exist."""
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        raise NotUnderstood("when.no-such-time")
    return Clock(hour, minute, spoken, bare)


def _hour(text: str) -> int:
    return SPOKEN_HOURS[text] if text in SPOKEN_HOURS else int(text)


def _plain(match: re.Match[str]) -> Clock:
    groups = match.groupdict()
    if int(groups.get("second") or 0):
        raise NotUnderstood("when.seconds")
    minute, hour = groups.get("minute") or "0", groups["hour"]
    said = clock(_hour(hour), NUMBERS[minute] if minute in NUMBERS else int(minute), spoken=hour in SPOKEN_HOURS)
    return replace(said, exact=hour.startswith("0"))


def _bare(match: re.Match[str]) -> Clock:
    spoken = match["hour"] in SPOKEN_HOURS
    return clock(_hour(match["hour"]), spoken=spoken, bare=not spoken)


def _meridiem(match: re.Match[str]) -> Clock:
    hour = _hour(match["hour"])
    if hour == 12 and match["half"] == "a":
        raise NotUnderstood("when.midnight")
    if not 1 <= hour <= 12:
        raise NotUnderstood("when.no-such-time")
    said = clock(hour % 12 + (12 if match["half"] == "p" else 0), int(match.groupdict().get("minute") or 0))
    return replace(said, halved=True)


def _around(match: re.Match[str]) -> Clock:
    """Minutes before or after an hour or a half hour: `halb drei`, `fünf vor halb drei`, `ten past three`."""
    groups = match.groupdict()
    minutes = groups.get("count") or "0"
    offset = 15 if minutes.endswith(("viertel", "quarter")) else NUMBERS[minutes] if minutes in NUMBERS else int(minutes)
    if groups.get("side") in {"vor", "to"}:
        offset = -offset
    offset += {"halb": -30, "viertel": -45, "dreiviertel": -15, "drei viertel": -15, "half past": 30}.get(groups.get("fraction") or "", 0)
    hour = _hour(groups["hour"])
    if hour > 24 or abs(offset) > 59:
        raise NotUnderstood("when.no-such-time")
    total = (hour * 60 + offset) % (24 * 60)
    return clock(*divmod(total, 60), spoken=hour <= 12)


def _no(reason: str) -> Callable[[re.Match[str]], Piece | None]:
    def refuse(_: re.Match[str]) -> Piece | None:
        raise NotUnderstood(reason)

    return refuse


def _dotted(match: re.Match[str]) -> Dotted:
    said = clock(int(match["hour"]), int(match["minute"]))
    return Dotted(said.hour, said.minute)


RULES: tuple[Rule, ...] = (
    (r"(?:zwischen|between)(?= .*\d)", _no("when.between")),
    (r"zwischen|between", _no("when.vague")),
    (r"(?:kurz|shortly|right) (?:vor|nach|before|after)(?= \d)", _no("when.between")),
    # In English both "eleven fifty" and a span.
    (rf"(?<!from )(?:5|10|15|20|25) to {_H}(?! ?[ap]\.?m|:)", _no("when.half")),
    (
        rf"(?:von |from )?(?P<hour>{_WORD})(?: uhr)?"
        rf"(?= (?:bis|until|-) (?:halb |viertel |dreiviertel )?(?:{_WORD}|\d{{1,2}})(?: uhr|$))",
        _plain,
    ),
    (rf"(?<=bis )(?P<hour>{_WORD})$", _plain),
    (rf"from (?P<hour>{_WORD})(?= to (?:{_WORD}|\d{{1,2}})\b)", _plain),
    (rf"(?:{_AT})?{_HOUR} o'? ?clock", _bare),
    (rf"(?:{_AT})?(?P<hour>{_H}) (?:sharp|puenktlich)", _bare),
    (r"(?:um )?halb$", _no("when.half")),
    (r"(?<!am )so (?=um\b)", lambda _: Weekday(6, about="um")),
    (r"(?<!am )so (?=(?:gegen|ca|circa|zirka|etwa|ungefaehr)\b)", lambda _: Weekday(6, about="gegen")),
    # "um 3 am Dienstag" is German: no "a.m." in it.
    (rf"(?:um|gegen|ab) (?P<hour>{_H}) (?=am\b)", _bare),
    (rf"(?:{_AT})?(?P<hour>0?[1-9]|1[0-2])(?:[:.](?P<minute>\d\d))? ?{_MERIDIEM}", _meridiem),
    (rf"(?:{_AT})?(?P<hour>{_H}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?: ?(?:{_OCLOCK}|hrs|hours))?(?![:\d])", _plain),
    (rf"(?:{_AT})?(?P<hour>{_H})[.,](?P<minute>\d\d) ?{_OCLOCK}", _plain),
    # "Ab 1.12" is rather a day.
    (rf"(?!ab \d+\.(?:0[1-9]|1[0-2])){_AT}(?P<hour>{_H})\.(?P<minute>\d\d)(?![.\d])", _plain),
    (rf"(?:{_AT})?(?P<hour>{_H}) ?{_OCLOCK} ?(?P<minute>\d\d){_NO_DATE}{_NO_LENGTH}", _plain),
    (rf"(?:{_AT})?(?P<hour>{_WORD}) uhr (?P<minute>\d\d|{_MINUTES}){_NO_DATE}{_NO_LENGTH}", _plain),
    (rf"(?P<hour>\d\d)(?P<minute>\d\d)(?= ?(?:-|bis) ?\d\d:?\d\d ?{_OCLOCK})", _plain),
    (rf"(?:{_AT})?(?P<hour>{_H}) ?uhr (?P<minute>{_MINUTES_ALONE}){_NO_LENGTH}", _plain),
    (rf"(?:{_AT})?(?P<hour>\d{{1,2}})(?P<minute>\d\d) ?{_OCLOCK}", _plain),
    (rf"(?:{_AT})?(?P<hour>{_H}) ?{_OCLOCK}", _plain),
    (rf"(?:{_AT})?(?P<hour>{_WORD}) (?P<minute>fifteen|thirty|forty-five)", _plain),
    (rf"(?:{_AT})?(?P<hour>{_WORD}) uhr", _plain),
    (r"half (?!past)\S+", _no("when.half")),
    (rf"(?:{_AT})?(?P<fraction>drei ?viertel|viertel|halb|half past)(?: |(?=\d)){_HOUR}(?: uhr)?", _around),
    (
        rf"(?:{_AT})?(?P<count>viertel|(?:a )?quarter|\d{{1,2}}(?! to)|{_MINUTES})(?: min(?:uten|utes)?\.?)? "
        rf"(?P<side>vor|nach|past|to|after) (?:(?P<fraction>halb) )?{_HOUR}(?: uhr)?{_NO_DATE}",
        _around,
    ),
    (rf"{_AT}{_HOUR}{_NO_DATE}(?! ?(?:uhr|[ap]\.?m))", _bare),
    (r"(?:at )?(?:noon|midday)", lambda _: Clock(12)),
    (r"(?:um |at )?(?:mitternacht|midnight)", lambda _: Clock(24)),
    (r"tonight", lambda _: DayPart(Part.EVENING)),
    (r"am morgen(?! ?frueh)", lambda _: DayPart(Part.EARLY)),
    (rf"(?:in der |in the |am |at |zu )?(?P<part>{either(PARTS)})", lambda match: DayPart(PARTS[match["part"]])),
    (r"nachm\.?", lambda _: DayPart(Part.AFTERNOON)),
    # Without its dot it is short for "vor dem".
    (r"vorm(?:\.|$)", lambda _: DayPart(Part.MORNING)),
    (r"morgen", lambda _: EitherMorning()),
)
DOTTED: Rule = (r"(?P<hour>[01]?\d|2[0-4])\.(?P<minute>00|1[3-9]|[2-5]\d)(?![.\d])", _dotted)
