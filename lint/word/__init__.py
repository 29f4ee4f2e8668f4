"""Word documents: their text, and the way back into their XML."""
