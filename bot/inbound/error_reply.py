"""The answer to a mistake: what is wrong, in one sentence, with a correct example, and what was probably meant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.command import Vocabulary
from bot.config.effective_settings import SettingsOf
from bot.context import Context
from bot.context_factory import ContextFactory
from bot.domain.ids import EventId
from bot.grammar.binding import require_standing
from bot.grammar.in_english import in_english
from bot.grammar.parsed import NumberMissing
from bot.inbound.batch import Refused
from bot.inbound.error_params import worded
from bot.inbound.message import claim
from bot.inbound.suggestion import settled, shown
from bot.messages import Edit, Message, Reaction, Redaction, Role, Say, UserError
from bot.messages.outcome import STANDS, Outcome
from bot.ports import InboxRow, Transaction
from bot.texts import Texts

YES = "✅"
NO = ("❌", "✍")
"""Reactions that take the words as they stand; the bot sets the first."""
MAX_REFUSALS = 100
"""Refusals to one person in a direct chat within REFUSALS_WINDOW, after which no more are sent: far more than anybody mistypes."""
_RIGHTS = ("right.", "team.none", "team.public", "team.waiting", "team.unknown")
"""Prefixes of refusals of people who may not give the command at all: their taps change nothing."""
REFUSALS_WINDOW = timedelta(minutes=5)


class ErrorReplies:
    def __init__(
        self, vocabulary: Vocabulary, prefix: str, texts: Mapping[str, Texts], contexts: ContextFactory, settings_of: SettingsOf
    ) -> None:
        self._vocabulary = vocabulary
        self._prefix = prefix
        self._texts = texts
        self._contexts = contexts
        self._settings_of = settings_of

    async def refusal(self, tx: Transaction, row: InboxRow, error: UserError) -> Outcome:
        """The answer to a mistake of the user. Nothing else is kept of it."""
        event = row.event
        await self._contexts.look_around(tx, event.room)
        refused = await self._refused_lately(tx, row)
        if refused > MAX_REFUSALS:
            return Outcome(result="refused")
        if refused == MAX_REFUSALS:
            return Outcome(result="refused", posts=(Say(room=event.room, text="common.enough", once=f"answer:{event.event_id}"),))
        if isinstance(error, NumberMissing):
            error = await self._which(tx, row, error)
        if error.suggest:
            error = settled(error, await self._context(tx, row), self._vocabulary)
        if error.suggest and isinstance(event, Message | Edit):
            error.suggest = await self._with_addresses(tx, event, error.suggest)
        texts = self._texts[(await self._settings_of(tx, event.room)).language]
        if texts.language == "en":
            self._say_in_english(error)
        suggest, literal = error.suggest, error.literal if error.suggest else None
        offered = shown(suggest, self._vocabulary, self._prefix) if suggest else ""
        say = Say(
            room=event.room,
            text=error.text,
            params=error.params if isinstance(error, Refused) else worded(error, texts, suggest=offered),
            more=error.further if isinstance(error, Refused) else (),
            once=f"answer:{event.event_id}",
            role=Role.SUGGESTION if suggest else Role.NOTICE if error.subject else Role.ANSWER,
            subject=str(error.amends) if suggest and error.amends else str(error.subject) if error.subject and not suggest else None,
            suggests=suggest,
            literally=literal,
            buttons=((YES, NO[0]) if literal else (YES,)) if suggest else error.buttons,
            thread=event.thread if isinstance(event, Message | Edit) else None,
        )
        replaced = await self._replaced(tx, event) if isinstance(event, Edit) and error.replaces else None
        if isinstance(event, Reaction) and error.number is not None and not error.text.startswith(_RIGHTS):
            return Outcome(result=STANDS, command=error.about, subject=error.number, posts=(say,))
        return Outcome(result="refused", command=error.about, posts=(say,), instead_of=replaced)

    def _say_in_english(self, error: UserError) -> None:
        """Gives what is suggested English words, whatever the refused words were."""
        if error.suggest:
            error.suggest = in_english(error.suggest, self._vocabulary, self._prefix)
        if "either" in error.params:
            error.params["either"] = [in_english(each, self._vocabulary, self._prefix) for each in error.params["either"]]

    async def _with_addresses(self, tx: Transaction, event: Message | Edit, suggest: str) -> str:
        """A suggestion without pills, which are lost when it is accepted: a person whose name is not unique is named by address."""
        rooms = (await self._contexts.moment(tx, event.room)).rooms
        for name, user in event.mentions.items():
            if list(rooms.named(name.removeprefix("@"), event.room)) != [user]:
                suggest = suggest.replace(name, user)
        return suggest

    async def _refused_lately(self, tx: Transaction, row: InboxRow) -> int:
        """How often the sender was refused lately. In a direct chat every message is for the bot, also those of another bot that answers
        each of its messages: that loop must end."""
        known = await tx.rooms.get(row.event.room)
        if known is None or not known.is_direct:
            return 0
        return await tx.inbox.refused_since(row.event.room, row.event.sender, row.received_at - REFUSALS_WINDOW)

    async def _replaced(self, tx: Transaction, edit: Edit) -> EventId:
        """The message whose outcome this is from now on: the edited one that was run again."""
        return edit.of if await tx.inbox.handled(edit.of) else claim(edit.of, edit.sender)

    async def apology(self, tx: Transaction, row: InboxRow) -> Outcome:
        """The answer to a fault of ours, where somebody waits for one."""
        event = row.event
        match event:
            case Message() | Edit():
                thread = event.thread
            case Reaction() if await tx.outbox.by_event(event.target) is not None:
                thread = None
            case Redaction() if (before := await tx.inbox.handled(event.target)) is not None and before.outcome == "done":
                thread = None
            case _:
                return Outcome(result="refused")
        say = Say(room=event.room, text="common.apology", once=f"answer:{event.event_id}", thread=thread)
        return Outcome(result="refused", posts=(say,))

    async def _context(self, tx: Transaction, row: InboxRow) -> Context:
        event = row.event
        mentions = event.mentions if isinstance(event, Message | Edit) else None
        return await self._contexts.context(
            tx, room=event.room, sender=event.sender, event=event.event_id, written_at=event.sent_at, mentions=mentions
        )

    async def _which(self, tx: Transaction, row: InboxRow, error: NumberMissing) -> UserError:
        noun = next(noun for noun in self._vocabulary.nouns if error.command in noun.commands)
        event = row.event
        ctx = await self._contexts.context(
            tx, room=event.room, sender=event.sender, event=event.event_id, written_at=event.sent_at, who=error.command.who
        )
        try:
            # People who may not give the command must not learn which records there are.
            require_standing(error.command, ctx)
            better = await noun.which(ctx, error.command, error.rest if error.has_text else "") if noun.which else error
        except UserError as refused:
            better = refused
        better.about = error.command.name
        return better
