"""Known questions and answers, and how many the assistant gets right."""
