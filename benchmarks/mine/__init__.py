"""Mining the edits of editors for patterns that a rule could look for."""
