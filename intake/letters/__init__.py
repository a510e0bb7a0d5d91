"""Letters that may name a member: they go to the provider's office on paper, and never by text or e-mail."""
