"""Training of the language model from the treebanks."""
