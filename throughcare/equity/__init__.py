"""Equity: who reaches a service, by wing and by what the law protects, for each hundred who live there."""
