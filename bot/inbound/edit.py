"""Edits of messages, and deletions of edits: the record follows what people see in the room."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.command import Arguments, Command, Vocabulary
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.teams import TEAM_LETTER
from bot.grammar.binding import bind, require_standing
from bot.grammar.in_english import noun_word
from bot.grammar.parser import Parsed, parse
from bot.inbound.message import Messages, claim, doubted, thread_of
from bot.messages import Edit, Role, Say, UserError
from bot.messages.outcome import NAMELESS, Outcome, alias, fingerprint
from bot.ports import Handled, Transaction

EDITABLE_FOR = timedelta(hours=24)
"""How long after a message an edit of it changes the record that it made."""


class Edits:
    def __init__(self, vocabulary: Vocabulary, messages: Messages, prefix: str) -> None:
        self._vocabulary = vocabulary
        self._messages = messages
        self._prefix = prefix

    async def edit(self, tx: Transaction, event: Edit) -> Outcome:
        """An edit of a refused command runs it anew, of an "add" changes its record; any other is not carried out twice."""
        claimed = claim(event.of, event.sender)
        before = await tx.inbox.handled(event.of) or await tx.inbox.handled(claimed)
        author = event.author or await tx.inbox.author(event.of)
        if author not in (None, event.sender) or await _is_of_nothing_said(tx, event, before):
            return Outcome()
        if before is not None and before.outcome == NAMELESS:
            say = Say(room=event.room, text="edit.nameless", once=f"edit-not-run:{alias(event.of)}", role=Role.NAMELESS)
            return Outcome(result=NAMELESS, posts=(say,), nameless=True)
        if before is not None and before.room != event.room:
            return Outcome()
        if before is not None and before.fingerprint == fingerprint(event):
            return Outcome()
        if event.doubt:
            was_meant = before is not None and before.outcome != "ignored"
            return doubted(event) if was_meant or self._messages.heard(event, direct=False) is not None else Outcome()
        for row in await tx.outbox.by_cause(event.of):
            # An edit does not name the thread of its message; the bot's answer to the message does.
            event = event.model_copy(update={"thread": event.thread or thread_of(row)})
            if row.role is Role.SUGGESTION:
                await tx.outbox.blank(row)  # a suggestion for the old words does not hold any more
        ctx = replace(await self._messages.context(tx, event), event=event.of)
        if before is not None and before.outcome == "done":
            return await self._of_done(ctx, event, before)
        said = self._messages.heard(event, ctx.direct)
        if said is None or event.takes_back:
            return Outcome()
        try:
            outcome = await self._messages.pictured(ctx, event, await self._messages.say(ctx, said, event.event_id, event.thread))
            return replace(outcome, instead_of=before.event_id if before else claimed)
        except UserError as error:
            error.replaces = True
            raise

    async def _of_done(self, ctx: Context, event: Edit, before: Handled) -> Outcome:
        command = self._vocabulary.command(before.command)
        if command is None or command.amend is None or before.subject is None:
            return self._told_once(ctx, event, "edit.no-effect", before)
        is_old = event.sent_at - before.sent_at > EDITABLE_FOR
        if is_old and not (command.editable is not None and await command.editable(ctx, before.subject)):
            return self._told_once(ctx, event, "edit.too-late", before)
        ctx = replace(ctx, who=command.who, written_at=before.sent_at)
        try:
            parsed = self._said_instead(ctx, event, command, before.subject)
            if parsed is None:
                if event.takes_back and command.retract is not None:
                    return await self._taken_back(ctx, command, before)
                return self._told_once(ctx, event, "edit.no-effect", before)
            require_standing(command, ctx)
            args: Arguments = bind(parsed, ctx)
            changed = await command.amend(ctx, before.subject, args)
        except UserError as error:
            if event.takes_back and command.retract is not None:
                return await self._taken_back(ctx, command, before)
            error.about = error.about or command.name
            error.amends = before.subject
            raise
        # The answer itself is edited; a message of its own would say the same again.
        outcome = Outcome(result="done", command=command.name, subject=before.subject, posts=tuple(changed or ()))
        return replace(await self._messages.pictured(ctx, event, outcome), instead_of=before.event_id)

    async def _taken_back(self, ctx: Context, command: Command, before: Handled) -> Outcome:
        """The edit that made the record was deleted, and the words before it are no command: the same as a deletion of the message."""
        assert command.retract is not None and before.subject is not None
        posts = await command.retract(ctx, before.subject)
        # Edited into a command again, it makes a new record.
        return Outcome(command=command.name, posts=tuple(posts), instead_of=before.event_id)

    def _said_instead(self, ctx: Context, event: Edit, command: Command, subject: Number) -> Parsed | None:
        """The edited message as the same command again; None where it has become something else."""
        noun = self._vocabulary.of_command(command)
        if command.verb in noun.reply_verbs:
            # A note's message is a plain reply; as a command it is like any other, and not run twice.
            if self._messages.heard(event, direct=False) is None:
                return Parsed(command=command, number=subject if command.takes_number else None, text=event.text.strip())
            if command.verb != noun.free:
                return None
        said = self._messages.heard(event, ctx.direct)
        if said is None and command.replies_whole:
            return self._messages.as_reply(command.name, event.text)
        parsed = parse(said, self._vocabulary, self._prefix) if said else None
        return parsed if parsed is not None and parsed.command is command else None

    def _told_once(self, ctx: Context, event: Edit, text: str, before: Handled) -> Outcome:
        noun = self._vocabulary.of_letter(before.subject.letter) if before.subject else None
        # Groups have numbers, too, but people only ever see their names.
        numbers = [each for each in (before.subject, *before.others) if each is not None and each.letter != TEAM_LETTER]
        subjects = ", ".join(map(str, numbers))
        say = Say(
            room=ctx.room,
            text=text,
            params={"number": subjects, "noun": noun_word(noun, ctx.settings.language) if noun else ""},
            once=f"edit-not-run:{event.of}",
            thread=event.thread,
        )
        return Outcome(result="ignored", posts=(say,))


async def _is_of_nothing_said(tx: Transaction, event: Edit, before: Handled | None) -> bool:
    """Whether it edits what no client shows as edited: a message of ours, or another edit."""
    if before is not None:
        return before.edit_of is not None
    return await tx.outbox.by_event(event.of) is not None
