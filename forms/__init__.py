"""What each kind of paper asks for: definitions, reading of fields, rules, prompts, routing."""
