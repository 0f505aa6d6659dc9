"""The annual pack: which year is meant, what is counted of it, and its files."""
