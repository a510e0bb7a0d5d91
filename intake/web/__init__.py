"""The web site: pages for providers, clerks, reviewers, directors and administrators."""
