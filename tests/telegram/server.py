"""The Bot API over HTTP on this machine."""

import asyncio
import contextlib
import json
from collections.abc import Callable
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.telegram.control import BOT_ID, Control
from tests.telegram.errors import ApiError
from tests.telegram.messages import Messages
from tests.telegram.topics import Topics
from tests.telegram.webhook import Webhook
from tests.telegram.wire import Call, Request, read_request

UPLOAD_LIMIT = 50 * 1024 * 1024  # bytes, what a bot may send


class TelegramStandIn(Control):
    """A working fake of Telegram's Bot API: `async with TelegramStandIn() as telegram:`.

    It lives in the event loop of the test, so the test must wait with `await`. Leaving the block fails the test
    when the bot called a method the stand-in does not know.
    """

    token = f"{BOT_ID}:stand-in-token-for-tests"
    base_url = ""  # known once it is started

    def __init__(self) -> None:
        super().__init__()
        self.webhook = Webhook(self.updates, self.bell, self._perform)
        self._handlers = self._all_handlers()

    def _all_handlers(self) -> dict[str, Callable[[Request], object]]:
        topics = Topics(self.chats)
        return Messages(self.chats, self.files).handlers() | {
            "getme": self.account.get_me,
            "setmycommands": self.account.set_commands,
            "getmycommands": self.account.get_commands,
            "deletemycommands": self.account.delete_commands,
            "getchat": self.chats.get_chat,
            "getchatmember": self.chats.get_chat_member,
            "sendchataction": self.chats.send_chat_action,
            "getfile": self.files.get_file,
            "answercallbackquery": self.presses.answer,
            "createforumtopic": topics.create,
            "closeforumtopic": topics.close,
            "reopenforumtopic": topics.reopen,
            "setwebhook": self.webhook.set,
            "deletewebhook": self.webhook.delete,
            "getwebhookinfo": self.webhook.info,
        }

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=UPLOAD_LIMIT)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        # a poll whose client was killed must end, or it would take updates that nobody reads
        self._runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.base_url = f"http://{host}:{port}"
        self._delivering = asyncio.create_task(self.webhook.run())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._delivering.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._delivering
        await self._runner.cleanup()
        if error is None:
            self.check()

    async def _serve(self, http: web.Request) -> web.StreamResponse:
        if http.match_info["token"] != self.token:
            return _refuse(ApiError(401, "Unauthorized"))
        try:
            request = await read_request(http)
        except ApiError as error:
            return _refuse(error)
        fault = self.faults.take(request)
        if fault is None:
            return await self._perform(request)
        if fault.takes_effect:
            await self._perform(request, cut=True)
        else:
            self._note(Call(request=request, status=fault.status))
        if fault.status is None:
            return _cut(http)
        return web.Response(status=fault.status, text=fault.body, content_type=fault.content_type)

    async def _perform(self, request: Request, *, cut: bool = False) -> web.Response:
        try:
            result = await self._execute(request)
        except ApiError as error:
            self._note(Call(request=request, status=None if cut else error.status))
            return _refuse(error)
        self._note(Call(request=request, status=None if cut else 200, result=result))
        return web.json_response({"ok": True, "result": result})

    async def _execute(self, request: Request) -> object:
        name = request.method.lower()
        if name == "getupdates":
            return await self.updates.get_updates(request)
        if name not in self._handlers:
            self.problems.append(f"unknown method {request.method}")
            raise ApiError(404, "Not Found: method not found")
        try:
            return self._handlers[name](request)
        except (AttributeError, LookupError, TypeError, ValueError) as error:  # arguments of an unforeseen form
            self.problems.append(f"{request.method}: {error!r}")
            raise ApiError(500, "Internal Server Error") from error

    def _note(self, call: Call) -> None:
        self.log.append(call)
        self.bell.ring()

    async def _download(self, http: web.Request) -> web.Response:
        if http.match_info["token"] != self.token:
            return _refuse(ApiError(401, "Unauthorized"))
        try:
            return web.Response(body=self.files.content(http.match_info["path"]))
        except ApiError as error:
            return _refuse(error)


def _refuse(error: ApiError) -> web.Response:
    body = {"ok": False, "error_code": error.status, "description": error.description}
    return web.Response(status=error.status, text=json.dumps(body), content_type="application/json")


def _cut(http: web.Request) -> web.StreamResponse:
    if http.transport is not None:
        http.transport.abort()
    return web.Response()
