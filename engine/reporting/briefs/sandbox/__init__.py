"""Jinja with a fence around it: templates read plain values, within limits, and say what is wrong with them."""

from .environment import Sandbox
from .faults import template_fault
from .sources import Sources

__all__ = ["Sandbox", "Sources", "template_fault"]
