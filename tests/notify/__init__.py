"""How words leave the building."""
