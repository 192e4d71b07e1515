"""A mirror of ACCT documents: what the prison's own document says of when it was opened, reviewed, closed and ended."""
