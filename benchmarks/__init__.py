"""How fast, how big, how far? Ours beside what one would take instead, on the same homeserver: `make bench`."""
