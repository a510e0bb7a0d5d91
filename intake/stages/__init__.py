"""The stages of the line. A stage reads rows, calls pure code, and writes rows in one transaction."""
