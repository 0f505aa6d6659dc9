"""The way of an event: kept in the inbox, taken in turn, understood and answered in one transaction."""
