"""Vectors and words of clauses: the model, the index, the search."""
