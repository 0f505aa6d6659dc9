"""How words become a command with its arguments."""
