"""The types of arguments: how the words of an argument become a value.

Each is a plain Python type whose validator reads what people write, with the Context as pydantic's validation context. A value that
cannot be read is a UserError, so nothing is stored. Dates of meetings stand in `appointment`.
"""

from bot.values.colour_words import Colour
from bot.values.day import Day, Delay, Due, DueDay, PastDay, Period, read_last_day
from bot.values.euros import MAX_EUROS, Euros
from bot.values.link import MAX_LINK_LENGTH, Link
from bot.values.person import People, Person, find_person
from bot.values.record_number import (
    ActionNumber,
    BlockerNumber,
    DecisionNumber,
    LearningNumber,
    MilestoneNumber,
    QuestionNumber,
    RetroNumber,
    SessionNumber,
    TeamNumber,
    TopicNumber,
)
from bot.values.text import MAX_LINES, MAX_NAME_LENGTH, MAX_TEXT_LENGTH, GroupName, Name, Place, Text, Title, Words

__all__ = [
    "MAX_EUROS",
    "MAX_LINES",
    "MAX_LINK_LENGTH",
    "MAX_NAME_LENGTH",
    "MAX_TEXT_LENGTH",
    "ActionNumber",
    "BlockerNumber",
    "Colour",
    "Day",
    "DecisionNumber",
    "Delay",
    "Due",
    "DueDay",
    "Euros",
    "GroupName",
    "LearningNumber",
    "Link",
    "MilestoneNumber",
    "Name",
    "PastDay",
    "People",
    "Period",
    "Person",
    "Place",
    "QuestionNumber",
    "RetroNumber",
    "SessionNumber",
    "TeamNumber",
    "Text",
    "Title",
    "TopicNumber",
    "Words",
    "find_person",
    "read_last_day",
]  # fmt: skip
