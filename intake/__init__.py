"""The desk: receipts, documents, cases, tasks, people and the pages of the web site."""
