"""Spark: the same rules on a cluster. Its workers run the functions of the other rooms on ranges of accounts."""
