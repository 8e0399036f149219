"""Who somebody is when a telegram gives a name: a guest we know, one of several, whom a bed is held for, or new."""

from __future__ import annotations

import uuid

from actions import undo
from actions.door_said import Said, record, tonight
from actions.forms import Slots
from actions.turn import Turn
from storage import guests
from storage import undo as undoing
from storage.guests import Guest

MOST_ASKED = 4


def is_called(known: str | None, name: str) -> bool:
    """Whether somebody is known by this name, whole or by the first word of it."""
    known, name = (known or "").casefold().strip(), name.casefold().strip()
    return bool(known) and (known == name or known.split()[0] == name)


async def settle(turn: Turn, said: Said) -> bool:
    """Find out who is meant, into the slots; False when that has to be asked first."""
    if "guest" in said.slots or "hold" in said.slots:
        if said.slots.get("guest") == "new":
            said.slots.update(await _new(turn, said))
        return True
    name = said.report.guest or ""
    if (hold := await _held_for(turn, said, name)) is not None:
        said.slots["hold"] = hold
        return True
    known = [g for g in await guests.search(turn.session, name) if is_called(g.name, name)]
    same = [g for g in known if g.name.casefold() == name.casefold().strip()]
    if len(same) == 1:
        said.slots.update(guest=str(same[0].id), called=same[0].name)
        return True
    if not known:
        said.slots.update(await _new(turn, said))
        return True
    await _ask_which(turn, said, name, same or known)
    return False


async def _held_for(turn: Turn, said: Said, name: str) -> str | None:
    """The place that is held for somebody of this name, when there is exactly one and no other bed was named."""
    rows = [r for r in (await tonight(turn, said)).values() if r.state == "held" and is_called(r.guest, name)]
    beds = said.report.beds
    fitting = [r for r in rows if not beds or r.bed.lower() in beds]
    return str(fitting[0].place_id) if len(fitting) == 1 else None


async def _new(turn: Turn, said: Said) -> Slots:
    name = said.report.guest or ""
    groups = [one.group for one in said.report.people if one.group in ("man", "vrouw", "kind")]
    head = groups[0] if len(groups) == 1 else None
    guest = await guests.add(turn.session, name if name != name.lower() else name.title(), head)
    return {"guest": str(guest.id), "called": guest.name, "made": str(guest.id)}


async def _ask_which(turn: Turn, said: Said, name: str, known: list[Guest]) -> None:
    turn.say("occupancy-which-guest", name=name)
    await record(turn, "guest.searched", guests=[str(guest.id) for guest in known[:MOST_ASKED]])
    for guest in known[:MOST_ASKED]:
        chosen = {**said.slots, "guest": str(guest.id), "called": guest.name}
        since = turn.word("occupancy-guest-since", name=guest.name, year=str(guest.created_at.year))
        label = guest.name if [g.name for g in known].count(guest.name) == 1 else since
        turn.offer("button-named-step", "door.go_on", name=label, slots=chosen)
    turn.offer(
        "button-named-step", "door.go_on", name=turn.word("occupancy-new-guest"), slots={**said.slots, "guest": "new"}
    )


def guest_of(said: Said) -> uuid.UUID | None:
    """The guest that was settled on."""
    chosen = said.slots.get("guest")
    return uuid.UUID(chosen) if chosen and chosen != "new" else None


def hold_meant(said: Said) -> uuid.UUID | None:
    """The hold that was settled on."""
    return uuid.UUID(said.slots["hold"]) if said.slots.get("hold") else None


def name_of(said: Said) -> str | None:
    """What to call who came, when it is somebody with a name."""
    called = said.slots.get("called") or (said.report.guest if said.slots.get("hold") else None)
    return str(called) if called else None


def new_guest_steps(said: Said) -> list[undo.Step]:
    """How to forget a guest who was written down just now."""
    made = said.slots.get("made")
    return [{"do": "guest", "id": made}] if made else []


async def forget_new(turn: Turn, said: Said) -> None:
    """A guest who was written down for this telegram, and for whom there was no bed, is not kept."""
    if made := said.slots.get("made"):
        await undoing.no_guest(turn.session, uuid.UUID(made))
