"""A form that waits: after a button of something else, or words of our own accord, what is typed belongs to that.

Only a moment and nothing else still answers a question for one, when it was we who came in between (`Slot.moment`).

A button leads back to the form's question under every answer, as long as the form lasts; the buttons of its question
do so too. "Stop" ends it as ever.
"""

from __future__ import annotations

from actions import forms
from actions.registry import answers
from actions.turn import Turn

BUSY = ("form.answer", "form.stop", "form.resume")
"""Buttons that are the form's own."""


def set_aside(turn: Turn, action: str) -> None:
    """A button is pressed: unless it is the form's own, an open form waits; one that lay still too long is dropped."""
    if action not in BUSY and turn.conversation.form is not None:
        state = forms.open_state(turn)
        turn.conversation.form = None if state is None else {**state, "aside": True}


def offer_way_back(turn: Turn) -> None:
    """Under an answer to something else: the button that leads back to the form that waits."""
    state = forms.open_state(turn)
    if state is not None and state.get("aside") and turn.paragraphs:
        turn.offer("button-resume-form", "form.resume")


@answers("form.resume")
async def resume(turn: Turn) -> None:
    """Back to the question that waited."""
    if not forms.ask_again(turn):
        await turn.go("old_button")
