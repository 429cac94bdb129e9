"""From the results of a run to the facts of its documents. Nothing is computed here that a rule did not ask for."""
