"""How fast the pages are, in worlds of ten thousand to a million episodes. Not part of the product.

`make bench` loads what is missing, serves each world as the product is served, asks for pages and prints a table.
"""
