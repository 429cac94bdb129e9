"""The page served to this computer alone: it can be read, and nothing can be written through it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.resources import files

import anyio
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route
from watchfiles import awatch

from .files import Kept, watched_folders
from .page import Page
from .picture import Picture
from .watcher import Watcher

HOST = "127.0.0.1"
_PAUSE = 10.0
"""Seconds after which a browser is told that there is still somebody here."""
_HEADERS = {
    # What the page shows comes from rules and data: no word of it can run, and it can ask nobody but us.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Board:
    """The last picture as HTML, with a number that goes up with each."""

    def __init__(self) -> None:
        self.picture = Picture()
        self.number = 0
        self._changed = asyncio.Condition()

    async def put(self, picture: Picture) -> None:
        async with self._changed:
            self.picture, self.number = picture, self.number + 1
            self._changed.notify_all()

    async def after(self, number: int) -> int:
        """The number of a picture other than this one; waits for it, but not for long."""
        async with self._changed:
            try:
                async with asyncio.timeout(_PAUSE):
                    await self._changed.wait_for(lambda: self.number != number)
            except TimeoutError:
                pass
            return self.number


def application(watcher: Watcher, page: Page) -> Starlette:
    """The server: `/` the page, `/picture` its changing part, `/events` the number of each new picture."""
    board = Board()

    async def whole(_: Request) -> Response:
        return HTMLResponse(page.whole(board.picture), headers=_HEADERS)

    async def part(_: Request) -> Response:
        return HTMLResponse(page.part(board.picture), headers=_HEADERS)

    async def events(request: Request) -> Response:
        return StreamingResponse(
            _numbers(board, request.is_disconnected), media_type="text/event-stream", headers=_HEADERS
        )

    async def script(_: Request) -> Response:
        text = (files("sikta") / "templates" / "watch.js").read_text(encoding="utf-8")
        return Response(text, media_type="text/javascript", headers=_HEADERS)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(_keep_looking(watcher, board))
        yield
        watching.cancel()

    routes = [
        Route("/", whole),
        Route("/picture", part),
        Route("/events", events),
        Route("/watch.js", script),
    ]
    # Only a browser that asked for this very computer: no other site can have its name point here.
    only_here = Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"], www_redirect=False)
    return Starlette(routes=routes, lifespan=lifespan, middleware=[only_here])


async def _numbers(board: Board, is_gone: Callable[[], Awaitable[bool]]) -> AsyncIterator[str]:
    number = -1
    while not await is_gone():
        number = await board.after(number)
        yield f"data: {number}\n\n"


async def _keep_looking(watcher: Watcher, board: Board) -> None:
    await _look(watcher, board)
    folders = watched_folders(watcher.folder, watcher.sources.folder)
    async for _ in awatch(*folders, watch_filter=Kept(), debounce=300, step=50):
        await _look(watcher, board)


async def _look(watcher: Watcher, board: Board) -> None:
    """A new picture, piece by piece, computed beside the server so that it keeps answering."""
    pictures = watcher.look()
    while (picture := await anyio.to_thread.run_sync(next, pictures, None)) is not None:
        await board.put(picture)
