"""Letter case of a replacement after that of what it replaces."""

from __future__ import annotations


def like(model: str, text: str) -> str:
    """`text` with a capital first letter where `model` has one, in capitals where `model` is all capitals."""
    if not model or not text:
        return text
    if len(model) > 3 and model.isupper() and model.replace(" ", "").isalpha():
        return text.upper()
    if model[0].isupper() and text[0].islower():
        return text[0].upper() + text[1:]
    return text
