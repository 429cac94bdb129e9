"""The commands, one a file; `cli.py` names them all."""
