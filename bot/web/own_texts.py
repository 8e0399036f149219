"""Sentences in the region's own words: find one, change it in Dutch and English side by side, see it first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import own_data as in_force
from actions import own_texts, texts
from actions.own_texts import Ours
from actions.permissions import May
from bot.own_data import TOPIC
from bot.receive import clean
from bot.web import editing
from bot.web.accounts import Visit, who_may
from bot.web.editing import ChangedMeanwhile, Refused, Shown, Values
from bot.web.pages import Flash, see_other
from storage import audit, own_data

router = APIRouter(prefix="/admin/texts", include_in_schema=False)
Edits = Annotated[Visit, Depends(who_may(May.EDIT_RULES))]
CHANGED = "text.changed"
DONE = ("kept", "back")
MOST = 60


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A sentence in the list, as it is said now; `own`: in the region's own words."""

    ours: Ours
    said: str
    own: bool


@dataclass(frozen=True, kw_only=True)
class Side:
    """One language in the form: what is typed, how it reads, what is too long in it, and what Stapje brings along."""

    language: str
    typed: str
    wrong: str | None
    reads: list[str]
    too_long: list[str]
    ours: str


# ---------------------------------------------------------------- looking


@router.get("")
async def show(visit: Edits, find: str = "", subject: str = "", done: str = "") -> Response:
    """All sentences of a subject or with some words; without a question those that are the region's own."""
    async with visit.parts.database.begin() as session:
        own = {row.key: row.value["text"] for row in await own_data.everything(session) if row.kind == in_force.TEXT}
    in_own_words = {row.partition("/")[2] for row in own}
    asked = bool(find.strip() or subject)
    found = [one for one in own_texts.matching("nl", find, subject) if asked or one.key in in_own_words]
    listed = [
        Listed(ours=one, said=own.get(f"nl/{one.key}", one.pattern), own=one.key in in_own_words)
        for one in found[:MOST]
    ]
    flashes = [Flash("ok", visit.say(f"own-text-{done}"))] if done in DONE else []
    return visit.render(
        "own/texts.html", flashes=flashes, listed=listed, more=len(found) - len(listed), find=find, subject=subject,
        subjects=own_texts.subjects(), asked=asked,
    )  # fmt: skip


@router.get("/{key}")
async def show_one(visit: Edits, key: str) -> Response:
    """The form of one sentence."""
    _known(visit, key)
    async with visit.parts.database.begin() as session:
        values = await _values(session, key)
    return await _form(visit, key, Shown(values=values))


async def _form(visit: Visit, key: str, shown: Shown) -> Response:
    async with visit.parts.database.begin() as session:
        now = await _values(session, key)
        history = await editing.past(session, [CHANGED], key)
    brought = own_texts.ours("nl")[key]
    return visit.render(
        "own/text.html", status=shown.status, flashes=shown.flashes, key=key, brought=brought,
        gaps=sorted(brought.gaps),
        sides=[_side(language, key, shown.values[language], shown.wrong) for language in texts.LANGUAGES],
        was=editing.packed(now), history=editing.in_words(visit, history, "own-text", lambda _field, _value: None),
        is_own=any(now[language] != own_texts.ours(language)[key].pattern for language in texts.LANGUAGES),
    )  # fmt: skip


def _side(language: str, key: str, typed: str, wrong: Mapping[str, str]) -> Side:
    trouble = wrong.get(language) or own_texts.wrong(language, key, typed)
    reads = [] if own_texts.wrong(language, key, typed) else own_texts.read_as(language, key, typed)
    too_long = [sentence for said in reads for sentence in own_texts.long_sentences(said)]
    ours = own_texts.ours(language)[key].pattern
    return Side(language=language, typed=typed, wrong=trouble, reads=reads, too_long=too_long, ours=ours)


async def _values(session: AsyncSession, key: str) -> Values:
    """The sentence in each language, as it counts now."""
    found = {language: await own_data.find(session, in_force.TEXT, f"{language}/{key}") for language in texts.LANGUAGES}
    return {lang: row.value["text"] if row else own_texts.ours(lang)[key].pattern for lang, row in found.items()}


def _known(visit: Visit, key: str) -> None:
    if not own_texts.is_key(key):
        raise visit.refuse(HTTPStatus.NOT_FOUND)


# ---------------------------------------------------------------- changing


@router.post("/{key}")
async def keep(visit: Edits, key: str) -> Response:
    """Keep what the form says, or with `do=look` only show how it would read."""
    _known(visit, key)
    said = {language: _typed(visit.form.get(language, "")) for language in texts.LANGUAGES}
    if visit.form.get("do") == "look":
        return await _form(visit, key, Shown(values=said))
    try:
        async with visit.parts.database.begin() as session:
            await _keep(session, visit, key, said)
            await in_force.put_in_force(session)
    except (Refused, ChangedMeanwhile) as why:
        return await _form(visit, key, editing.again(visit, said, why))
    visit.parts.bell.ring(TOPIC)
    return see_other("/admin/texts?done=kept")


def _typed(value: str) -> str:
    return "\n".join(line.rstrip() for line in clean(value).replace("\r\n", "\n").split("\n")).strip()


async def _keep(session: AsyncSession, visit: Visit, key: str, said: Values) -> None:
    await own_data.one_editor_at_a_time(session)
    now = await _values(session, key)
    changed = editing.differences(now, said)
    if not changed:
        return
    if theirs := editing.differences(editing.was(visit), now):
        merged = {name: now[name] if said[name] == editing.was(visit).get(name, "") else said[name] for name in now}
        raise ChangedMeanwhile(theirs, merged)
    if wrong := {lang: why for lang in changed if (why := own_texts.wrong(lang, key, said[lang])) is not None}:
        raise Refused(wrong)
    for language in changed:
        await _write(session, visit, f"{language}/{key}", said[language], own_texts.ours(language)[key].pattern)
    await _record(session, visit, key, changed)


async def _write(session: AsyncSession, visit: Visit, row: str, said: str, ours: str) -> None:
    if said == ours:
        await own_data.drop(session, in_force.TEXT, row)
    else:
        await own_data.keep(session, in_force.TEXT, row, {"text": said}, visit.parts.now())


async def _record(session: AsyncSession, visit: Visit, key: str, changed: editing.Changed) -> None:
    await audit.record(session, CHANGED, now=visit.parts.now(), staff_id=visit.staff.id, of=key, changed=changed)


@router.post("/{key}/back")
async def take_back(visit: Edits, key: str) -> Response:
    """Say again what Stapje brings along, in both languages; what was written stays in the history."""
    _known(visit, key)
    async with visit.parts.database.begin() as session:
        await own_data.one_editor_at_a_time(session)
        now = await _values(session, key)
        ours = {language: own_texts.ours(language)[key].pattern for language in texts.LANGUAGES}
        for language in texts.LANGUAGES:
            await own_data.drop(session, in_force.TEXT, f"{language}/{key}")
        if changed := editing.differences(now, ours):
            await _record(session, visit, key, changed)
        await in_force.put_in_force(session)
    visit.parts.bell.ring(TOPIC)
    return see_other("/admin/texts?done=back")
