"""The configuration of a process (`load`, `Config`), and the settings that result with those of the chat (`effective_settings`)."""

from bot.config.errors import ConfigError
from bot.config.sections import SETTINGS_IN_CONFIG, Access, Config, Matrix, Project, Storage, Web, known_keys
from bot.config.sources import load

__all__ = ["SETTINGS_IN_CONFIG", "Access", "Config", "ConfigError", "Matrix", "Project", "Storage", "Web", "known_keys", "load"]
