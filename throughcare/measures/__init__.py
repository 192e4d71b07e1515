"""Measures: figures of whole services, counted where nobody may look, shown with every small number withheld."""
