"""Messages: each gives a command, or is a reply to a card, or means nothing to the bot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.command import NOTED, Command, Vocabulary
from bot.context import Context
from bot.context_factory import ContextFactory
from bot.domain.ids import EventId, Number, UserId
from bot.grammar.addressing import Said, Us, addressed
from bot.grammar.binding import bind, require_standing
from bot.grammar.parsed import Parsed
from bot.grammar.parser import parse
from bot.grammar.replied_record import command_in, verb_alone, with_number
from bot.grammar.smalltalk import small
from bot.grammar.suggestions import respelt
from bot.inbound import attachment, batch
from bot.inbound.answer import answer
from bot.inbound.receipted_message import receipted, replied_to
from bot.messages import Edit, File, Image, Message, Reply, Role, Say, UserError
from bot.messages.outcome import NAMELESS, Outcome, alias
from bot.ports import OutboxRow, Transaction
from bot.texts import Texts
from bot.words import fold


class Messages:
    def __init__(
        self, vocabulary: Vocabulary, contexts: ContextFactory, prefix: str, us: Callable[[], Us], texts: Mapping[str, Texts]
    ) -> None:
        self._vocabulary = vocabulary
        self._texts = texts
        self._contexts = contexts
        self._prefix = prefix
        self._us = us

    def heard(self, event: Message | Edit, direct: bool) -> str | None:
        """The command in a message, without prefix or mention; None where it is not for the bot."""
        return addressed(Said(text=event.text, pills=event.mentions, names_us=event.names_us), self._us(), direct=direct)

    def bare(self, suggested: str) -> str:
        """A command that the bot has suggested, without its prefix."""
        return addressed(Said(text=suggested), self._us(), direct=True) or suggested

    async def message(self, tx: Transaction, event: Message) -> Outcome:
        edited = await tx.inbox.handled(claim(event.event_id, event.sender))
        if edited is not None:  # its key came late, and an edit of it has been carried out
            is_nameless = edited.outcome == NAMELESS
            return Outcome(
                result=edited.outcome, command=edited.command, subject=edited.subject, others=edited.others, nameless=is_nameless
            )
        ctx = await self.context(tx, event)
        said = self.heard(event, ctx.direct)
        if event.reply_to and self.heard(event, direct=False) is None:
            card = await tx.outbox.by_event(event.reply_to)
            if card is not None and card.room == event.room and card.reply_gives is not None:
                return doubted(event) if event.doubt else await self._given(ctx, event, card.reply_gives, card.role)
            if card is not None and card.room == event.room and card.role in NOTED and card.subject:
                if event.doubt:
                    return doubted(event)
                return await self.pictured(ctx, event, await self._reply(ctx, event, card.subject, card.role))
            own = await receipted(tx, event.reply_to, event.room) if card is None else None
            if own is not None:
                return doubted(event) if event.doubt else await self.pictured(ctx, event, await self._reply(ctx, event, own, Role.CARD))
        if said is None:
            return Outcome()
        if event.doubt:
            return doubted(event)
        said = await self._about_card(ctx, event, said) or said
        return await self.pictured(ctx, event, await self.say(ctx, said, event.event_id, event.thread))

    async def _about_card(self, ctx: Context, event: Message, said: str) -> str | None:
        """The command with the number of the record that it replies to; None where it is about none, or names one itself."""
        several = await replied_to(ctx.tx, event.reply_to, event.room) if event.reply_to else ()
        return with_number(said, self._vocabulary, several) if several else None

    async def say(self, ctx: Context, text: str, answers: EventId, thread: EventId | None, *, literal: bool = False) -> Outcome:
        """Carries out the command that `text` gives. `answers` is the event that the outcome answers."""
        parsed = parse(text, self._vocabulary, self._prefix, literal=literal)
        try:
            return await self.run(ctx, parsed.command, parsed, answers, thread)
        except UserError as error:
            error.suggest = error.suggest or respelt(text, error, self._prefix)
            raise

    async def run(self, ctx: Context, command: Command, parsed: Parsed, answers: EventId, thread: EventId | None = None) -> Outcome:
        """Carries out a command whose words are known."""
        try:
            ctx = replace(ctx, who=command.who, literal=parsed.literal)
            require_standing(command, ctx)
            reply = await (self._each(ctx, parsed) if parsed.others else _carried_out(ctx, parsed))
        except UserError as error:
            error.about = error.about or command.name
            error.number = parsed.number
            raise
        return self._done(ctx, command, reply, answers, thread)

    async def amend(self, ctx: Context, text: str, subject: str, *, literal: bool) -> Outcome:
        """Changes the record that a message has made to what its edit was meant to say."""
        parsed = parse(text, self._vocabulary, self._prefix, literal=literal)
        command, number = parsed.command, Number.of_subject(subject)
        if command.amend is None or number is None:
            return Outcome()
        ctx = replace(ctx, who=command.who, literal=literal)
        require_standing(command, ctx)
        changed = await command.amend(ctx, number, bind(parsed, ctx))
        return Outcome(result="done", command=command.name, subject=number, posts=tuple(changed or ()))

    async def _each(self, ctx: Context, parsed: Parsed) -> Reply:
        texts = self._texts[ctx.settings.language]
        return batch.joined(ctx, await batch.each(ctx, parsed, _carried_out), texts, about=parsed.command.name)

    async def _reply(self, ctx: Context, event: Message, subject: str, role: Role) -> Outcome:
        """A plain reply to a card is kept with its record."""
        said = self._led_by_noun(event.text) if role is Role.BALLOT else None
        if said is not None:
            return await self.say(ctx, said, event.event_id, event.thread)
        number = Number.of_subject(subject)
        noun = self._vocabulary.of_message(subject, role) if number else None
        # A picture without words is a note as well.
        text = event.text.strip() or (attachment.shown(ctx, event.attachment) if event.attachment else "")
        replied = noun.replied(role, text) if noun else None
        command = noun.verb(replied or noun.reply or "") if noun else None
        if command is None:
            return Outcome()
        if replied is not None:
            parsed = Parsed(command=command, number=number if command.takes_number else None, text=text)
            return await self.run(replace(ctx, replied=role), command, parsed, event.event_id, event.thread)
        if noun is not None and number is not None and verb_alone(text, noun) is not None:
            spoken = f"{self._prefix}{noun.name if ctx.settings.language == 'en' else noun.words[0]}"
            raise UserError("reply.verb", suggest=f"{spoken} {text} {number}", literal=f"{spoken} {command.words[0]} {number} {text}")
        if noun is not None and noun.prose and command_in(text, noun, self._vocabulary, self._prefix) is not None:
            noun_said, verb = (noun.name, command.verb) if ctx.settings.language == "en" else (noun.words[0], command.words[0])
            spoken = f"{self._prefix}{noun_said}"
            raise UserError(f"{noun.name}.verb-meant", suggest=f"{spoken} {text}", literal=f"{spoken} {verb}: {text}")
        parsed = Parsed(command=command, number=number if command.takes_number else None, text=text)
        return await self.run(replace(ctx, replied=role), command, parsed, event.event_id, event.thread)

    async def _given(self, ctx: Context, event: Message, name: str, role: Role) -> Outcome:
        """A plain reply that stands for a command, with fields if it has any."""
        if small(event.text):
            return Outcome()
        parsed = self.as_reply(name, event.text)
        if parsed is None:
            return Outcome()
        return await self.run(replace(ctx, replied=role), parsed.command, parsed, event.event_id, event.thread)

    def as_reply(self, name: str, text: str) -> Parsed | None:
        """The words of a plain reply as the command that they stand for."""
        command = self._vocabulary.command(name)
        if command is None:
            return None
        noun = self._vocabulary.of_command(command)
        return parse(f"{noun.words[0]} {command.words[0]}\n{text.strip()}", self._vocabulary, self._prefix)

    async def pictured(self, ctx: Context, event: Message | Edit, outcome: Outcome) -> Outcome:
        """Keeps the address of the message's attachment with its records; takes it away where an edit has removed the attachment."""
        command = self._vocabulary.command(outcome.command)
        noun = self._vocabulary.of_letter(outcome.subject.letter) if outcome.subject else None
        if command is None or noun is None or outcome.subject is None or not attachment.belongs(command, noun):
            return outcome
        if outcome.result == "done" and (event.attachment is not None or isinstance(event, Edit)):
            for subject in (outcome.subject, *outcome.others):
                await attachment.keep(ctx, subject, event.attachment)
        return outcome

    def _led_by_noun(self, text: str) -> str | None:
        """`Aufgabe: Angebot einholen`: as a reply to a note of a retrospective it is that command without its prefix."""
        word, colon, rest = text.strip().partition(":")
        noun = self._vocabulary.by_word.get(fold(word)) if colon else None
        return f"{word} {rest.strip()}" if noun is not None and noun.free == "add" else None

    async def context(self, tx: Transaction, event: Message | Edit) -> Context:
        return await self._contexts.context(
            tx,
            room=event.room,
            sender=event.sender,
            event=event.event_id,
            written_at=event.sent_at,
            mentions=event.mentions,
            origin=event.reply_to if isinstance(event, Message) else None,
            thread=event.thread,
        )

    def _done(self, ctx: Context, command: Command, reply: Reply, answers: EventId, thread: EventId | None) -> Outcome:
        if reply.nameless:
            say = Say(
                room=ctx.room, text=reply.text, params=reply.params, once=f"answer:{alias(answers)}", role=Role.NAMELESS, thread=thread
            )
            return Outcome(result=NAMELESS, posts=(say, *reply.also), nameless=True)
        # A file stands where its answer does.
        also = (replace(each, thread=thread) if isinstance(each, File | Image) and each.room == ctx.room else each for each in reply.also)
        return Outcome(
            result="done",
            command=command.name,
            subject=reply.subject,
            others=reply.others,
            posts=(*answer(ctx, reply, ctx.room, answers, thread), *also),
        )


async def _carried_out(ctx: Context, parsed: Parsed) -> Reply:
    return await parsed.command.run(ctx, bind(parsed, ctx))


def doubted(event: Message | Edit) -> Outcome:
    """The outcome of a message that may not be its sender's: none. The sender is told so once a day, readable on every device of theirs."""
    say = Say(
        room=event.room,
        text=f"doubt.{event.doubt}",
        once=f"doubt:{event.doubt}:{event.sender}:{event.sent_at.date()}",
        reply_to=event.event_id,
        thread=event.thread,
        mentions=(event.sender,),
        notify=True,
        to_all=True,
    )
    return Outcome(result="refused", posts=(say,))


def claim(event: EventId, sender: UserId) -> EventId:
    """The id under which an edit is kept whose message never came in, because only the edit made it a command.

    The message itself may be somebody else's. The id contains the sender of the edit, so it covers only their own edits.
    """
    return EventId(f"{event} by {sender}")


def thread_of(row: OutboxRow) -> EventId | None:
    """The thread in which a message of the bot's stands."""
    relation = row.content.get("m.relates_to", {})
    return EventId(relation["event_id"]) if relation.get("rel_type") == "m.thread" else None
