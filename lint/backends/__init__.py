"""Other checkers, whose findings become those of mtlint."""
