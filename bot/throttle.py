"""How fast a channel may be written to: Telegram's limits (TELEGRAM: 30/s overall, 1/s a chat, 20/min a group)."""

from __future__ import annotations

from collections import defaultdict, deque


class Throttle:
    """Keeps sends apart; `now` is a monotonic clock in seconds. A flood answer pauses everything."""

    GAP = 1.0 / 30  # even steps: a burst at the end of one second and one at the start of the next would be sixty
    CHAT_GAP = 1.0
    GROUP, GROUP_WINDOW = 20, 60.0

    def __init__(self) -> None:
        self._last_of_all = -self.GAP
        self._last: dict[str, float] = {}
        self._group: defaultdict[str, deque[float]] = defaultdict(deque)
        self._paused_until = 0.0

    def wait_for(self, chat: str, now: float) -> float:
        """Seconds until this chat may be written to; 0 when now."""
        waits = [
            self._paused_until - now,
            self._last_of_all + self.GAP - now,
            self._last.get(chat, -self.CHAT_GAP) + self.CHAT_GAP - now,
        ]
        if is_group(chat):
            window = self._group[chat]
            _forget(window, now - self.GROUP_WINDOW)
            if len(window) >= self.GROUP:
                waits.append(window[0] + self.GROUP_WINDOW - now)
        return max(0.0, *waits)

    def sent(self, chat: str, now: float) -> None:
        """Something is sent to this chat now."""
        self._last_of_all = now
        self._last[chat] = now
        if is_group(chat):
            self._group[chat].append(now)
        if len(self._last) > 10_000:
            self._last = {c: at for c, at in self._last.items() if now - at < self.CHAT_GAP}

    def arrived(self, chat: str, now: float) -> None:
        """What was sent to this chat has an answer now: over a slow line the channel may have counted it only just."""
        self._last[chat] = now

    def pause(self, seconds: float, now: float) -> None:
        """The channel asked to wait: nothing goes out to anybody until then."""
        self._paused_until = max(self._paused_until, now + seconds)


def is_group(chat: str) -> bool:
    """Telegram gives groups negative ids."""
    return chat.startswith("-")


def _forget(window: deque[float], before: float) -> None:
    while window and window[0] <= before:
        window.popleft()
