"""From a conversation to an answer with cited clauses."""
