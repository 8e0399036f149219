"""What the audit trail says, in words a person can read: every action that the code records has a line in audit.ftl.

A new action needs one line in each language, `audit-did-<action>` with - for . and _; a test goes over the source and
names what is missing.
"""

from __future__ import annotations

from actions import texts


def key_of(action: str) -> str:
    """The text key of an action: "conversation.read" is told by audit-did-conversation-read."""
    return f"audit-did-{action.replace('.', '-').replace('_', '-')}"


def did(language: str, action: str) -> str:
    """What somebody did, to be read after their name; an action of another version of the program is shown as it is."""
    key = key_of(action)
    return texts.say(language, key) if key in texts.keys(language) else f"({action})"
