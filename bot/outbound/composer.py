"""The composer: an outgoing value becomes rows of the outbox, rendered in the language of its room, as content of Matrix events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.config.effective_settings import SettingsOf
from bot.context import Moment
from bot.domain.ids import RoomId, UserId
from bot.domain.settings import Settings
from bot.messages import ABOUT, ONCE, Anew, Enter, Erase, File, Image, Leave, Open, Outgoing, Priority, React, Reword, Rewrite, Role, Say
from bot.odt import encoded
from bot.outbound.event_content import annotation, body, file_content, image_content, message, related_to, replacement
from bot.outbound.made_files import FileMakers
from bot.outbound.queueing import Cause, Page
from bot.pictures import Worded
from bot.ports import OutboxRow
from bot.texts import Setting, Texts
from bot.texts.addresses import pages_of_records
from bot.texts.pictures import worded
from bot.texts.render import Rendered, pieces


class Composer:
    def __init__(self, texts: Mapping[str, Texts], settings_of: SettingsOf, device: str, makers: FileMakers | None = None) -> None:
        """`makers` make files; a file that none of them can make is left out."""
        self._makers = makers or FileMakers()
        self._texts = texts
        self._settings_of = settings_of
        self._device = device

    async def post(self, moment: Moment, outgoing: Iterable[Outgoing], cause: Cause) -> None:
        """Queues the values in order, the buttons behind them. A message whose `once` key was queued before is left out, with its buttons.

        Of several edits of one message only the last is queued.
        """
        queue = list(outgoing)
        last = {each.of: each for each in queue if isinstance(each, Rewrite)}
        page = Page(moment, cause, self._device)
        for each in queue:
            match each:
                case Rewrite() if each is not last[each.of]:
                    continue
                case Say():
                    await self._say(page, each)
                case Anew():
                    await self._anew(page, each.say)
                case File():
                    if self._makers.odt is not None or not each.as_odt:
                        await self._file(page, each)
                case Image():
                    if self._makers.picture is not None:
                        await self._image(page, each)
                case Rewrite():
                    await self._rewrite(page, each)
                case Reword():
                    content = replacement(Rendered(each.body, each.html), each.kind)
                    content["m.relates_to"] = {"rel_type": "m.replace", "event_id": each.event}
                    page.put(each.room, each.once, "edit", "m.room.message", content, priority=Priority.WEEKLY)
                case React():
                    content = annotation(each.key, each.target)
                    page.put(each.room, each.once, "react", "m.reaction", content, subject=each.subject)
                case Erase():
                    await self._erase(page, each)
                case Enter():
                    via = {"via": each.via} if each.via else {}
                    page.put(each.room, each.once, "join", "", via)
                case Leave():
                    page.put(each.room, each.once, "leave", "", {})
                case Open():
                    # Under the person's id as room, a queue of its own: their server, if it is away, must not block the room.
                    content = {"like": each.room, "about": each.about}
                    page.put(RoomId(each.user), each.once, "open", "", content)
        await page.queue()

    async def render(self, moment: Moment, room: RoomId, text: str, params: Mapping[str, Any]) -> Rendered:
        """A text as it reads in a room."""
        texts, setting = await self._spoken_in(moment, room)
        return texts.render(text, {"prefix": moment.project.prefix, **params}, setting)

    async def written_out(self, moment: Moment, file: File) -> bytes:
        """The bytes of a file that is made of a text; of an ODT file its document, of which `FileMakers` make the file."""
        texts, setting = await self._spoken_in(moment, file.room)
        params = {"prefix": moment.project.prefix, **file.params}
        if file.as_odt:
            drawings = file.pictures if self._makers.picture is not None else ()
            pictures: dict[str, Worded] = {drawing.kind: worded(texts, drawing, setting) for drawing in drawings}
            return encoded(texts.document(file.text, params | {"pictures": list(pictures)}, setting, moment.now, pictures))
        return texts.written_out(file.text, params | {"pictures": []}, setting).encode()

    async def _spoken_in(self, moment: Moment, room: RoomId) -> tuple[Texts, Setting]:
        settings = await self._settings_of(moment.tx, room)
        setting = Setting(zone=settings.zone, name_of=lambda user: moment.rooms.name(UserId(user), room))
        if moment.project.url:
            setting = replace(setting, address_of=pages_of_records(moment.project.url, settings.language))
        return self._texts[settings.language], setting

    async def _say(self, page: Page, say: Say) -> None:
        moment = page.moment
        rendered = await self.render(moment, say.room, say.text, say.params)
        for text, params in say.more:
            rendered += await self.render(moment, say.room, text, params)
        if say.written_at:
            rendered = (await self.render(moment, say.room, "common.late", {"at": say.written_at})) + rendered
        settings = await self._settings_of(moment.tx, say.room)
        target = await self._replied(page, say)
        first, *more = pieces(rendered)
        page.put(
            say.room,
            say.once,
            "send",
            "m.room.message",
            message(first, say, target.event_id if target else None),
            say=say,
            target=_target(say, target),
            not_before=_quiet(settings, moment.now) if say.unasked else None,
        )
        if more and say.once in await page.queue():
            for count, piece in enumerate(more, start=2):
                page.put(say.room, f"{say.once}/{count}", "send", "m.room.message", message(piece, say, None), say=say)
        for key in say.buttons:
            # Where many are answered at the same time, the answers go before the buttons of the cards.
            priority = Priority.DIGEST if say.role is Role.CARD else say.priority
            page.put(say.room, f"{say.once} {key}", "react", "m.reaction", annotation(key, None), under=say.once, priority=priority)

    async def _replied(self, page: Page, say: Say) -> OutboxRow | None:
        """The message of the bot's that it replies to; None for a parked one, whose reply is sent all the same."""
        replied = await page.by_once(say.reply_to_once) if say.reply_to_once else None
        return replied if replied is not None and replied.parked_at is None else None

    async def _anew(self, page: Page, say: Say) -> None:
        """Retries a parked message in its own row, so that it stays the same message however often it is tried."""
        moment = page.moment
        row = await page.by_once(say.once)
        if row is None:
            await self._say(page, say)
        elif row.parked_at is not None:
            rendered, *_ = pieces(await self.render(moment, say.room, say.text, say.params))
            replied = await self._replied(page, say)
            marks = {key: value for key, value in row.content.items() if key in (ONCE, ABOUT)}
            content = message(rendered, say, replied.event_id if replied else None)
            await moment.tx.outbox.retry(row, say.room, content | marks, _target(say, replied))

    async def _file(self, page: Page, file: File) -> None:
        moment = page.moment
        settings = await self._settings_of(moment.tx, file.room)
        replied = await page.by_once(file.reply_to_once) if file.reply_to_once else None
        if replied is not None and replied.room != file.room:
            replied = None
        data = await self.written_out(moment, file) if file.text else file.data
        content = file_content(file, data, related_to(replied.event_id if replied else None, file.thread))
        # Received in the other order, the older file would be the one in the calendar.
        await page.queue()
        await moment.tx.outbox.supersede_file(file.room, file.name, file.subject)
        page.put(
            file.room,
            file.once,
            "file",
            "m.room.message",
            content,
            subject=file.subject,
            target=replied.id if replied and replied.event_id is None else None,
            not_before=_quiet(settings, moment.now) if file.unasked else None,
        )

    async def _image(self, page: Page, image: Image) -> None:
        moment = page.moment
        texts, setting = await self._spoken_in(moment, image.room)
        settings = await self._settings_of(moment.tx, image.room)
        picture = worded(texts, image.drawing, setting)
        filename = texts.plain(f"picture.{image.drawing.kind}.file")
        page.put(
            image.room,
            image.once,
            "file",
            "m.room.message",
            image_content(picture, filename, related_to(None, image.thread)),
            priority=image.priority,
            not_before=_quiet(settings, moment.now) if image.unasked else None,
        )

    async def _rewrite(self, page: Page, rewrite: Rewrite) -> None:
        moment = page.moment
        target = await page.by_once(rewrite.of)
        if target is None:
            return
        rendered, *_ = pieces(await self.render(moment, target.room, rewrite.text, rewrite.params))
        kind = target.content.get("msgtype", "m.notice")
        content = body(rendered, kind)
        if target.parked_at is not None:
            # Nobody has seen it: the row itself gets the new text, in case it is ever sent.
            if target.content:
                await moment.tx.outbox.reword(target, target.content | content)
            return
        # The time alone is not unique: two events may be handled in the same microsecond.
        which = page.cause.event or len(await moment.tx.outbox.edits_of(target.id)) + 1
        once = f"{rewrite.of} ✎ {which} {moment.now.isoformat()}"
        content = replacement(rendered, kind)
        page.put(target.room, once, "edit", "m.room.message", content, target=target.id, priority=target.priority)

    async def _erase(self, page: Page, erase: Erase) -> None:
        moment = page.moment
        target = await page.by_once(erase.of)
        if target is None:
            return
        # Redacting a message leaves its edits readable, so they are redacted too.
        for row in (*await moment.tx.outbox.edits_of(target.id), target):
            await moment.tx.outbox.blank(row)
            page.put(row.room, f"{row.once} ✗", "redact", "", {}, target=row.id, priority=row.priority)


def _target(say: Say, replied: OutboxRow | None) -> int | None:
    """The id of the row that has to be sent first, so that it can be replied to."""
    return replied.id if replied is not None and replied.room == say.room and replied.event_id is None else None


def _quiet(settings: Settings, now: datetime) -> datetime | None:
    return settings.quiet.until(now, settings.zone) if settings.quiet else None
