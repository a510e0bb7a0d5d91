"""How words leave the building: compose, text, e-mail, fax-back letters, and a folder by default."""
