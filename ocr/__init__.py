"""Bytes in, words out: pages, words with boxes and confidence, marks and codes."""
