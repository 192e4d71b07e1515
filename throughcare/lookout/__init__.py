"""What a table of rules finds in the audit record that a Caldicott Guardian should look at."""
