"""The whole line as people see it: a real browser in front of the running installation."""
