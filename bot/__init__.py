"""The machine: it knows chats, clocks and deliveries, and nothing of what people may say."""

__version__ = "0.1.0"
