"""Records as a whole: backup, copy, export."""
