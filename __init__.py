"""sikta: a company's own rules about which customers matter, applied to its data."""


def __getattr__(name: str) -> str:
    """The installed version as `__version__`; looked up when asked for, since that takes longer than to start."""
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("sikta")
    except PackageNotFoundError:  # a checkout that was never installed
        return "0+checkout"
