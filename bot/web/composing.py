"""Writing in a thread: an answer with its files, what was written and not sent, and a message that did not arrive."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import later, replies, writing
from actions.errors import WorkRefused
from actions.permissions import May
from actions.writing import Answer
from bot.files import MOST, NotKept, looked_at
from bot.receive import clean
from bot.web.accounts import Visit, who_may
from bot.web.api.conversations import rang
from bot.web.inbox import own, thread_page
from bot.web.pages import PAGE_HEADERS, see_other
from bot.web.thread_forms import Refused, form_key, moment_of, not_planned, refused, seen, within
from bot.web.uploads import Answering, Sent
from storage import audit, conversations, drafts, files, outbox
from storage import replies as kept_replies
from storage.conversations import Conversation
from storage.files import StoredFile
from storage.messages import Message
from storage.replies import ReadyReply

router = APIRouter(prefix="/inbox/{conversation_id}", include_in_schema=False)
Answers = Annotated[Visit, Depends(who_may(May.ANSWER_CLIENTS))]
MessageId = Annotated[int, Path(ge=1, lt=2**63)]
LONGEST_ANSWER = 4000


# ---------------------------------------------------------------- an answer


@router.post("/reply")
async def reply(form: Answering, conversation_id: uuid.UUID) -> Response:
    """A human answers, now or later, or lets a ready reply be filled in; the bot is silent from an answer on."""
    visit = form.visit
    if visit.form.get("deed") == "fill":
        return await _fill(visit, conversation_id)
    try:
        looked = await _look_at(visit, conversation_id, form.sent)
    except NotKept as error:
        return await refused(visit, conversation_id, error.key, name=error.name)
    async with visit.parts.database.begin() as session:
        await own(session, visit, conversation_id)
        sending = _Reply(session, visit, await conversations.lock(session, conversation_id))
        why = await sending.now_or_later(looked)
    if why is not None:
        return await refused(visit, conversation_id, why.key, **why.facts)
    rang(visit.parts, conversation_id)
    return see_other(f"/inbox/{conversation_id}?note={'later-planned' if visit.form.get('deed') == 'later' else ''}")


async def _look_at(visit: Visit, conversation_id: uuid.UUID, sent: Sent) -> list[StoredFile]:
    """The files of a form, looked at one by one before anything is locked. Raises NotKept."""
    if sent.refused is not None:
        raise sent.refused
    return [
        await looked_at(one, conversation_id=conversation_id, staff_id=visit.staff.id) for one in sent.files
    ]  # fmt: skip


class _Reply:
    """One answer that is being sent, in a transaction that holds the conversation. What is refused keeps its files."""

    def __init__(self, session: AsyncSession, visit: Visit, conversation: Conversation) -> None:
        self._session, self._visit, self._conversation = session, visit, conversation
        self._said = clean(visit.form.get("text", "")).strip()
        self._key = form_key(visit) or uuid.uuid4()

    async def now_or_later(self, looked: Sequence[StoredFile]) -> Refused | None:
        """Send or plan it; says why when that cannot be, and the files that came wait with what was typed."""
        then = self._visit.form.get("then", "waiting")
        answer = Answer(
            said=self._said, key=str(self._key), seen=seen(self._visit), used=_used(self._visit),
            then=then if then in ("open", "resolved") else "waiting",
        )  # fmt: skip
        if await writing.sent_before(self._session, self._conversation, answer) is not None:
            return None
        with_it = await self._files(looked)
        try:
            self._check(with_it)
            await (self._later(with_it) if self._visit.form.get("deed") == "later" else self._now(answer, with_it))
        except Refused as why:
            return why
        except writing.NotSent as error:
            return Refused(error.key)
        except WorkRefused as error:
            return Refused(f"flow-refused-{error.why}")
        except later.NotPlanned as error:
            return not_planned(self._visit, error)
        return None

    async def _files(self, looked: Sequence[StoredFile]) -> Sequence[StoredFile]:
        """What goes along: what waited here already, without what was ticked off, and what comes now."""
        session, here, me = self._session, self._conversation.id, self._visit.staff.id
        waiting = await files.unsent(session, here, me)
        await files.drop(session, [one.id for one in waiting if self._visit.form.get(f"drop-{one.id}")])
        await files.add(session, looked[: max(0, MOST + 1 - len(waiting))])
        return await files.unsent(session, here, me)

    def _check(self, with_it: Sequence[StoredFile]) -> None:
        if not self._said and not with_it:
            raise Refused("inbox-reply-empty")
        if len(self._said) > LONGEST_ANSWER:
            raise Refused("inbox-reply-too-long")
        if len(with_it) > MOST:
            raise Refused("files-too-many")
        if gaps := replies.gaps_in(self._said):
            raise Refused("writing-has-gaps", what=gaps[0])

    async def _now(self, answer: Answer, with_it: Sequence[StoredFile]) -> None:
        visit = self._visit
        await writing.send(self._session, self._conversation, visit.staff, answer, visit.parts.now(), files=with_it)

    async def _later(self, with_it: Sequence[StoredFile]) -> None:
        visit, now = self._visit, self._visit.parts.now()
        if with_it:
            raise Refused("later-no-files")
        await later.plan(
            self._session, self._conversation, visit.staff, self._said, message_id=self._key,
            due_at=moment_of(visit), seen=seen(visit) or 0, now=now,
        )  # fmt: skip
        await drafts.drop(self._session, visit.staff.id, self._conversation.id, drafts.REPLY)
        await kept_replies.was_used(self._session, _used(visit), now)


def _used(visit: Visit) -> list[uuid.UUID]:
    with contextlib.suppress(ValueError):
        return [uuid.UUID(visit.form["used"])] if visit.form.get("used") else []
    return []


async def _fill(visit: Visit, conversation_id: uuid.UUID) -> Response:
    """The form again with a ready reply in it, behind what was typed; it can still be changed."""
    async with visit.parts.database.begin() as session:
        conversation = await own(session, visit, conversation_id)
        found = await _chosen(session, visit)
        known = await kept_replies.known(session, conversation_id, visit.staff.id, visit.parts.now())
    if found is None:
        return await refused(visit, conversation_id, "writing-choose-reply")
    said = replies.filled(found.said(conversation.language), known, conversation.language)
    text = "\n\n".join(part for part in (visit.form.get("text", "").strip(), said) if part)
    return await thread_page(visit, conversation_id, typed={**visit.form, "text": text, "used": str(found.id)})


async def _chosen(session: AsyncSession, visit: Visit) -> ReadyReply | None:
    wanted = visit.form.get("ready", "")
    every = await kept_replies.of_team(session, visit.staff.team_id)
    return next((one for one in every if str(one.id) == wanted), None)


# ---------------------------------------------------------------- what was written and not sent


@router.post("/drafts")
async def keep_draft(visit: Answers, conversation_id: uuid.UUID) -> Response:
    """Keep what is being written. What comes late, after it was sent, is let go."""
    mode, said = visit.form.get("mode", ""), clean(visit.form.get("text", ""))[:LONGEST_ANSWER]
    async with visit.parts.database.begin() as session:
        await own(session, visit, conversation_id)
        if mode in (drafts.REPLY, drafts.NOTE):
            await conversations.lock(session, conversation_id)
            late = form_key(visit) != await drafts.turn(session, visit.staff.id, conversation_id)
            if not (late and await drafts.was_sent(session, visit.staff.id, conversation_id, said)):
                await drafts.keep(session, visit.staff.id, conversation_id, mode, said=said, now=visit.parts.now())
    return Response(status_code=HTTPStatus.NO_CONTENT, headers=PAGE_HEADERS)


# ---------------------------------------------------------------- what did not arrive


@router.post("/messages/{message_id}/again")
async def try_again(visit: Answers, conversation_id: uuid.UUID, message_id: MessageId) -> Response:
    """Send a message once more that was given up; twice is once."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        now, message = visit.parts.now(), await session.get(Message, message_id)
        if message is None or message.conversation_id != conversation_id:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        if await outbox.try_again(session, conversation_id, message_id, now):
            await audit.record(
                session, "message.tried_again", now=now, staff_id=visit.staff.id, person_id=conversation.person_id,
                conversation_id=conversation_id, message=message_id,
            )  # fmt: skip

    return await within(visit, conversation_id, deed, "again")
