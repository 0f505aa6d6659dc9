"""Whatever the history can hold has its words, and no words wait for a step that nothing takes."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.escalation import Step
from bot.records.history import UNTOLD
from bot.records.kind import Kind
from bot.texts import LANGUAGES, sections
from commands.action.record import KIND as ACTION
from commands.agenda.paper_deadlines import STEPS as PAPERS
from commands.agenda.record import KIND as AGENDA
from commands.blocker.escalation.ladder import named
from commands.blocker.record import KIND as BLOCKER
from commands.learning.record import KIND as LEARNING

KINDS: tuple[Kind[Any], ...] = (ACTION, AGENDA, BLOCKER, LEARNING)


def worded(language: str, noun: str) -> set[str]:
    """The steps that have a text, as the history keeps them."""
    return {name.replace(".change.", " ") for name in sections(language) if name.startswith(f"{noun}.change.")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.noun)
def test_the_steps_that_a_kind_declares_are_those_that_have_words(kind: Kind[Any], language: str) -> None:
    assert worded(language, kind.noun) == {kind.named(step) for step in kind.steps if step not in UNTOLD}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_steps_that_a_timer_takes_have_words_of_their_own(language: str) -> None:
    assert worded(language, "escalation") == {named(step) for step in Step}
    assert worded(language, "papers") == set(PAPERS)
