"""Whatever a sync is answered, the bot goes on listening, and what was said meanwhile is carried out once."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Iterator
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest

from bot.cli.status import status
from tests.faults.faults import Fault, Request
from tests.faults.lab import PMO, TEAM, Lab
from tests.faults.observed import once_of
from tests.faults.process_life import Death
from tests.faults.room_log import Answer, Oddities
from tests.sampling import sampled
from tests.world import BERLIN, BOT, user

SYNC = frozenset({Request.SYNC})


@pytest.fixture
async def lab(lab_founded: Lab, tmp_path: Any) -> AsyncIterator[Lab]:
    lab = lab_founded.again(tmp_path)
    await lab.start()
    yield lab
    await lab.stop()


def answers(lab: Lab) -> list[str]:
    said = [once_of(event) for event in lab.server.log if event.type == "m.room.message" and event.sender == BOT]
    return [once.removeprefix("answer:") for once in said if once.startswith("answer:")]


def says(lab: Lab, text: str) -> str:
    return lab.server.add(TEAM, user("Anna"), "m.room.message", {"msgtype": "m.text", "body": text})


ODD: dict[str, tuple[int, str]] = {
    "nothing in it": (200, "{}"),
    "a list": (200, "[]"),
    "no JSON": (200, "<html>Login</html>"),
    "an empty body": (200, ""),
    "no body of a success": (204, ""),
    "a position that is none": (200, '{"next_batch": 7}'),
    "an empty position": (200, '{"next_batch": ""}'),
    "not modified": (304, ""),
    "a way that was not followed": (302, ""),
    "not recognized": (404, '{"errcode": "M_UNRECOGNIZED", "error": "Unrecognized request"}'),
    "forbidden": (403, '{"errcode": "M_FORBIDDEN", "error": "Forbidden"}'),
    "not found": (404, '{"errcode": "M_NOT_FOUND"}'),
    "not allowed": (405, '{"errcode": "M_UNRECOGNIZED"}'),
    "the wrong page": (404, "<html>404 page not found</html>"),
    "a filter in between": (403, "<html>Request blocked</html>"),
    "locked": (401, '{"errcode": "M_USER_LOCKED", "error": "Locked", "soft_logout": true}'),
    "full": (403, '{"errcode": "M_RESOURCE_LIMIT_EXCEEDED", "error": "Full", "admin_contact": "mailto:x@y"}'),
    "unauthorized by something": (401, "<html>401</html>"),
    "not implemented": (501, '{"errcode": "M_UNRECOGNIZED"}'),
    "an odd code": (400, '{"errcode": 17}'),
    "a teapot": (418, "I am a teapot"),
    "half of it": (200, '{"next_batch": "s1", "rooms": {"jo'),
}


@pytest.mark.parametrize("times", sampled([1, 7], 2))
@pytest.mark.parametrize(("code", "body"), ODD.values(), ids=ODD)
async def test_it_waits_until_that_is_over(lab: Lab, code: int, body: str, times: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot.matrix")
    lab.server.faults = [(SYNC, Answer(code, body))] * times
    await lab.pass_(seconds=35)
    asked = says(lab, "!blocker Raum fehlt")
    await lab.pass_(minutes=5)
    assert answers(lab)[-1] == asked and not lab.server.faults
    # One line for the whole run of failures, and one when it is over; nobody is named.
    lines = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(lines) == 1 and "@" not in lines[0], lines
    assert len([record for record in caplog.records if "answered again" in record.getMessage()]) == 1


@pytest.mark.parametrize("errcode", ["M_UNKNOWN_TOKEN", "M_USER_DEACTIVATED", "M_MISSING_TOKEN"])
async def test_only_the_end_of_the_session_ends_it(lab_founded: Lab, tmp_path: Any, errcode: str) -> None:
    lab = lab_founded.again(tmp_path)
    await lab.start()
    lab.server.faults = [(SYNC, Answer(401, json.dumps({"errcode": errcode})))]
    with pytest.raises(Exception, match=errcode):
        await lab.pass_(minutes=1)
        await lab.stop()


PROBABLE = {
    "next_batch": "s0",
    "rooms": {
        "join": {
            TEAM: {
                "state": {
                    "events": [{"type": "m.room.name", "state_key": "", "sender": user("Anna"), "event_id": "$n", "content": {"name": "X"}}]
                },
                "timeline": {
                    "events": [
                        {
                            "type": "m.room.message",
                            "sender": user("Ben"),
                            "event_id": "$odd",
                            "origin_server_ts": 1_796_000_000_000,
                            "content": {"msgtype": "m.text", "body": "unter uns", "m.mentions": {}},
                            "unsigned": {"age": 4},
                        }
                    ],
                    "limited": False,
                    "prev_batch": "s0",
                },
                "summary": {"m.joined_member_count": 3},
                "ephemeral": {"events": []},
                "unread_notifications": {"highlight_count": 0},
            }
        },
        "invite": {"!new": {"invite_state": {"events": [{"type": "m.room.name", "state_key": "", "sender": "@a:b", "content": {}}]}}},
        "leave": {},
    },
    "to_device": {"events": [{"type": "m.dummy", "sender": "@a:b", "content": {}}]},
    "device_lists": {"changed": ["@a:b"], "left": []},
    "device_one_time_keys_count": {"signed_curve25519": 50},
    "device_unused_fallback_key_types": ["signed_curve25519"],
}
WRONG: tuple[Any, ...] = (None, 7, -1.5, "x", True, [], {}, [None], {"x": None}, [[]])


def places(within: Any, *path: Any) -> Iterator[tuple[Any, ...]]:
    for key in within if isinstance(within, dict) else range(len(within)) if isinstance(within, list) else ():
        yield (*path, key)
        yield from places(within[key], *path, key)


PLACES = [path for path in places(PROBABLE) if path != ("next_batch",)]


@pytest.mark.parametrize("path", sampled([(path,) for path in PLACES], 3), ids=lambda path: ".".join(map(str, path)))
async def test_what_has_the_wrong_shape_is_passed_over(lab: Lab, path: tuple[Any, ...]) -> None:
    lab.server.faults = [(SYNC, Answer(200, json.dumps(spoilt(path, wrong, len(lab.server.log))))) for wrong in WRONG]
    await lab.pass_(seconds=35)
    asked = says(lab, "!blocker Raum fehlt")
    await lab.pass_(minutes=1)
    assert answers(lab)[-1] == asked and not lab.server.faults


def spoilt(path: tuple[Any, ...], wrong: Any, position: int) -> Any:
    sync = deepcopy(PROBABLE) | {"next_batch": f"s{position}"}
    within: Any = sync
    for key in path[:-1]:
        within = within[key]
    within[path[-1]] = wrong
    return sync


@pytest.mark.parametrize("while_away", [True, False], ids=["at the start", "while it runs"])
async def test_a_position_that_is_not_known_any_more_is_dropped_and_nothing_is_lost_or_doubled(lab: Lab, while_away: bool) -> None:
    before = says(lab, "!blocker Vorher")
    await lab.pass_(minutes=20)
    if while_away:
        await lab.stop()
    # More than a sync brings at once, and some that were said hours ago.
    lab.server.odd = Oddities(sync_limit=3, page_limit=2)
    asked = [says(lab, f"!blocker Sache {count}") for count in range(4)]
    lab.server.forgotten = len(lab.server.log) + 1
    if while_away:
        lab.clock.advance(timedelta(hours=7))
    asked += [says(lab, f"!blocker Sache {count}") for count in range(4, 9)]
    lab.server.forgotten = len(lab.server.log)
    if while_away:
        await lab.start()
    await lab.pass_(minutes=10)
    counted = [event for event in answers(lab) if event in (before, *asked)]
    assert counted == [before, *asked]
    assert lab.life is not None
    lines = await status(lab.life.store, lab.clock.now(), BERLIN)
    assert any("position" in line for line in lines), lines


async def test_after_that_it_goes_on_from_the_new_position(lab: Lab) -> None:
    lab.server.forgotten = len(lab.server.log) + 1
    says(lab, "!blocker Eins")
    await lab.pass_(minutes=3)
    lab.dies(Death.POWER, at="before request sync")
    second = says(lab, "!blocker Zwei")
    await lab.pass_(minutes=20)
    third = says(lab, "!blocker Drei")
    await lab.pass_(minutes=3)
    assert answers(lab)[-2:] == [second, third]


async def test_what_is_refused_without_the_position_too_is_no_reason_to_give_it_up(lab: Lab, caplog: pytest.LogCaptureFixture) -> None:
    lab.server.faults = [(SYNC, Answer(400, json.dumps({"errcode": "M_INVALID_PARAM"})))] * 4
    asked = says(lab, "!blocker Raum fehlt")
    await lab.pass_(minutes=5)
    assert answers(lab)[-1] == asked
    assert lab.life is not None
    assert not any("position" in line for line in await status(lab.life.store, lab.clock.now(), BERLIN))


@pytest.mark.parametrize("fault", [Fault.MISROUTED, Fault.UNRECOGNIZED, Fault.UNKNOWN, Fault.AWAY, Fault.EMPTY])
@pytest.mark.parametrize("dies", [False, True], ids=["it lives on", "it dies meanwhile"])
async def test_a_room_whose_history_is_not_given_keeps_nobody_waiting_for_ever_and_is_heard_later(
    lab: Lab, fault: Fault, dies: bool
) -> None:
    lab.server.odd = Oddities(sync_limit=1)
    lab.server.faults = [(frozenset({Request.MESSAGES}), fault)] * 300
    asked = [says(lab, f"!blocker Sache {count}") for count in range(3)]
    await lab.settle()
    await lab.pass_(minutes=15)
    elsewhere = lab.server.add(PMO, user("Paula"), "m.room.message", {"msgtype": "m.text", "body": "!blocker"})
    await lab.settle()
    await lab.pass_(minutes=1)
    assert answers(lab)[-2:] == [asked[-1], elsewhere]
    assert lab.life is not None
    assert any("not given" in line for line in await status(lab.life.store, lab.clock.now(), BERLIN))
    if dies:
        await lab.stop()
        await lab.start()
    lab.server.faults.clear()
    await lab.pass_(hours=2)
    assert sorted(event for event in answers(lab) if event in asked) == sorted(asked)
    assert not any("not given" in line for line in await status(lab.life.store, lab.clock.now(), BERLIN))


async def test_who_speaks_though_no_sync_told_of_their_joining_is_a_member(lab: Lab) -> None:
    lab.server.odd.untold = frozenset({user("Clara")})
    lab.server.add(TEAM, user("Clara"), "m.room.member", {"membership": "join", "displayname": "Clara"}, state_key=user("Clara"))
    asked = lab.server.add(TEAM, user("Clara"), "m.room.message", {"msgtype": "m.text", "body": "!blocker Raum fehlt"})
    await lab.pass_(minutes=1)
    answer = next(event for event in lab.server.log if once_of(event) == f"answer:{asked}")
    assert "Raum fehlt" in answer.content["body"]


@pytest.mark.parametrize("fault", [Fault.UNRECOGNIZED, Fault.BROKEN, Fault.SLOWED])
async def test_where_that_cannot_be_asked_the_others_are_heard_all_the_same(lab: Lab, fault: Fault) -> None:
    lab.server.odd.untold = frozenset({user("Clara")})
    lab.server.faults = [(frozenset({Request.OTHER}), fault)]
    lab.server.add(TEAM, user("Clara"), "m.room.message", {"msgtype": "m.text", "body": "Hallo"})
    asked = says(lab, "!blocker Raum fehlt")
    await lab.pass_(minutes=5)
    assert answers(lab)[-1] == asked
