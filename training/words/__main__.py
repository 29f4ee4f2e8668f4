"""Make every word table: python -m training.words [FOLDER OF THE NAMES]."""

import sys
from pathlib import Path

from training.words.frequencies import write_english, write_foreign
from training.words.given_names import write_given_names
from training.words.inflections import write_inflections

names = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared/names")

write_inflections()
write_given_names(names / "given_names.tsv.gz")
write_english()
write_foreign()
