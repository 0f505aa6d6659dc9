"""The handbook's table "Übersicht Task Forces": of each group its goal, period, funds, municipalities and open questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.ids import Number, TeamId
from bot.domain.questions import Question
from bot.domain.reports.figures import Figure, as_of
from bot.domain.teams import Kind, Team

NAMED_QUESTIONS = 2
"""The oldest ones; of the others the count."""


@dataclass(frozen=True, kw_only=True)
class OpenQuestion:
    number: Number
    text: str


@dataclass(frozen=True, kw_only=True)
class OverviewRow:
    name: str
    goal: str
    period_from: date | None
    period_to: date | None
    budget: int | None
    called: int | None
    called_on: date | None
    """As of which day."""
    municipalities: str
    questions: tuple[OpenQuestion, ...]
    questions_open: int
    link: str

    @property
    def percent(self) -> int | None:
        """How much of its budget is called, of a hundred."""
        return round(100 * self.called / self.budget) if self.budget and self.called is not None else None


def reporting(teams: Iterable[Team]) -> list[Team]:
    """The groups that a report is about, by name."""
    return sorted((team for team in teams if team.counts and Kind.TASK_FORCE in team.kinds), key=lambda team: team.name.casefold())


def overview_rows(teams: Sequence[Team], questions: Sequence[Question], figures: Sequence[Figure], day: date) -> tuple[OverviewRow, ...]:
    """`questions` are those that were open on `day`, in any order; `figures` those of all groups."""
    return tuple(_row(team, questions, [each for each in figures if each.team == team.id], day) for team in teams)


def _row(team: Team, questions: Sequence[Question], figures: Sequence[Figure], day: date) -> OverviewRow:
    figure = as_of(figures, day)
    open_ones = sorted((each for each in questions if _is_of(each, team.id)), key=lambda each: each.number)
    return OverviewRow(
        name=team.name,
        goal=team.goal,
        period_from=team.period_from,
        period_to=team.period_to,
        budget=team.budget,
        called=figure.called if figure else None,
        called_on=figure.day if figure else None,
        municipalities=team.municipalities,
        questions=tuple(OpenQuestion(number=each.number, text=each.text) for each in open_ones[:NAMED_QUESTIONS]),
        questions_open=len(open_ones),
        link=team.link,
    )


def _is_of(question: Question, team: TeamId) -> bool:
    return question.team == team and bool(question.text)
