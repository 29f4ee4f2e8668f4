"""Make the data on source languages: python -m training.sources [FOLDER OF THE SHARED DATA]."""

import sys
from pathlib import Path

from training.sources.names import write_names
from training.sources.origins import write_origins

shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared")

write_names(shared / "corpora")
write_origins(shared)
