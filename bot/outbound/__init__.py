"""How a reply becomes a message in a room."""
