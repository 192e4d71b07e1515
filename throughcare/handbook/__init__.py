"""Blueprints as people and machines read them: a page, a picture, FHIR, what changed, and a history in words."""
