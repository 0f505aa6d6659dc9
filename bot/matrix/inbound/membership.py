"""The events that say how the bot itself comes into a room and leaves it: invitations, joins, leaves."""

from __future__ import annotations

from typing import Any

from bot.domain.ids import EventId, UserId
from bot.matrix.inbound.json_fields import Event, dict_at, id_at, text_at
from bot.matrix.inbound.room_facts import RoomFacts, common_of
from bot.messages import Incoming, Invitation, Joined, Left


def membership(event: Event, facts: RoomFacts) -> Incoming | None:
    if not _is_own_member(event, facts.me):
        return None
    if is_own_join(event, facts.me):
        opened = {"opened_for": facts.opened_for, "opened_about": facts.opened_about}
        return Joined(**common_of(event, facts), predecessor=facts.predecessor, **opened, **_invited(event))
    if _membership_of(event) in ("leave", "ban"):
        return Left(**common_of(event, facts))
    return None


def invitation(stripped: Any, facts: RoomFacts, event_id: EventId) -> Invitation | None:
    """The invitation in the stripped state of a room; None where there is none for the bot.

    The stripped state comes from the inviter's server, which can write anything into it. Only the last membership event of the bot
    counts: that is the invitation, which the bot's own homeserver has checked and appended.
    """
    events = [each for each in stripped if isinstance(each, dict)] if isinstance(stripped, list) else []
    own = [each for each in events if _is_own_member(each, facts.me) and _membership_of(each) == "invite" and id_at(each, "sender")]
    if not own:
        return None
    is_direct = dict_at(own[-1], "content").get("is_direct") is True
    sender = UserId(id_at(own[-1], "sender"))
    return Invitation(event_id=event_id, room=facts.room, sender=sender, sent_at=facts.received_at, is_direct=is_direct)


def is_own_join(event: Event, me: UserId) -> bool:
    """Whether `me` comes into the room with this event; a new name or picture of somebody in it is no join."""
    return _is_own_member(event, me) and _membership_of(event) == "join" and _membership_before(event) != "join"


def _invited(event: Event) -> dict[str, Any]:
    """Who invited the bot, as the join event tells: an accepted invitation is recorded nowhere else."""
    unsigned = dict_at(event, "unsigned")
    before, inviter = dict_at(unsigned, "prev_content"), text_at(unsigned, "prev_sender")
    if text_at(before, "membership") != "invite" or not inviter:
        return {}
    return {"inviter": UserId(inviter), "is_direct": before.get("is_direct") is True}


def _is_own_member(event: Event, me: UserId) -> bool:
    return event.get("type") == "m.room.member" and event.get("state_key") == me


def _membership_of(event: Event) -> str:
    return text_at(dict_at(event, "content"), "membership")


def _membership_before(event: Event) -> str:
    before = dict_at(dict_at(event, "unsigned"), "prev_content") or dict_at(event, "prev_content")
    return text_at(before, "membership")
