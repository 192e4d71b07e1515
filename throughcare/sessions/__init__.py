"""What a session is, whoever keeps it: its words, its weeks, what stands against it, who is offered a place first."""
