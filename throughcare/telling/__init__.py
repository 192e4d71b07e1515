"""An episode told to people: where it stands, what may come next, what is due by which rule, and the line of time."""
