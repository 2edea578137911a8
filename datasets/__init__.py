"""The vocabulary and the files. Imports nothing else of ours, and no Qt."""
