"""The pages on which instruments are answered, read and watched: by staff, from paper, and by the person."""
