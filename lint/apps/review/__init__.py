"""Editorial review: what is found goes to an editor, and what they decide comes back."""
