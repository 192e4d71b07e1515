"""The product's server, with the floor beside the product: two processes, as many threads as the product gives them."""

from throughcare.config.commands.serve import HOST, server

WORKERS = 2


def main(port: str) -> None:
    server("bench.wsgi:served", host=HOST, port=int(port), workers=WORKERS).serve()
