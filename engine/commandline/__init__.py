"""What the commands share: their options, what they say, and how each of them ends."""
