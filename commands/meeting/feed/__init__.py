"""The calendar of a group to which people subscribe: its address, and what is in it."""
