"""Whether a server can listen at an address."""

from __future__ import annotations

import socket

from corpus.errors import AssistantError


def check_address(host: str, port: int) -> None:
    """Raise AssistantError where nothing can listen: better now than after the model is loaded."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        with socket.socket(family, kind, protocol) as probe:
            # A server that has just ended must not keep its port from the next one.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise AssistantError(
            f"cannot listen at {host!r}, port {port}: {why}; choose others with --host and --port"
        ) from error
