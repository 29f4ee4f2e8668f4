"""Make every word table: python -m training.words [FOLDER OF THE SHARED DATA]."""

import sys
from pathlib import Path

from training.words.countability import write_countable_nouns
from training.words.dictionary import write_dictionary, write_unabridged
from training.words.frequencies import write_english, write_foreign
from training.words.given_names import write_given_names
from training.words.inflections import write_inflections
from training.words.known_names import write_known_names
from training.words.varieties import write_varieties

shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared")

write_inflections()
write_countable_nouns(shared / "treebanks")
write_given_names(shared / "names" / "given_names.tsv.gz")
write_english()
write_foreign()
write_dictionary()
write_unabridged()
write_varieties()
write_known_names(shared)
