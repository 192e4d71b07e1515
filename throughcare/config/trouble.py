"""What stops the product from outside."""


class Trouble(Exception):
    """Something in the surroundings stops the product. The text is one plain sentence for whoever runs it."""
