"""A stand-in for Telegram's Bot API: the bot talks to it over real HTTP, the test sits on the other side.

    async with TelegramStandIn() as telegram:
        # start the bot with telegram.base_url and telegram.token
        telegram.inject_message(SAM, "Is er plek vannacht?")
        await telegram.wait_for_calls("sendMessage", chat_id=SAM)
        assert telegram.transcript(SAM)[-1].from_bot

What can go wrong is in `faults`; what a test can do in `control`. Fixtures come with
`pytest_plugins = ("tests.telegram.fixtures",)`.
"""

from tests.telegram.chats import Person
from tests.telegram.control import GROUP, SAM
from tests.telegram.server import TelegramStandIn

__all__ = ["GROUP", "SAM", "Person", "TelegramStandIn"]
