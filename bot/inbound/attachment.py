"""Attachments: of a picture or file with a command as its caption, its address is kept as a note on the record, not the file itself."""

from __future__ import annotations

from bot.command import Command, Noun
from bot.context import Context
from bot.domain.history import Note
from bot.domain.ids import Number
from bot.messages import Attachment

ATTACHMENT_SIGN = "📎"
_READING_VERBS = frozenset({"show", "list", "help", "export"})


def belongs(command: Command, noun: Noun) -> bool:
    """Whether a picture beside this command belongs to its record.

    Not where the command only shows something, nor with a note of a retrospective, of which nothing may tell whose it is.
    """
    return noun.reply is not None and command.verb not in _READING_VERBS and command.verb != noun.jot


async def keep(ctx: Context, subject: Number, attachment: Attachment | None) -> None:
    """Adds the attachment to the note that the message made, or as a note of its own; with None takes it out again.

    Deleting the message deletes the note.
    """
    note = next((note for note in await ctx.tx.notes.all_of_event(ctx.event) if note.subject == subject), None)
    words = _without(note.text) if note is not None else ""
    text = " ".join(filter(None, (words, shown(ctx, attachment) if attachment else "")))
    if note is None and text:
        await ctx.tx.notes.add(Note(id=0, subject=subject, author=ctx.sender, at=ctx.written_at, text=text, event=ctx.event))
    elif note is not None and not text:
        await ctx.tx.notes.delete(note)
    elif note is not None and text != note.text:
        await ctx.tx.notes.reword(note, text)


def shown(ctx: Context, attachment: Attachment) -> str:
    """The attachment in a line: its name, a link to its message, and its address, by which it can be found without the room.

    Without the link where it was sent in a direct chat, into which nobody else can look.
    """
    place = "" if ctx.direct else f" {ctx.rooms.permalink(ctx.room, ctx.event)}"
    return f"{ATTACHMENT_SIGN} {attachment.name}:{place} ({attachment.address})"


def _without(text: str) -> str:
    words, sign, picture = text.rpartition(ATTACHMENT_SIGN)
    return words.strip() if sign and "(mxc://" in picture else text
