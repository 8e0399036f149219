"""The queue of updates: what was not confirmed by an offset comes again."""

from dataclasses import dataclass

from tests.telegram.bell import Bell
from tests.telegram.errors import ApiError
from tests.telegram.wire import Json, Request

FIRST_UPDATE_ID = 1001
ON_REQUEST_ONLY = {"chat_member", "message_reaction", "message_reaction_count"}
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(kw_only=True, eq=False)
class Waiting:
    """One update in the queue."""

    update: Json
    again: bool  # an id that is not new: handed out at least once, whatever the offset says
    handed_out: bool = False

    @property
    def update_id(self) -> int:
        return int(self.update["update_id"])

    def confirmed_by(self, offset: int) -> bool:
        """Whether an offset ends this one's stay."""
        return self.update_id < offset and (self.handed_out or not self.again)


class Updates:
    """Keeps updates in the order in which they were put in, also those with an older id."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._known: dict[int, Json] = {}
        self._allowed: list[str] = []
        self.polls = 0  # getUpdates requests so far: a newer one ends the older
        self.waiting: list[Waiting] = []
        self.webhook_active = False

    def add(self, kind: str, payload: Json, update_id: int | None = None) -> int:
        """Queue a new update unless the bot did not ask for this kind; the id may be older than earlier ones.

        Raises ValueError for an id that was used before: that one is to be redelivered.
        """
        highest = max(self._known, default=FIRST_UPDATE_ID - 1)
        number = highest + 1 if update_id is None else update_id
        if number in self._known:
            raise ValueError(f"update_id {number} exists; use redeliver")
        self._known[number] = {"update_id": number, kind: payload}
        if self._accepts(kind):
            self._queue(self._known[number], again=number < highest)
        return number

    def redeliver(self, update_id: int) -> None:
        """Queue an update that was injected before, the same in every byte; KeyError if it never was."""
        self._queue(self._known[update_id], again=True)

    def _queue(self, update: Json, *, again: bool) -> None:
        self.waiting.append(Waiting(update=update, again=again))
        self._bell.ring()

    def allow(self, kinds: list[str] | None) -> None:
        """Set the kinds wanted from now on; empty is the default set, None leaves it as it was."""
        self._allowed = self._allowed if kinds is None else kinds

    def _accepts(self, kind: str) -> bool:
        return kind in self._allowed if self._allowed else kind not in ON_REQUEST_ONLY

    @property
    def allowed(self) -> list[str]:
        """The kinds the bot asked for; empty is the default set."""
        return self._allowed

    def done(self, one: Waiting) -> None:
        """Take one out that a webhook accepted."""
        self.waiting = [other for other in self.waiting if other is not one]

    def clear(self) -> None:
        """Forget what waits; ids keep rising, as a bot remembers them."""
        self.waiting.clear()

    async def get_updates(self, request: Request) -> list[Json]:
        """The method getUpdates: confirms by offset, then waits up to `timeout` seconds for something to hand out."""
        self._refuse_when(self.webhook_active, WEBHOOK_ACTIVE)
        self.allow(request.json("allowed_updates"))
        self._confirm(request.number("offset") or 0)
        self.polls += 1
        mine = self.polls
        self._bell.ring()
        await self._bell.wait_until(
            lambda: bool(self.waiting) or mine != self.polls or self.webhook_active, request.number("timeout") or 0
        )
        self._refuse_when(self.webhook_active, "terminated by setWebhook request")
        self._refuse_when(mine != self.polls, OTHER_POLL)
        return self._hand_out(request.number("limit") or 100)

    def _refuse_when(self, refused: bool, reason: str) -> None:
        if refused:
            raise ApiError(409, f"Conflict: {reason}")

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self.waiting = self.waiting[offset:]
        self.waiting = [one for one in self.waiting if not one.confirmed_by(offset)]

    def _hand_out(self, limit: int) -> list[Json]:
        batch = self.waiting[: max(1, min(limit, 100))]
        for one in batch:
            one.handed_out = True
        return [one.update for one in batch]
