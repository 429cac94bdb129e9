"""Briefs: what a run says, written for people, in their language, as HTML or Markdown."""
