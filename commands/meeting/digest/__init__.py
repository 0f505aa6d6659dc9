"""The digest before a meeting."""
