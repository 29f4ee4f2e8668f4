"""Make every word table."""

from training.words.inflections import write_inflections

write_inflections()
