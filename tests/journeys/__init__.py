"""The whole line: real Redis, real workers, a real mail server, over HTTP, with CSRF on."""
