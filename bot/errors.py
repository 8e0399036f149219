"""What can go wrong in the wiring and the channels."""

from __future__ import annotations


class BotError(Exception):
    """Something about running Stapje could not be done; the message says what to do about it."""


class BadSetting(BotError):
    """A setting is missing or wrong; the sentence names it."""


class ChannelError(BotError):
    """A channel did not take a message. `retry` says whether trying again later makes sense."""

    def __init__(self, why: str, *, retry: bool = True) -> None:
        super().__init__(why)
        self.retry = retry


class ChannelBusy(ChannelError):
    """The channel asks everybody to wait for `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the channel asks to wait {seconds} s")
        self.seconds = seconds


class Unreachable(ChannelError):
    """The person has blocked the bot or is gone; this address does not work any more."""

    def __init__(self, why: str) -> None:
        super().__init__(why, retry=False)
