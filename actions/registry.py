"""Which function answers which intent or button. A name is an intent of the NLU contract or "noun.verb" of a button."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from actions.errors import UnknownAction
from actions.permissions import May

if TYPE_CHECKING:
    from actions.turn import Turn

Handler = Callable[["Turn"], Awaitable[None]]


@dataclass(frozen=True, kw_only=True)
class Action:
    """A handler with what it asks of the person: `needs` is a permission, `effect` says it changes something.

    An intent with an effect is only acted on when it was understood surely; else the person confirms with a button.
    """

    name: str
    handler: Handler
    needs: May | None = None
    effect: bool = False


_ACTIONS: dict[str, Action] = {}


def answers(*names: str, needs: May | None = None, effect: bool = False) -> Callable[[Handler], Handler]:
    """Register a handler under one or more intents or button actions."""

    def register(handler: Handler) -> Handler:
        for name in names:
            assert name not in _ACTIONS, f"two handlers for {name}"
            _ACTIONS[name] = Action(name=name, handler=handler, needs=needs, effect=effect)
        return handler

    return register


def find(name: str) -> Action:
    """The action with this name; raises UnknownAction."""
    try:
        return _ACTIONS[name]
    except KeyError as error:
        raise UnknownAction(f"nobody answers {name!r}; import its module in actions/__init__.py") from error


def known() -> frozenset[str]:
    """All registered names."""
    return frozenset(_ACTIONS)
