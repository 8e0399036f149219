"""A request for debt help beside its conversation: the term that runs now, not one that is over."""

from __future__ import annotations

from datetime import date, timedelta

import httpx
import pytest
from sqlmodel import select

from bot.web.app import create_app
from bot.web.parts import Parts
from storage import debts, nudges
from storage.conversations import Conversation
from storage.debts import DebtReferral
from storage.nudges import Nudge
from storage.people import Person
from tests.integration.test_accounts import PAGE, csrf, log_in


@pytest.mark.parametrize(
    ("stage", "decision_due_on", "shown"),
    [
        ("registration", None, "Eerste gesprek uiterlijk donderdag 24 december"),
        ("intake", date(2027, 1, 21), "Besluit uiterlijk donderdag 21 januari"),
        ("intake", None, "Loopt"),
        ("plan", date(2027, 1, 21), "Loopt"),
    ],
)
async def test_the_term_that_runs_is_shown(parts: Parts, stage: str, decision_due_on: date | None, shown: str) -> None:
    async with parts.database.begin() as session:
        query = select(Conversation).join(Person).where(Person.id == Conversation.person_id)
        talk = (await session.exec(query)).first()
        assert talk is not None
        request = DebtReferral(
            person_id=talk.person_id, conversation_id=talk.id, consent_at=parts.now(), consent_to="desk", stage=stage,
            requested_on=date(2026, 11, 26), due_on=date(2026, 12, 24), decision_due_on=decision_due_on,
        )  # fmt: skip
        await debts.add(session, request)
    transport = httpx.ASGITransport(app=create_app(parts))
    async with httpx.AsyncClient(transport=transport, base_url="http://stapje.test", headers=PAGE) as web:
        await log_in(web, parts, "coordinator")
        assert shown in (await web.get(f"/inbox/{talk.id}")).text
        assert shown.lower() in (await web.get(f"/inbox/{talk.id}/summary")).text


async def test_the_term_of_the_law_is_no_message_and_nobody_stops_it(parts: Parts) -> None:
    async with parts.database.begin() as session:
        query = select(Conversation).join(Person).where(Person.id == Conversation.person_id)
        talk = (await session.exec(query)).first()
        assert talk is not None
        warning = Nudge(
            kind="referral_deadline", person_id=talk.person_id, conversation_id=talk.id, dedupe_key="a warning",
            due_at=parts.now() + timedelta(days=1),
        )  # fmt: skip
        await nudges.plan(session, [warning])
    transport = httpx.ASGITransport(app=create_app(parts))
    async with httpx.AsyncClient(transport=transport, base_url="http://stapje.test", headers=PAGE) as web:
        await log_in(web, parts, "coordinator")
        page = await web.get(f"/people/{talk.person_id}/plan")
        assert page.status_code == 200 and str(warning.id) not in page.text
        path = f"/inbox/{talk.id}/nudges/{warning.id}/cancel"
        assert (await web.post(path, data={"csrf_token": csrf(page)})).status_code == 404
    async with parts.database.begin() as session:
        assert (await session.get_one(Nudge, warning.id)).state == "planned"
