"""Failures of the world outside, each with one clear line for the user."""

from __future__ import annotations


class AssistantError(Exception):
    """What went wrong and what helps, in one line; the command line shows it and exits with 1."""


class DocumentError(AssistantError):
    """A document or its catalogue cannot be read."""
