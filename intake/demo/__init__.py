"""What the demo is made of: invented people, and papers as offices send them."""
