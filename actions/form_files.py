"""Photos and documents that are sent while a form is open: they belong to what the form is about."""

from __future__ import annotations

from actions import forms
from actions.turn import Turn

KINDS = ("photo", "document")
"""The kinds of attachments that a human can read. A voice message goes to a human as ever."""


async def keep(turn: Turn) -> bool:
    """Keep a file with the open form; False when it takes none. Without words it answers the first question."""
    state = forms.open_state(turn)
    form = forms.named(state["kind"]) if state else None
    if state is None or form is None or form.files is None or turn.attachment not in KINDS:
        return False
    turn.say(form.files)
    files = [*state["slots"].get("files", ()), turn.message_id]
    turn.conversation.form = {**state, "slots": {**state["slots"], "files": files}}
    first = form.slots[0]
    if turn.text.strip():
        return True
    if state["asking"] == first.name and first.skip is not None:
        await forms.answered(turn, first.name, first.skip)
    else:
        forms.ask_again(turn)
    return True
