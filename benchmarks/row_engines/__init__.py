"""Rule engines that score one account at a time, and sikta's kernel on the same accounts."""
