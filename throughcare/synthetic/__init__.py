"""The example world: invented places and people, with a history made by the same verbs as the pages use."""
