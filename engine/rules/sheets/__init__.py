"""Parts of a ruleset that people keep in a sheet: read in their place, written out, and taken back."""
