"""What a person decides about the messages: none, again, and in which language."""

from __future__ import annotations

from actions import handover, ladder, money_plan, rhythm_changes, texts
from actions.registry import answers
from actions.turn import Turn
from storage import audit, checkins, money, nudges, people, tasks


@answers("opt_out", effect=True)
async def opt_out(turn: Turn) -> None:
    """No messages of our own accord any more; asking stays possible, and it can be turned around."""
    if turn.person is not None:
        await people.opt_out(turn.session, turn.person, turn.now)
        await nudges.cancel_check_ins(turn.session, turn.person.id, now=turn.now, reason="opted out")
        await ladder.stop(turn.session, turn.person.id, turn.now)
        await money.cancel(turn.session, turn.person.id, now=turn.now, reason="opted out")
        await audit.record(turn.session, "person.opted_out", now=turn.now, person_id=turn.person.id)
    if turn.staff is not None:
        turn.staff.digest = False
    turn.say("opted-out")
    turn.offer("button-opt-in", "opt_in")
    turn.offer_human()


@answers("opt_in", effect=True)
async def opt_in(turn: Turn) -> None:
    """Messages are welcome again; the check-ins go on in their own rhythm."""
    if turn.person is not None:
        await people.opt_in(turn.session, turn.person)
        await audit.record(turn.session, "person.opted_in", now=turn.now, person_id=turn.person.id)
        plan = await checkins.plan_of(turn.session, turn.person.id)
        if plan is not None:
            await rhythm_changes.replan(turn.session, plan, turn.now)
        if (asking := await money.plan_of(turn.session, turn.person.id)) is not None:
            await money_plan.replan(turn.session, asking, turn.now)
        turn.say("opted-in-check-ins" if plan else "opted-in")
    else:
        if turn.staff is not None:
            turn.staff.digest = True
        turn.say("opted-in")
    turn.offer("button-opt-out", "opt_out")


@answers("change_language")
async def change_language(turn: Turn) -> None:
    """Which language: two buttons, each in its own language."""
    turn.say("language-which")
    turn.offer("language-nl", "language.set", language="nl")
    turn.offer("language-en", "language.set", language="en")
    turn.offer_human()


@answers("language.set")
async def set_language(turn: Turn) -> None:
    """From now on in this language."""
    turn.conversation.language = str(turn.arguments["language"])
    turn.say("language-set")
    turn.offer("button-menu", "ask_help")


@answers("language.other")
async def other_language(turn: Turn) -> None:
    """Written in a language nobody taught Stapje: say so in two languages, and let a human look at it."""
    await turn.call_human("not_understood", priority=tasks.SOON)
    turn.paragraphs += [texts.say(language, "language-other") for language in texts.LANGUAGES]
    handover.who_reads(turn)
    turn.offer("language-nl", "language.set", language="nl")
    turn.offer("language-en", "language.set", language="en")
    turn.offer_human()
