"""Why the system refused a file, in words for people."""

import errno
from collections.abc import Mapping

_PLAIN: Mapping[int | None, str] = {
    errno.EEXIST: "a file has that name",
    errno.ENOTDIR: "a file has the name of one of its folders",
    errno.EISDIR: "a folder has that name",
}


def refusal(error: OSError) -> str:
    """What the system said, in plain words where its own only speak to programmers."""
    return _PLAIN.get(error.errno) or error.strerror or type(error).__name__
