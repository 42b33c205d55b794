"""Whether the words of a question are a topic."""

from __future__ import annotations

import re


def has_topic_of_its_own(topic: str) -> bool:
    """Return whether a topic says more than a remark: two characters, two words or a number."""
    han = len(re.findall(r"[\u3400-\u9fff]", topic))
    words = re.findall(r"[a-z]{3,}", topic)
    return han >= 2 or len(words) >= 2 or bool(re.search(r"[0-9]{2,}", topic))
