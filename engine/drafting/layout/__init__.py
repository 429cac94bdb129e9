"""A YAML file laid out with its comments: what a person would have typed, and nothing in it that could be misread."""

from .page import Block, Entry, Remark, Value, page
from .scalars import Plain, comment_text, scalar

__all__ = ["Block", "Entry", "Plain", "Remark", "Value", "comment_text", "page", "scalar"]
