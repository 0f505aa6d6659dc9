"""What the author of a command imports: how a command is declared, how a noun gathers its commands, and all nouns together."""

from bot.command.declaration import CARDS, NOTED, Amend, Arguments, Command, Filter, Handler, Key, Retract, command
from bot.command.noun import Bare, Noun, Replied
from bot.command.vocabulary import Vocabulary

__all__ = [
    "CARDS",
    "NOTED",
    "Amend",
    "Arguments",
    "Bare",
    "Command",
    "Filter",
    "Handler",
    "Key",
    "Noun",
    "Replied",
    "Retract",
    "Vocabulary",
    "command",
]
