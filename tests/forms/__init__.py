"""What each paper asks for."""
