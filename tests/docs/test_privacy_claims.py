"""What the German privacy papers say that the program cannot do: looked for in its code, its texts, its tables and its statements.

These tests do not try a feature, they look for one that must not come: a count per person, a list of people who have not done something.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from bot.config import Config
from bot.domain.actions import Action, order
from bot.domain.ids import Number, RoomId, TeamId, UserId
from bot.domain.minutes.document import MinutesDocument
from bot.domain.minutes.running import Entry
from bot.matrix.inbound import poll
from bot.texts import sections
from storage.connection.database import Database
from storage.transfer.export import FIELDS
from tests.bot.test_few_questions import counted
from tests.docs.pages import ROOT
from tests.world import MONDAY, Room, World

PERSONS = frozenset(
    (
        *("author", "reporter", "created_by", "who", "taken_by", "closed_by", "by", "sender", "voter", "holder", "deputy", "speaker"),
        *("opened_by", "decided_by", "released_by", "set_by", "asked_by", "absent", "stand_in", "moderator", "minute_taker", "inviter"),
        *("lead", "person", "user"),
    )
)
"""What columns, fields and variables that hold a person are called."""
ALLOWED = {
    ("storage/queues/inbox.py", "refused_since"): "the brake against floods: misunderstood messages of the last minutes, shown to nobody",
    ("bot/inbound/fair_queue.py", "__init__"): "whose turn it is among those who write at the same time, in memory only",
    ("bot/matrix/rooms.py", "servers"): "counts servers, not people: which of them a link to a room names",
}
_GROUPING = frozenset({"Counter", "groupby", "group_by", "defaultdict", "most_common"})
"""Names of functions that gather or count."""


def functions(*folders: str) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield str(file.relative_to(ROOT)), node


def names_in(node: ast.AST) -> set[str]:
    """Attributes and variables."""
    return {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)} | {
        each.id for each in ast.walk(node) if isinstance(each, ast.Name)
    }


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""


def counts_by_person(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether it groups or counts by a person: `Counter(each.who …)`, `group_by(c.author)`, `Counter[UserId]`, `count()` by `c.sender`."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and called(node) in _GROUPING and names_in(node) & PERSONS:
            return True
        if isinstance(node, ast.AnnAssign) and {"Counter", "UserId"} <= names_in(node.annotation):
            return True
    return "func" in names_in(function) and "count" in names_in(function) and bool(columns_in(function) & PERSONS)


def columns_in(function: ast.AST) -> set[str]:
    """The names behind `….c.`."""
    return {
        each.attr
        for each in ast.walk(function)
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Attribute) and each.value.attr == "c"
    }


def test_no_function_groups_or_counts_by_a_person() -> None:
    found = {(file, function.name) for file, function in functions("bot", "commands", "storage") if counts_by_person(function)}
    assert found == set(ALLOWED)


@pytest.mark.parametrize(
    "code",
    [
        "def f(actions): return Counter(each.who for each in actions)",
        "def f(): return select(func.count()).where(_history.c.by == user)",
        "def f(): return select(_notes.c.author).group_by(_notes.c.author)",
        "def f():\n    found: Counter[UserId] = Counter()",
    ],
)
def test_such_a_function_would_be_found(code: str) -> None:
    function = ast.parse(code).body[0]
    assert isinstance(function, ast.FunctionDef) and counts_by_person(function)


def test_nothing_is_sorted_by_a_person() -> None:
    """A ranking needs an order: `sorted(…, key=lambda each: each.who)`."""
    found = [
        (file, function.name)
        for file, function in functions("bot/domain", "bot/records", "commands")
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and called(node) in ("sorted", "sort", "max", "min")
        for keyword in node.keywords
        if keyword.arg == "key" and names_in(keyword.value) & (PERSONS - {"user", "person", "lead"})
    ]
    assert found == []


@pytest.mark.sqlite
async def test_no_statement_of_a_working_project_groups_or_orders_by_a_person(team: Room, pmo: Room, world: World) -> None:
    with counted() as asked:
        await world.machine.startup.begin()
        await team.says("!blocker Freigabe fehlt | ampel: rot")
        await team.says("!aufgabe Angebot | wer: Ben | bis: 25.11.")
        await team.says("!aufgabe meine", by="Ben")
        await team.says("!treffen Jour fixe | wann: Fr 27.11. 10:00")
        await team.says("!agenda Hosting | wer: Ben")
        await team.says("!überblick")
        await pmo.says("!überblick alle")
        await pmo.says("!lotse")
        await pmo.says("!bericht übersicht")
        await world.pass_(days=15)
    gathered = [re.split(r"\b(?:GROUP|ORDER) BY\b", statement) for statement in asked.statements]
    columns = {word for parts in gathered for part in parts[1:] for word in re.findall(r"\w+", part.partition("LIMIT")[0])}
    assert asked.statements and columns and not columns & PERSONS


FROM_WHAT_IS_NOT_EXPORTED = frozenset({"history", "inbox", "outbox", "ladder", "ballots", "votings", "voice_words", "people_seen"})
WHO_AND_WHEN = {
    "reporter": {"reported_at"},
    "author": {"created_at", "at"},
    "created_by": {"created_at"},
    "taken_by": {"taken_at", "confirmed_at"},
    "closed_by": {"closed_at"},
    "by": {"reported_at", "at"},
    "released_by": {"released_at"},
    "decided_by": {"decided_at"},
}
"""Who, and the times that tell when that person did just that, once for a record."""
OF_THE_RECORD = frozenset(
    (
        *("opened_at", "red_since", "escalated_at", "steering_at", "late_since", "talk_at", "owed_since", "waiting_since", "started_at"),
        *("closed_at", "created_at", "declined_at", "reported_at"),
    )
)
"""Times of the record itself, which nobody in particular made."""


def test_no_export_tells_more_of_a_person_than_who_and_when_of_a_record() -> None:
    assert not FROM_WHAT_IS_NOT_EXPORTED & set(FIELDS)
    for name, listed in FIELDS.items():
        times = {field for field in listed if field.endswith(("_at", "_since")) or field == "at"}
        told = set().union(*(WHO_AND_WHEN[field] for field in listed if field in WHO_AND_WHEN))
        assert times <= told | OF_THE_RECORD, name
        assert "at" not in times or {"author", "by"} & set(listed), name


_NOT_DONE = re.compile(
    r"nicht (?:geantwortet|gesagt|abgestimmt|reagiert|gelesen|bestätigt)|wer fehlt|(?:fehlen|fehlt) noch|säumig|unentschuldigt"
    r"|has not|have not|did not (?:answer|vote|react)|who is missing|still missing",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\|\s*(?:pill|name)\b")
OF_WHAT_THEY_DID = {
    "agenda.line": "a topic of an agenda, with who is responsible for it and whether its paper is there",
    "decision.told.approved": "who has said which municipalities have agreed, and which of these are missing",
    "report.told.contributed": "who has said something for the report",
}
"""Texts in which both stand and which are no such list."""


def test_no_list_names_people_who_have_not_done_something() -> None:
    """No line of any text, in a loop or not, both names a person and says that they have not done something."""
    found = [
        f"{language} {name}: {line.strip()}"
        for language in ("de", "en")
        for name, body in sections(language).items()
        if name not in OF_WHAT_THEY_DID
        for line in body.splitlines()
        if _PERSON.search(line) and _NOT_DONE.search(re.sub(r"{[{%].*?[%}]}", " ", line))
    ]
    assert found == []


def test_no_list_goes_through_the_members_of_a_room_but_to_reach_all_of_them() -> None:
    """Who has not done something can only be found by taking those who have from all members."""
    found = [
        (file, function.name)
        for file, function in functions("commands", "bot/domain", "bot/web")
        for node in ast.walk(function)
        if isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Sub)
        and any(isinstance(each, ast.Call) and called(each) == "members" for each in ast.walk(node.left))
        and "me" not in names_in(node.right)
    ]
    assert found == [("commands/privacy/desk.py", "desk_of")]  # who of the PMO decides on a request: not the bot, not the person who asks


def test_overdue_actions_stand_in_the_order_of_their_days_whoever_has_them() -> None:
    def action(count: int, who: str, day: int) -> Action:
        return Action(
            number=Number("A", count),
            team=TeamId(1),
            text="",
            who=UserId(who),
            due=date(2026, 11, day),
            author=UserId("@a:b"),
            created_at=MONDAY,
            room=RoomId("!r"),
            source=None,  # type: ignore[arg-type]
        )

    mixed = [action(1, "@zoe:b", 3), action(2, "@anna:b", 2), action(3, "@ben:b", 1)]
    assert [each.number.count for each in sorted(mixed, key=order)] == [3, 2, 1]


def test_minutes_have_no_place_for_who_said_something() -> None:
    assert not PERSONS & {field.name for kind in (Entry, MinutesDocument) for field in fields(kind)}


def test_who_is_online_types_or_reads_is_not_asked_of_the_homeserver() -> None:
    for asked in (poll._FILTER, poll._FILTER_WITH_LEFT):
        wanted = json.loads(asked)
        assert wanted["presence"] == wanted["room"]["ephemeral"] == {"not_types": ["*"]}


def test_nothing_listens_unless_it_is_set() -> None:
    config = Config(matrix={"homeserver": "https://matrix.stadt.example", "user_id": "@lotse:stadt.example"})
    assert config.web.listen is None and config.web.url == ""


@pytest.mark.sqlite
async def test_what_is_deleted_is_overwritten(tmp_path: Path) -> None:
    store = await Database.open("", tmp_path / "data")
    try:
        async with store.transaction() as tx:
            set_to = await tx.connection.run_sync(lambda plain: plain.exec_driver_sql("PRAGMA secure_delete").scalar())
        assert set_to == 1
    finally:
        await store.close()
