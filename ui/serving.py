"""What a server needs beside the pages: who may come in, and the addresses for programs and files."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from starlette.routing import BaseRoute

from ui.access import Access
from ui.deciding import deciding_routes
from ui.exports import export_routes
from ui.intake_routes import IntakeRoutes
from ui.mcp_server import http_app, mcp_server
from ui.parts import Parts
from ui.programs import Programs
from ui.staff_routes import StaffRoutes

Lifespan = Callable[[Any], AbstractAsyncContextManager[None]]


@dataclass(frozen=True)
class Serving:
    """`lifespan` runs as long as the server does."""

    access: Access
    routes: Sequence[BaseRoute]
    lifespan: Lifespan


def serving_of(parts: Parts, access: Access) -> Serving:
    """Return what serves programs and files beside the pages."""
    server = mcp_server(Programs(parts))
    tools = http_app(server)

    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        async with server.session_manager.run():
            yield

    staff = (
        *StaffRoutes(parts).routes(),
        *deciding_routes(parts),
        *IntakeRoutes(parts).routes(),
    )
    routes = (*export_routes(parts), *staff, *tools.routes)
    return Serving(access, routes, lifespan)
