"""Names and words: what headers tell, ids made of them, and how evidence is put."""
