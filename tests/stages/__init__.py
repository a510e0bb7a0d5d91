"""Each stage of the line with real rows and files, and nothing else running."""
