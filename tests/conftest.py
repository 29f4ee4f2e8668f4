"""Settings that must hold before anything imports numpy."""

from __future__ import annotations

import os

# The matrices are small: threads of the linear algebra only get in each other's way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
