"""Whatever the history can hold has its words, and no words wait for a step that nothing takes."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from bot.domain.escalation import Step
from bot.records.history import NOT_SHOWN
from bot.records.kind import Kind
from bot.texts import LANGUAGES, sections
from commands.agenda.paper_deadlines import STEPS as PAPERS
from commands.blocker.escalation.ladder import named

COMMANDS = Path(__file__).parents[3] / "commands"
KINDS: list[Kind[Any]] = [import_module(f"commands.{path.parent.name}.record").KIND for path in sorted(COMMANDS.glob("*/record.py"))]
SHOWING = [kind for kind in KINDS if "history.list" in sections("de")[f"{kind.noun}.shown"]]
"""Sessions and retrospectives keep their history without showing it."""


def worded(language: str, noun: str) -> set[str]:
    """The steps that have a text, as the history keeps them."""
    return {name.replace(".change.", " ") for name in sections(language) if name.startswith(f"{noun}.change.")}


def test_the_kinds_whose_history_is_shown_are_found_by_their_texts() -> None:
    assert {"action", "agenda", "blocker", "learning"} <= {kind.noun for kind in SHOWING}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", SHOWING, ids=lambda kind: kind.noun)
def test_the_steps_that_a_kind_declares_are_those_that_have_words(kind: Kind[Any], language: str) -> None:
    assert worded(language, kind.noun) == {kind.named(step) for step in kind.steps if step not in NOT_SHOWN}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_steps_that_a_timer_takes_have_words_of_their_own(language: str) -> None:
    assert worded(language, "escalation") == {named(step) for step in Step}
    assert worded(language, "papers") == set(PAPERS)
