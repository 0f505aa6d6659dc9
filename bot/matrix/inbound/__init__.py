"""How events come from the homeserver, and how they are read."""
