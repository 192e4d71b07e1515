"""Services as data: reading, checking, comparing and drawing blueprints, and following one through a history."""
