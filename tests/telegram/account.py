"""The bot's own account: who it is and which commands it lists."""

import json
import re

from tests.telegram.errors import bad_request
from tests.telegram.wire import Json, Request

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
DESCRIPTION_LIMIT = 256


class Account:
    """The methods about the bot itself."""

    def __init__(self, bot: Json) -> None:
        self._bot = bot
        self._commands: dict[tuple[str, str], list[Json]] = {}

    def get_me(self, request: Request) -> Json:
        """The method getMe."""
        rights = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
        return {**self._bot, **rights}

    def set_commands(self, request: Request) -> bool:
        """The method setMyCommands, for a scope and a language."""
        commands = request.json("commands") or []
        for command in commands:
            if not COMMAND.fullmatch(command["command"]):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 0 < len(command["description"]) <= DESCRIPTION_LIMIT:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self._commands[_shelf(request)] = commands
        return True

    def get_commands(self, request: Request) -> list[Json]:
        """The method getMyCommands; empty when none were set for exactly this scope and language."""
        return self._commands.get(_shelf(request), [])

    def delete_commands(self, request: Request) -> bool:
        """The method deleteMyCommands."""
        self._commands.pop(_shelf(request), None)
        return True


def _shelf(request: Request) -> tuple[str, str]:
    scope = request.json("scope") or {"type": "default"}
    return json.dumps(scope, sort_keys=True), request.text("language_code")
