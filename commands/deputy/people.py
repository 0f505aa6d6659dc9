"""Whom the words name who is to speak for a voice: a member of the committee's room, or somebody who has still to come in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.context import Context
from bot.domain.ids import UserId
from bot.domain.teams import Team
from bot.messages import UserError
from bot.values import find_person
from bot.values.length_limits import PERSON

_MOST_WORDS = 6
"""Words of a name."""
_ADDRESS = re.compile(r"@[^\s:@]{1,250}:[^\s:@]{1,250}(?::\d{1,5})?")
_LINK = re.compile(r"https?://matrix\.to/#/\S{1,600}|matrix:u/\S{1,600}")


async def person_meant(ctx: Context, team: Team, said: str) -> UserId:
    """Looked for in the committee's room first; a full address is enough for anybody. Raises UserError."""
    PERSON.require(said)
    unclear: UserError | None = None
    for room in dict.fromkeys((team.room, ctx.room, *(each.room for each in await ctx.tx.teams.all()))):
        try:
            user = find_person(ctx, said, room)
        except UserError as refused:
            if refused.text == "person.not-here":
                user = UserId(refused.params["said"])
                if _ADDRESS.fullmatch(user) and user != ctx.rooms.me:
                    return _as_joined(ctx, team, user)
            elif refused.text == "person.several" and unclear is None:
                unclear = refused
            continue
        return user
    raise unclear or UserError("deputy.person-unknown", said=said)


async def person_within(ctx: Context, team: Team, text: str) -> tuple[str, UserId, str] | None:
    """The person whom part of a text names, with what stands before and behind; None where it names nobody.

    Raises UserError where it names somebody with an `@` whom nobody knows, or several.
    """
    pill = next((name for name in sorted(ctx.mentions, key=len, reverse=True) if name in text), None)
    link = _LINK.search(text)
    if pill is not None or link is not None:
        said = pill or (link[0] if link else "")
        before, _, behind = text.partition(said)
        return before.removesuffix("@"), await person_meant(ctx, team, said), behind
    words = text.split()
    at = next((place for place, word in enumerate(words) if word.lstrip('("„»').startswith("@")), None)
    if at is not None:
        return await _named_at(ctx, team, words, at)
    return await _named_anywhere(ctx, team, words)


async def _named_at(ctx: Context, team: Team, words: Sequence[str], at: int) -> tuple[str, UserId, str]:
    """The longest name that begins with this word: `@Ben Öztürk`."""
    longest = 1 if _ADDRESS.search(words[at]) else _MOST_WORDS
    refusal: UserError | None = None
    for end in range(min(len(words), at + longest), at, -1):
        try:
            user = await person_meant(ctx, team, " ".join(words[at:end]))
        except UserError as refused:
            if refusal is None or refusal.text != "person.several":
                refusal = refused
            continue
        return " ".join(words[:at]), user, " ".join(words[end:])
    assert refusal is not None, "a word at least was looked for"
    raise refusal


async def _named_anywhere(ctx: Context, team: Team, words: Sequence[str]) -> tuple[str, UserId, str] | None:
    """A name without a sign before it: the longest that stands at the beginning or at the end."""
    refusal: UserError | None = None
    most = min(len(words), _MOST_WORDS)
    spans = [span for length in range(most, 0, -1) for span in ((0, length), (len(words) - length, len(words)))]
    for first, last in dict.fromkeys(spans):
        try:
            user = await person_meant(ctx, team, " ".join(words[first:last]))
        except UserError as refused:
            refusal = refused if refused.text == "person.several" else refusal
            continue
        return " ".join(words[:first]), user, " ".join(words[last:])
    if refusal is not None:
        raise refusal
    return None


def _as_joined(ctx: Context, team: Team, user: UserId) -> UserId:
    """The address as it is spelled in the room: phones capitalize its first letter."""
    if user in ctx.mentions.values():
        return user
    alike = [member for member in ctx.rooms.members(team.room) if member.casefold() == user.casefold()]
    return alike[0] if len(alike) == 1 else UserId(user.lower())
