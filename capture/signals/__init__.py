"""The signals that ship; none knows another."""
