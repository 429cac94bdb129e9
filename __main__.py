"""`python -m sikta` is `sikta`."""

from sikta.cli import main

main()
