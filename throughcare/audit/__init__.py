"""Who did or saw what, about whom, on which ground; append-only and hash-chained."""
