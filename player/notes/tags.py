"""Tags written as `#words` in the text of a note."""

from __future__ import annotations

import re
import unicodedata

# Not after a letter, digit, `&`, `/` or `#`: `C#sharp`, `&#39;` and `page/#part` hold no tags.
_CANDIDATE = re.compile(r"(?<![\w&/#])#([^\s#]+)")
_JOINERS = frozenset("_-\u200c\u200d")


def find_tags(text: str) -> tuple[str, ...]:
    """The tags in `text`, each once, without `#`, in lower case and in order; a number alone is no tag."""
    words = (_word_at_start(found[1]) for found in _CANDIDATE.finditer(text))
    tags = (unicodedata.normalize("NFC", word.lower()) for word in words)
    return tuple(dict.fromkeys(tag for tag in tags if any(map(str.isalpha, tag))))


def _word_at_start(text: str) -> str:
    # `\w` lacks the vowel signs of many scripts, so letters, marks and numbers are told by category.
    end = 0
    while end < len(text) and (unicodedata.category(text[end])[0] in "LMN" or text[end] in _JOINERS):
        end += 1
    return text[:end].strip("-_\u200c\u200d")
