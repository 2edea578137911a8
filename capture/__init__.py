"""From photons to a decision. Knows no Qt."""
