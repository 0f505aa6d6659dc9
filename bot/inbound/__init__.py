"""How an event becomes one transaction: kept, taken in turn, understood, answered."""
