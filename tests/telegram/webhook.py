"""Delivery of updates to the bot's own address: one at a time, in order, again until it is accepted."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

from tests.telegram.bell import Bell
from tests.telegram.errors import ApiError, bad_request
from tests.telegram.updates import Updates, Waiting
from tests.telegram.wire import Json, Request, read_answer

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
ADDRESS = re.compile(r"https://|http://(127\.0\.0\.1|localhost)[:/]")  # plain HTTP only on this machine


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One attempt."""

    update_id: int
    status: int | None  # None: no answer in time, or no connection
    at: float = field(default_factory=time.monotonic)  # seconds on the monotonic clock


class Webhook:
    """The registration, and the loop that delivers while there is one."""

    def __init__(self, updates: Updates, bell: Bell, perform: Callable[[Request], Awaitable[object]]) -> None:
        self._updates = updates
        self._bell = bell
        self._perform = perform
        self._url = ""
        self._secret = ""
        self._last_error: Json = {}
        self.deliveries: list[Delivery] = []
        self.patience = 60.0  # seconds to wait for an answer
        self.pause = 0.05  # seconds between attempts; Telegram takes longer

    def set(self, request: Request) -> bool:
        """The method setWebhook; an empty address takes it away."""
        url, secret = request.text("url"), request.text("secret_token")
        if url and not ADDRESS.match(url):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if secret and not SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        self._updates.allow(request.json("allowed_updates"))
        return self._register(url, secret, drop=request.flag("drop_pending_updates"))

    def delete(self, request: Request) -> bool:
        """The method deleteWebhook."""
        return self._register("", "", drop=request.flag("drop_pending_updates"))

    def _register(self, url: str, secret: str, *, drop: bool) -> bool:
        self._url, self._secret, self._last_error = url, secret, {}
        self._updates.webhook_active = bool(url)
        if drop:
            self._updates.clear()
        self._bell.ring()
        return True

    def info(self, request: Request) -> Json:
        """The method getWebhookInfo."""
        allowed = {"allowed_updates": self._updates.allowed} if self._updates.allowed else {}
        counts = {"has_custom_certificate": False, "pending_update_count": len(self._updates.waiting)}
        return {"url": self._url, **counts, **self._last_error, **allowed}

    async def run(self) -> None:
        """Deliver until cancelled."""
        async with ClientSession(timeout=ClientTimeout(total=self.patience)) as session:
            while True:
                await self._bell.wait_until(lambda: bool(self._url and self._updates.waiting), None)
                one = self._updates.waiting[0]
                if await self._deliver(session, one):
                    self._updates.done(one)
                else:
                    await asyncio.sleep(self.pause)
                self._bell.ring()

    async def _deliver(self, session: ClientSession, one: Waiting) -> bool:
        headers = {SECRET_HEADER: self._secret} if self._secret else {}
        timeout = ClientTimeout(total=self.patience)
        post = session.post(self._url, json=one.update, headers=headers, allow_redirects=False, timeout=timeout)
        try:
            async with post as response:
                request = await _call_in(response)
        except (ClientError, TimeoutError, OSError) as error:
            return self._note(one, None, str(error) or "Read timeout expired")
        accepted = self._note(one, response.status, f"Wrong response from the webhook: {response.status}")
        if accepted and request is not None:
            await self._perform(request)
        return accepted

    def _note(self, one: Waiting, status: int | None, message: str) -> bool:
        accepted = status is not None and 200 <= status < 300
        self.deliveries.append(Delivery(update_id=one.update_id, status=status))
        if not accepted:
            self._last_error = {"last_error_date": int(time.time()), "last_error_message": message}
        return accepted


async def _call_in(response: ClientResponse) -> Request | None:
    try:
        return await read_answer(response)
    except (ApiError, ValueError):  # Telegram takes no notice of an answer it cannot read
        return None
