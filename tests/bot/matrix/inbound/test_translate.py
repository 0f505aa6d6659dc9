"""What does each kind of event become, and which ones are not for the bot?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.ids import RoomId, UserId
from bot.matrix.inbound.room_facts import RoomFacts
from bot.matrix.inbound.translate import translate
from bot.messages import Attachment, Echo, Edit, Joined, Left, Message, Reaction, Redaction, Replaced, Undecryptable

ME, ANNA = UserId("@lotse:stadt.example"), UserId("@anna:stadt.example")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
WRITTEN = NOW - timedelta(minutes=3)
FACTS = RoomFacts(room=RoomId("!room"), me=ME, version=12, predecessor=RoomId("!old"), received_at=NOW)
COMMON: dict[str, Any] = {"event_id": "$event", "room": "!room", "sender": ANNA, "sent_at": WRITTEN}


def event(kind: str, content: Any, **others: Any) -> dict[str, Any]:
    stamp = int(WRITTEN.timestamp() * 1000)
    return {"event_id": "$event", "sender": ANNA, "type": kind, "origin_server_ts": stamp, "content": content, **others}


def said(**content: Any) -> dict[str, Any]:
    return event("m.room.message", {"msgtype": "m.text", "body": "hallo", **content})


def member(membership: str, before: str | None = None, **others: Any) -> dict[str, Any]:
    unsigned = {} if before is None else {"prev_content": {"membership": before}}
    return event("m.room.member", {"membership": membership}, **{"state_key": ME, "unsigned": unsigned, **others})


def replacing(**content: Any) -> dict[str, Any]:
    return said(**{"m.relates_to": {"rel_type": "m.replace", "event_id": "$first"}, **content})


def own(raw: dict[str, Any], once: object = "answer:$1") -> dict[str, Any]:
    return {**raw, "sender": ME, "content": {**raw["content"], "de.lotse.once": once}}


TAP = event("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$card", "key": "✅"}})
ECHO = Echo(**{**COMMON, "sender": ME}, once="answer:$1")
THREAD = {"rel_type": "m.thread", "event_id": "$root"}
SECRET = {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "…"}


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (said(), Message(**COMMON, text="hallo")),
        (said(**{"m.relates_to": {"m.in_reply_to": {"event_id": "$q"}}}), Message(**COMMON, text="hallo", reply_to="$q")),
        (
            said(**{"m.relates_to": {**THREAD, "is_falling_back": True, "m.in_reply_to": {"event_id": "$q"}}}),
            Message(**COMMON, text="hallo", thread="$root"),
        ),
        (
            said(**{"m.relates_to": {**THREAD, "m.in_reply_to": {"event_id": "$q"}}}),
            Message(**COMMON, text="hallo", thread="$root", reply_to="$q"),
        ),
        (replacing(**{"m.new_content": {"msgtype": "m.text", "body": "neu"}}), Edit(**COMMON, of="$first", text="neu")),
        (
            replacing(**{"m.new_content": {"msgtype": "m.text", "body": "neu", "m.relates_to": THREAD}}),
            Edit(**COMMON, of="$first", text="neu", thread="$root"),
        ),
        (
            event("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$card", "key": "✅\ufe0f"}}),
            Reaction(**COMMON, target="$card", key="✅"),
        ),
        (event("m.room.redaction", {"redacts": "$gone"}), Redaction(**COMMON, target="$gone")),
        (event("m.room.tombstone", {"replacement_room": "!new"}, state_key=""), Replaced(**COMMON, successor="!new")),
        (event("m.room.encrypted", SECRET), Undecryptable(**COMMON, raw=event("m.room.encrypted", SECRET))),
        (own(said()), ECHO),
        (own(said(msgtype="m.notice")), ECHO),
        (own(replacing(**{"m.new_content": {"msgtype": "m.text", "body": "neu"}})), ECHO),
        (own(TAP), ECHO),
        ({**event("m.room.message", {}), "sender": ME}, Echo(**{**COMMON, "sender": ME})),
        (
            {**event("m.room.encrypted", {**SECRET, "de.lotse.mark": "12ab", "de.lotse.about": "B2"}), "sender": ME},
            Echo(**{**COMMON, "sender": ME}, sealed="12ab", about="B2"),
        ),
        (member("join", "invite", sender=ME), Joined(**{**COMMON, "sender": ME}, predecessor="!old")),
        (member("join", sender=ME), Joined(**{**COMMON, "sender": ME}, predecessor="!old")),
        (
            event(
                "m.room.member",
                {"membership": "join"},
                state_key=ME,
                unsigned={"prev_content": {"membership": "invite", "is_direct": True}, "prev_sender": ANNA},
            ),
            Joined(**COMMON, predecessor="!old", inviter=ANNA, is_direct=True),
        ),
        (member("leave", "join"), Left(**COMMON)),
        (member("ban", "join"), Left(**COMMON)),
    ],
)
def test_an_event_that_is_for_the_bot(raw: dict[str, Any], value: object) -> None:
    assert translate(raw, FACTS) == value


@pytest.mark.parametrize(
    "raw",
    [
        said(msgtype="m.notice"),
        said(msgtype="m.emote"),
        said(msgtype="m.image"),
        event("m.room.message", {}),
        {**said(), "sender": ME},
        {**TAP, "sender": ME},
        own(said(), once=""),
        own(said(), once=7),
        own(event("m.room.topic", {})),
        own(event("m.room.topic", {}, state_key="")),
        own(event("m.room.tombstone", {"replacement_room": "!new"}, state_key="")),
        {**said(), "state_key": ""},
        {**TAP, "state_key": ""},
        event("m.room.encrypted", SECRET, state_key=""),
        event("m.room.redaction", {"redacts": "$gone"}, state_key=""),
        event("m.room.tombstone", {"replacement_room": "!new"}, state_key="other"),
        {**event("m.room.redaction", {"redacts": "$gone"}), "sender": ME},
        {**event("m.room.encrypted", SECRET), "sender": ME},
        replacing(),
        replacing(**{"m.new_content": {"msgtype": "m.notice", "body": "neu"}}),
        replacing(**{"m.new_content": "neu"}),
        event("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$card"}}),
        event("m.reaction", {}),
        event("m.room.redaction", {}),
        event("m.room.tombstone", {}, state_key=""),
        event("m.room.tombstone", {"replacement_room": "!new"}),
        event("m.room.encrypted", {"algorithm": "m.olm.v1.curve25519-aes-sha2"}),
        event("m.room.encrypted", {}),
        event("m.room.topic", {"topic": "x"}, state_key=""),
        member("join", "join", sender=ME),
        member("invite"),
        member("join", state_key=ANNA),
        {},
        {"event_id": 7, "sender": None, "type": []},
        {**said(), "content": "hallo"},
        {**said(), "content": None},
        said(**{"m.relates_to": {"rel_type": "m.replace", "event_id": 7}}),
    ],
)
def test_an_event_that_is_not_for_the_bot(raw: dict[str, Any]) -> None:
    assert translate(raw, FACTS) is None


@pytest.mark.parametrize(
    ("version", "raw", "target"),
    [
        (10, event("m.room.redaction", {"redacts": "$content"}, redacts="$event"), "$event"),
        (11, event("m.room.redaction", {"redacts": "$content"}, redacts="$event"), "$content"),
        (12, event("m.room.redaction", {"redacts": "$content"}), "$content"),
    ],
)
def test_what_a_redaction_names_depends_on_the_room_version(version: int, raw: dict[str, Any], target: str) -> None:
    facts = RoomFacts(room=RoomId("!room"), me=ME, version=version, predecessor=None, received_at=NOW)
    assert translate(raw, facts) == Redaction(**COMMON, target=target)


@pytest.mark.parametrize("stamp", [int((NOW + timedelta(days=1)).timestamp() * 1000), -5, "gestern", None, True, 10**30])
def test_nothing_was_written_later_than_it_was_received(stamp: object) -> None:
    value = translate({**said(), "origin_server_ts": stamp}, FACTS)
    assert value is not None
    assert value.sent_at == NOW


URL = "mxc://stadt.example/plan"
PLAN = Attachment(name="plan.jpg", address=URL)


def media(kind: str = "m.image", **content: Any) -> dict[str, Any]:
    return event("m.room.message", {"msgtype": kind, "body": "!blocker Raum fehlt", "filename": "plan.jpg", "url": URL} | content)


@pytest.mark.parametrize("kind", ["m.image", "m.file", "m.audio", "m.video"])
@pytest.mark.parametrize("place", [{}, {"url": None, "file": {"url": URL, "key": {}}}])
def test_what_stands_under_a_picture_or_file_is_a_message(kind: str, place: dict[str, Any]) -> None:
    assert translate(media(kind, **place), FACTS) == Message(**COMMON, text="!blocker Raum fehlt", attachment=PLAN)


def test_a_caption_may_be_formatted_and_mention_somebody() -> None:
    markup = {"format": "org.matrix.custom.html", "formatted_body": '<a href="https://matrix.to/#/@ben:x">Ben</a> hilf'}
    assert translate(media(**markup), FACTS) == Message(**COMMON, text="Ben hilf", mentions={"Ben": "@ben:x"}, attachment=PLAN)


@pytest.mark.parametrize(
    "content",
    [
        {"filename": None},
        {"filename": "!blocker Raum fehlt"},
        {"filename": 7},
        {"filename": ""},
        {"body": ""},
        {"body": None},
        {"url": None},
        {"url": "https://evil.example/x.png"},
        {"url": None, "file": {"url": 7}},
        {"url": None, "file": "mxc://x/y"},
        {"msgtype": "m.location"},
        {"msgtype": "m.notice"},
        {"msgtype": "m.emote"},
    ],
)
def test_the_name_of_a_file_is_no_message(content: dict[str, Any]) -> None:
    assert translate(media(**content), FACTS) is None


def test_a_picture_without_a_word_means_something_where_it_answers_something() -> None:
    answering: dict[str, Any] = {"m.relates_to": {"m.in_reply_to": {"event_id": "$q"}}}
    assert translate(media(body="plan.jpg", **answering), FACTS) == Message(**COMMON, text="", reply_to="$q", attachment=PLAN)


def test_a_caption_that_is_added_by_an_edit_is_read() -> None:
    new = media()["content"]
    raw = media(body="* !blocker Raum fehlt", **{"m.new_content": new, "m.relates_to": {"rel_type": "m.replace", "event_id": "$said"}})
    assert translate(raw, FACTS) == Edit(**COMMON, of="$said", text="!blocker Raum fehlt", attachment=PLAN)


@pytest.mark.parametrize(
    "new",
    [
        None,
        {},
        "x",
        [],
        {"msgtype": "m.text"},
        {"msgtype": "m.text", "body": None},
        {"msgtype": "m.text", "body": ["!hilfe"]},
        {"body": "!hilfe"},
    ],
)
def test_an_edit_without_new_words_has_none(new: Any) -> None:
    raw = said(body="* !blocker Raum fehlt", **{"m.new_content": new, "m.relates_to": {"rel_type": "m.replace", "event_id": "$said"}})
    value = translate(raw, FACTS)
    assert value is None or (isinstance(value, Edit) and value.text == "")


@pytest.mark.parametrize(
    ("mentions", "named"),
    [
        ({"user_ids": [ME]}, True),
        ({"user_ids": ["@ben:x"]}, False),
        ({"user_ids": ME}, False),
        ({"room": True}, False),
        ("x", False),
        (None, False),
    ],
)
def test_a_client_says_whom_it_mentions(mentions: Any, named: bool) -> None:
    value = translate(said(**{"m.mentions": mentions}), FACTS)
    assert isinstance(value, Message) and value.names_us is named
