"""How the words of an argument become a value: texts, colours, people, dates, links, numbers of records.

Each type here is a plain Python type whose validator reads what people write, with the Context as pydantic's validation context. A
value that cannot be read is a UserError, so nothing is stored.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from urllib.parse import unquote

from pydantic import BeforeValidator, PlainValidator, ValidationInfo

from bot.context import Context
from bot.domain.blockers import Severity
from bot.domain.ids import Number, RoomId, UserId
from bot.domain.phrases.ends import FRIDAY, last_day
from bot.messages import UserError
from bot.values import when
from bot.values.colour_words import Said, colour_of
from bot.values.limits import AMOUNT, COLOUR, GROUP, NUMBER, PERSON, PLACE
from bot.values.link import read_link
from bot.values.person import called

LONGEST_TEXT = 2000
MOST_LINES = 60
LONGEST_NAME = 80
LONGEST_LINK = 500
"""Lists and agendas show links as they are."""
MOST_EUROS = 999_999_999
_USER_ID = re.compile(r"(@[^\s:@]+:[^\s@]+)$")
_LINKED = re.compile(r"(?:https?://[^\s#]{1,200}#/(?:user/)?|matrix:u/)(@?[^\s?:/]{1,255}:[^\s?/]{1,255})")
_ADDRESSED = re.compile(r"\((@[^\s:@()]{1,255}:[^\s@()]{1,255})\)\Z")
"""As we show somebody whose name another bears as well."""
_AROUND = " \"'„“”»«‚‘’*_`,;:!"


@dataclass(frozen=True)
class Due:
    """A `bis` is a day, and runs until its end: `time_said` is where a time stood there too, which is not kept."""

    day: date | None = None
    time_said: bool = False


def _context(info: ValidationInfo) -> Context:
    assert isinstance(info.context, Context), "arguments are read with the Context of their command"
    return info.context


def _text(value: str, most: int = LONGEST_TEXT) -> str:
    text = value.strip()
    if len(text) > most:
        raise UserError("text.too-long", length=len(text), most=most)
    lines = text.count("\n") + 1
    if lines > MOST_LINES:
        raise UserError("text.too-many-lines", lines=lines, most=MOST_LINES)
    return text


def _name(value: str) -> str:
    return " ".join(_text(value, LONGEST_NAME).split())


def _title(value: str) -> str:
    return " ".join(_words(value).split())  # a second line could pass for one of the bot's


def _words(value: str) -> str:
    text = _text(value)
    # Punctuation alone says nothing that anybody could act on.
    if not any(unicodedata.category(character)[0] in "LNS" for character in text):
        raise UserError("text.missing")
    return text


def _colour(value: Any) -> Severity:
    if isinstance(value, Severity):
        return value
    said = colour_of(str(value))
    if said is Said.GREEN:
        raise UserError("colour.green")
    if said is None:
        raise UserError("colour.unknown", said=value)
    return Severity.RED if said is Said.RED else Severity.YELLOW


def _day(value: Any, info: ValidationInfo) -> date | None:
    if value is None or isinstance(value, date) or not value.strip():
        return value or None
    return _to_come(_context(info), value)


def _to_come(ctx: Context, said: str, day: date | None = None) -> date:
    """The day, which `said` means where it is not given; a UserError where it is past."""
    try:
        day = day or when.read_day(said, now=ctx.written_at, zone=ctx.settings.zone, language=ctx.settings.language)
    except when.NotUnderstood as refused:
        raise UserError(refused.reason, **refused.params) from None
    if day < ctx.now.astimezone(ctx.settings.zone).date():
        raise UserError("when.overtaken", said=said, day=day)
    return day


def read_last_day(ctx: Context, said: str, *, of_week: int) -> date:
    """Until when something runs that ends within a week on the day `of_week`; a UserError where that is past or no day."""
    try:
        day = last_day(said, ctx.written_at.astimezone(ctx.settings.zone).date(), of_week=of_week)
    except when.NotUnderstood as refused:
        raise UserError(refused.reason, **{"said": said.strip(), **refused.params}) from None
    return _to_come(ctx, said, day)


def _due(value: Any, info: ValidationInfo) -> Due:
    if isinstance(value, Due):
        return value
    if value is None or not value.strip():
        return Due()
    day = read_last_day(_context(info), value, of_week=FRIDAY)
    return Due(day, time_said=_says_time(value, info))


def _says_time(value: str, info: ValidationInfo) -> bool:
    ctx = _context(info)
    try:
        return isinstance(when.read(value, now=ctx.written_at, zone=ctx.settings.zone, language=ctx.settings.language), when.Moment)
    except when.NotUnderstood:
        return False  # "KW 48" while it runs is a day only as an end


def _delay(value: str, info: ValidationInfo) -> str:
    if not value.strip():
        return ""
    try:
        return when.read_delay(value).said("en")
    except when.NotUnderstood as refused:
        raise UserError(refused.reason, **refused.params) from None


def _period(value: Any, info: ValidationInfo) -> tuple[date | None, date | None]:
    if not isinstance(value, str) or not value.strip():
        return (None, None)
    ctx = _context(info)
    try:
        return when.read_period(value, now=ctx.written_at, zone=ctx.settings.zone, language=ctx.settings.language)
    except when.NotUnderstood as refused:
        raise UserError(refused.reason, **refused.params) from None


def _person(value: Any, info: ValidationInfo) -> UserId | None:
    """A pill, `@name:server`, or the display name when only one member of the room bears it."""
    if not value or not value.strip():
        return None
    ctx = _context(info)
    return find_person(ctx, value, ctx.here.room if ctx.here else ctx.room)


def find_person(ctx: Context, value: str, room: RoomId) -> UserId:
    """Whom the words mean in `room`, which need not be the one where they were said; a UserError where that is nobody or not plain."""
    said = value.strip()
    # `„Ben Öztürk“`, `Ben,`; but a name may end with a dot.
    spelled = [said, said.removeprefix("@"), said.strip(_AROUND), said.strip(_AROUND + ".@")]
    linked, behind = _LINKED.search(unquote(said)), _ADDRESSED.search(said)
    pilled = next((ctx.mentions[each] for each in spelled if each in ctx.mentions), None)
    user_id = linked or behind or _USER_ID.match(said.strip(_AROUND + "."))
    if pilled or user_id:
        user = pilled or _as_joined(ctx, UserId("@" + (user_id[1] if user_id else "").removeprefix("@")), room)
        if not ctx.rooms.is_joined(user, room):
            raise UserError("person.not-here", said=user)
        return user
    if not ctx.rooms.named(said.removeprefix("@"), room):
        said = said.strip(_AROUND) if ctx.rooms.named(said.strip(_AROUND), room) else said.strip(_AROUND + ".@") or said
    bearers = ctx.rooms.named(said.removeprefix("@"), room) or called(ctx.rooms, said, room)
    if len(bearers) > 1:
        raise UserError("person.several", said=said, users=list(bearers))
    if not bearers:
        raise UserError("person.unknown", said=said)
    return bearers[0]


def _as_joined(ctx: Context, user: UserId, room: RoomId) -> UserId:
    """The address as its owner has it: phones begin it with a capital letter, and only one here is spelled so."""
    if ctx.rooms.is_joined(user, room):
        return user
    alike = [member for member in ctx.rooms.members(room) if member.casefold() == user.casefold()]
    return alike[0] if len(alike) == 1 else user


def _link(value: str) -> str:
    said = _text(value, LONGEST_LINK)
    link = read_link(said) if said.strip("<>") else ""
    if link is None:
        raise UserError("link.unknown", said=value)
    return link


def _euros(value: Any) -> int | None:
    if value is None or isinstance(value, int) or not str(value).strip():
        return value or None
    said = re.sub(r"(?i)euros?|eur|€|\s|'", "", str(value)).rstrip(".;!")
    said = re.sub(r",(-+|00?)$|\.00$", "", said)
    match = re.fullmatch(r"(\d+|\d{1,3}(?:[.,]\d{3})+)(?:(?i:t|tsd\.?|k))?", said)
    if match is None:
        raise UserError("euros.unknown", said=value)
    digits = re.sub(r"[.,]", "", match[1])
    # Python itself refuses to read thousands of digits.
    amount = int(digits[: len(str(MOST_EUROS)) + 1]) * (1000 if said[-1].isalpha() or said.endswith("sd.") else 1)
    if amount > MOST_EUROS:
        raise UserError("euros.too-many", most=MOST_EUROS)
    return amount


def _number(letter: str) -> BeforeValidator:
    def read(value: Any) -> Number:
        number = value if isinstance(value, Number) else Number.read(str(value), letter)
        if number is None or number.letter != letter:
            raise UserError("number.unknown", said=str(value))
        return number

    return BeforeValidator(lambda value: read(NUMBER.require(value)))


Text = Annotated[str, BeforeValidator(_text)]
"""What people write, at most 2,000 characters in 60 lines; may be empty."""
Name = Annotated[str, BeforeValidator(_name)]
"""What a group is called, in one line of at most 80 characters; may be empty."""
Words = Annotated[str, BeforeValidator(_words)]
"""A text that must say something."""
Title = Annotated[str, BeforeValidator(_title)]
"""The same, in one line."""
Colour = Annotated[Severity, BeforeValidator(_colour), COLOUR.first]
Day = Annotated[date | None, BeforeValidator(_day)]
"""A date that is not past."""
DueDay = Annotated[Due, PlainValidator(_due)]
"""By which day something is due, not past."""
Delay = Annotated[str, BeforeValidator(_delay)]
"""How much later something gets, kept as a count of one unit in English, `2 weeks`."""
Period = Annotated[tuple[date | None, date | None], BeforeValidator(_period)]
Person = Annotated[UserId | None, BeforeValidator(_person), PERSON.first]
People = Annotated[str, BeforeValidator(_text), PERSON.first]
"""Who does something, as it was written: whom it means is only plain in the room of the record's group."""
GroupName = Annotated[str, BeforeValidator(_text), GROUP.first]
"""Which of the groups, as it was written."""
Place = Annotated[str, BeforeValidator(_text), PLACE.first]
"""A place in an order, as it was written."""
Link = Annotated[str, BeforeValidator(_link)]
Euros = Annotated[int | None, BeforeValidator(_euros), AMOUNT.first]
ActionNumber = Annotated[Number, _number("A")]
BlockerNumber = Annotated[Number, _number("B")]
LearningNumber = Annotated[Number, _number("L")]
TeamNumber = Annotated[Number, _number("G")]
TopicNumber = Annotated[Number, _number("T")]
RetroNumber = Annotated[Number, _number("R")]
SessionNumber = Annotated[Number, _number("S")]
