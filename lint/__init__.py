"""mtlint: a linter for English that a machine translated."""

__version__ = "0.1.0"
