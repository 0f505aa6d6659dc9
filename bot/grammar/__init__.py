"""The grammar: words become a command with its arguments."""
