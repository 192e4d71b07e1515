"""What is typed into forms: fields that Django has not, a blueprint's questions as fields, and how each is drawn."""
