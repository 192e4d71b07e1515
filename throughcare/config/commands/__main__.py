"""`python -m throughcare.config.commands`: how the product starts its own helpers, wherever it is installed."""

from throughcare.config.commands import main

if __name__ == "__main__":
    main()
