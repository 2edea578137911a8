"""What the demo camera shows, with its ground truth."""
