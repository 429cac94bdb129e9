"""From YAML text to a frozen, typed ruleset, with every fault as a finding."""
