"""When it is not clear what was meant: first two guesses as buttons, then "say it differently", then a human."""

from __future__ import annotations

from dataclasses import replace

from actions import debt_running, form_files, forms, handover, money_post
from actions.registry import answers, known
from actions.turn import Turn, run, with_meaning
from nlu.understanding import dump
from storage import misunderstandings, tasks

NEVER_GUESSED = frozenset({"out_of_scope", "affirm", "deny", "greet", "goodbye", "thank", "bot_challenge"})


async def ask_back(turn: Turn) -> None:
    """One of three stages, by how often we stumbled in a row; never a dead end."""
    stumbles = turn.conversation.stumbles
    turn.conversation.stumbles = stumbles + 1
    guesses = _guesses(turn)
    if stumbles == 0 and guesses:
        turn.say("fallback-did-you-mean")
        for intent in guesses:
            said = dump(replace(turn.understood, intent=intent))
            turn.offer(f"meaning-{intent}", "fallback.meant", said=said, message=turn.message_id)
        turn.offer("button-something-else", "fallback.neither")
    elif stumbles <= 1:
        await say_differently(turn)
    else:
        await offer_human(turn)


def _guesses(turn: Turn) -> list[str]:
    ranked = [intent for intent, _ in turn.understood.ranking if intent not in NEVER_GUESSED and intent in known()]
    return ranked[:2]


@answers("fallback.meant")
async def take_as_meant(turn: Turn) -> None:
    """The person chose one of the guesses: act on what was said with that meaning."""
    from actions.registry import find  # noqa: PLC0415

    turn.conversation.stumbles = 0
    with_meaning(turn, turn.arguments["said"])
    message, meant = turn.arguments.get("message"), str(turn.understood.intent)
    if message is not None:
        await misunderstandings.correct(turn.session, message, turn.conversation.id, meant)
    turn.arguments = {}
    await run(turn, find(meant))


@answers("fallback.neither")
async def say_differently(turn: Turn) -> None:
    """Ask for other words, with the menu and a human within reach."""
    turn.say("fallback-say-differently")
    turn.offer("button-menu", "ask_help")
    turn.offer_human()


@answers("fallback.human")
async def offer_human(turn: Turn) -> None:
    """The third stage: somebody will look at it, and the person hears that."""
    await turn.call_human("not_understood", priority=tasks.SOON)
    turn.say("fallback-human")
    handover.who_reads(turn)
    turn.offer("button-human", "talk_to_human", answers="yes")
    turn.offer("button-menu", "ask_help", answers="no")


@answers("out_of_scope")
async def out_of_scope(turn: Turn) -> None:
    """Something Stapje does not do: say so, and what it does."""
    turn.say("out-of-scope")
    turn.offer("button-menu", "ask_help")
    turn.offer_human()


@answers("nlu_away")
async def nlu_away(turn: Turn) -> None:
    """Nobody can read free text right now: no guess, the message goes to the inbox, the buttons work."""
    await turn.call_human("not_understood", priority=tasks.SOON)
    turn.say("nlu-away")
    handover.who_reads(turn)
    turn.offer("button-bed", "ask_bed_availability")
    turn.offer("button-menu", "ask_help")
    turn.offer_human()


async def keep_attachment(turn: Turn) -> bool:
    """A photo, a voice message, a document: a human will look at it. True when there is nothing else to answer.

    Words that came with it are answered as ever; an open form waits for its own answer, or keeps it.
    """
    if turn.attachment is None:
        return False
    if turn.attachment != "sticker":
        await turn.call_human("attachment")
    kept = await form_files.keep(turn)
    if not kept:
        turn.say("attachment-received", kind=turn.attachment)
    if turn.text.strip():
        return False
    if not kept and not forms.ask_again(turn):
        await debt_running.offer_to_add(turn)
        money_post.offer_to_keep(turn)
        turn.offer_human()
    return True


@answers("empty")
async def empty(turn: Turn) -> None:
    """Nothing to read."""
    turn.say("empty-message")
    turn.offer("button-menu", "ask_help")


@answers("too_long")
async def too_long(turn: Turn) -> None:
    """More than a machine can understand: a human reads it whole."""
    await turn.call_human("not_understood", priority=tasks.SOON, words=turn.text[:300])
    turn.say("too-long")
    handover.who_reads(turn)
    turn.offer("button-menu", "ask_help")
    turn.offer_human()


@answers("old_button")
async def old_button(turn: Turn) -> None:
    """A button that has had its time; an open form goes on."""
    turn.say("button-is-old")
    if forms.ask_again(turn):
        return
    turn.offer("button-menu", "ask_help")
    turn.offer_human()


@answers("not_for_you")
async def not_for_you(turn: Turn) -> None:
    """Something this person may not ask here; a visitor hears how to be introduced, a client how to reach a human."""
    turn.say(f"not-for-{'visitor' if turn.role == 'visitor' else 'you'}")
    turn.offer("button-menu", "ask_help")
    turn.offer_human()


async def follow_up(turn: Turn) -> bool:
    """A few words about what was just being talked about ("en voor een man?") go to that subject."""
    from actions import beds  # noqa: PLC0415

    return await beds.follow_up(turn)
