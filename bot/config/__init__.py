"""What the bot was told when it was started (`load`, `Config`), and what was set since in the chat (`effective_settings`)."""

from bot.config.errors import ConfigError
from bot.config.sections import SETTINGS_IN_CONFIG, Access, Config, Matrix, Project, Storage, known_keys
from bot.config.sources import load

__all__ = ["SETTINGS_IN_CONFIG", "Access", "Config", "ConfigError", "Matrix", "Project", "Storage", "known_keys", "load"]
