"""sikta: a company's own rules about which customers matter, applied to its data."""

__version__ = "0.1.0"
