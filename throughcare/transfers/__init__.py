"""What one kind of service, the transfer to hospital, needs beyond its blueprint."""
