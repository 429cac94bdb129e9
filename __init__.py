"""sikta: a company's own rules about which customers matter, applied to its data."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("sikta")
except PackageNotFoundError:  # a checkout that was never installed
    __version__ = "0+checkout"
