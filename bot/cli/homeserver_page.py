"""docs/homeserver.md, what follows each answer of the homeserver: made from the table that decides it (`bot.matrix.response_policy`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.matrix.response_policy import RULES, Asked, Follows, Rule

PAGE = Path(__file__).parents[2] / "docs" / "homeserver.md"

_HEAD = """\
# What follows each answer of the homeserver

<!-- Made by `python -m bot.cli.reference --write` from bot/matrix/response_policy.py. Do not edit. -->

The bot asks a homeserver for little, and each answer has one consequence.
[bot/matrix/response_policy.py](../bot/matrix/response_policy.py) is the table that decides it, and this page is made from it.
Why it is so: [ADR 87](adr/0087-what-follows-each-answer.md). How the homeserver is
asked to be kind to the bot: [operating.md](operating.md).

- The error code of Matrix counts, the status where there is none or where it says more. Of the lines of a table the first that fits counts.
- No answer at all, one that breaks off, and a success that does not say what it has to (`200` with `{}`) count as a homeserver in trouble.
- Pauses grow: before the next sync from half a second to a minute, before the next attempt to send from a second to five minutes. The
  log says in one line that something is not answered, and in another one that it is over.
- A pause that the homeserver asks for is kept: the header `Retry-After`, in seconds or as a date, or `retry_after_ms`; an hour at most.
"""
_KINDS = {
    Follows.ENDS: """\
The process ends with a line that says what to do: `lotse login`, or a word with the administrator of the homeserver.""",
    Follows.SLOWER: """\
Again after the pause that was asked for; where none was named, after 5, 10, 20 seconds … up to five minutes. A limit on messages pauses
all rooms. Limits on uploads, on keys, and on joining and opening rooms pause only that.""",
    Follows.AGAIN: """\
Again for as long as it takes, with growing pauses. What waits in a room keeps its order.""",
    Follows.DOUBTED: """\
Again for a day, a file for a week. After a minute it lets what comes behind it in its room pass, unless that is refused too. Then it is
given up.""",
    Follows.GIVEN_UP: """\
Parked: `lotse status` shows it, whoever waits for it hears, and what depended on it is parked with it. A file is given up with a word in
its room. What is alarming is tried again when the room changes, and every hour ([ADR 85](adr/0085-rooms-that-refuse-us.md)).""",
    Follows.ANEW: """\
Three times more; then everything is asked for without the position, and what may have been missed since the last sync is read back, to
the last event that is known. `lotse status` says so. Where that is refused as well, the position is kept.""",
    Follows.LATER: """\
Again for two minutes, while everything waits for it. Then the bot goes on, and asks for what it missed in that room again and again until
it is given; `lotse status` names the room.""",
    Follows.BRIEFLY: """\
Again for two minutes; then the bot goes on without it.""",
    Follows.WITHOUT: """\
The bot goes on without it.""",
}
_REQUESTS = {
    Asked.SYNC: ("What is new?", "`GET /sync`."),
    Asked.MESSAGES: (
        "What was said that a sync left out?",
        "`GET /rooms/{roomId}/messages`. Whatever the trouble is, after ten minutes the bot goes on and asks again later.",
    ),
    Asked.EVENT: (
        "What is the message that an edit is of? Is a member who speaks, though no sync told of their joining?",
        "`GET /rooms/{roomId}/event/{eventId}`, `GET /rooms/{roomId}/state/m.room.member/{userId}`. Whatever the trouble is, after two "
        "minutes the bot goes on without it.",
    ),
    Asked.SEND: ("Messages, edits, reactions", "`PUT /rooms/{roomId}/send/…`, and the look for what may have been sent already."),
    Asked.REDACT: ("Deletions", "`PUT /rooms/{roomId}/redact/…`."),
    Asked.UPLOAD: (
        "Files",
        """\
`POST /media/v3/upload`. Whatever follows, a file never keeps anything waiting but what depends on it, and after five minutes its room
hears once that it comes later. A newer file of the same meeting takes the place of one that waits.""",
    ),
    Asked.JOIN: ("Into a room", "`POST /join/{roomId}`."),
    Asked.LEAVE: ("Out of a room", "`POST /rooms/{roomId}/leave`."),
    Asked.INVITE: ("Asking somebody into a direct chat again", "`POST /rooms/{roomId}/invite`."),
    Asked.CREATE_ROOM: ("Opening a direct chat", "`POST /createRoom`."),
    Asked.KEYS: (
        "Keys of encrypted rooms",
        """\
`POST /keys/upload`, `/keys/query`, `/keys/claim`, `PUT /sendToDevice/…`. Only what is said in an encrypted room waits for them.""",
    ),
}
_ANYTHING = "anything else"


def page() -> str:
    return "\n".join([_HEAD, *_kinds(), *(line for asked in Asked for line in _request(asked)), *_END])


_END = (
    "## State",
    "",
    "The bot sets no state in rooms, neither their names nor anybody's power: it asks for nothing of that kind.",
    "",
)


def _kinds() -> Iterator[str]:
    yield from ("## What can follow", "", "| | |", "|---|---|")
    yield from (f"| **{kind}** | {' '.join(told.split())} |" for kind, told in _KINDS.items())
    yield ""


def _request(asked: Asked) -> Iterator[str]:
    title, request = _REQUESTS[asked]
    yield from (f"## {title}", "", request, "", "| Answer | What follows | Because |", "|---|---|---|")
    for rule in rules_of(asked):
        yield f"| {_answer(rule)} | **{rule.follows}** | {rule.why} |"
    yield ""


def rules_of(asked: Asked) -> Iterator[Rule]:
    """The rules that can apply to a request; the last one is about all other answers."""
    for rule in RULES:
        if asked in rule.asked:
            yield rule
            if not (rule.codes or rule.statuses):
                return


def _answer(rule: Rule) -> str:
    codes = ", ".join(f"`{code}`" for code in rule.codes)
    statuses = _statuses(rule) + (" with any code of Matrix" if rule.needs_code else "")
    return " ".join(filter(None, [statuses, codes])) or _ANYTHING


def _statuses(rule: Rule) -> str:
    if len(rule.statuses) < 10:
        return ", ".join(map(str, sorted(rule.statuses)))
    first = min(rule.statuses) // 100
    missing = [status for status in range(first * 100, first * 100 + 100) if status not in rule.statuses]
    return f"{first}xx" + (f" but {', '.join(map(str, missing))}" if missing else "")
