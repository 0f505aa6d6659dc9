"""What is kept of a picture or file under which something was said: where it is, as a note on the record, and not the picture."""

from __future__ import annotations

from bot.command import Command, Noun
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.records import Note
from bot.messages import Attachment

ATTACHMENT_SIGN = "📎"
_READING_VERBS = frozenset({"show", "list", "help", "export"})


def belongs(command: Command, noun: Noun) -> bool:
    """Whether a picture beside this command belongs to its record.

    Not where that was only looked at; nor beside a note of a retrospective, which nobody can tell whose it is.
    """
    return noun.reply is not None and command.verb not in _READING_VERBS and command.verb != noun.jot


async def keep(ctx: Context, subject: Number, attachment: Attachment | None) -> None:
    """The note that the message made says where the picture is, or one of its own does. Deleting the message deletes it."""
    note = await ctx.tx.notes.of_event(ctx.event)
    words = _without(note.text) if note is not None else ""
    text = " ".join(filter(None, (words, shown(ctx, attachment) if attachment else "")))
    if note is None and text:
        await ctx.tx.notes.add(Note(id=0, subject=subject, author=ctx.sender, at=ctx.written_at, text=text, event=ctx.event))
    elif note is not None and not text:
        await ctx.tx.notes.delete(note)
    elif note is not None and text != note.text:
        await ctx.tx.notes.reword(note, text)


def shown(ctx: Context, attachment: Attachment) -> str:
    """Its name, where in the room it stands, and its address, by which it can be found without the room.

    Nobody else can look into a direct chat: from there it is the address alone.
    """
    place = "" if ctx.direct else f" {ctx.rooms.permalink(ctx.room, ctx.event)}"
    return f"{ATTACHMENT_SIGN} {attachment.name}:{place} ({attachment.address})"


def _without(text: str) -> str:
    words, sign, picture = text.rpartition(ATTACHMENT_SIGN)
    return words.strip() if sign and "(mxc://" in picture else text
