"""Policy documents as clauses: reading, cleaning, outline, responsibilities."""
