"""The queue of requests for debt help as pages: who may come where, what is done once, what is written down."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlmodel import select

from bot.receive import Incoming
from bot.web.parts import Parts
from storage import referral_queue
from storage.appointments import Appointment
from storage.debts import DebtReferral
from storage.messages import Message
from storage.referral_events import ReferralEvent
from storage.slots import SlotPattern
from storage.staff import STAFF_ROLES, Role, StaffMember
from tests.conftest import Clock
from tests.desk import EVERYTHING, Desk, ask, audited, browser, make_desk
from tests.town import add_staff, moment

LOOKING = {Role.CONTACT_PERSON, Role.DEBT_SPECIALIST, Role.COORDINATOR, Role.ADMIN}
HANDLING = {Role.DEBT_SPECIALIST, Role.COORDINATOR, Role.ADMIN}
PAGES = ("", "/events", "/klantcontact.json")
DEEDS = ("accept", "hand-back", "stage", "close", "appointment", "times")


@dataclass(frozen=True, kw_only=True)
class World(Desk):
    """A desk with a request that nobody has taken up."""

    referral: DebtReferral

    @property
    def path(self) -> str:
        """The page of the request."""
        return f"/referrals/{self.referral.id}"


@pytest.fixture
async def world(parts: Parts) -> AsyncIterator[World]:
    """One urgent request at a desk, due on Tuesday 1 December."""
    async with parts.database.begin() as session:
        desk = await make_desk(session)
        made = await ask(
            session, desk.person, desk.desk, urgent=True, threat="eviction", threat_on=date(2026, 12, 4),
            due_on=date(2026, 12, 1), administration="budget",
        )  # fmt: skip
    yield World(referral=made, **{name: getattr(desk, name) for name in Desk.__dataclass_fields__})


async def now_of(parts: Parts, world: World) -> DebtReferral:
    """The request as it is now."""
    async with parts.database.begin() as session:
        return await session.get_one(DebtReferral, world.referral.id)


async def events_of(parts: Parts, world: World) -> list[tuple[str, str | None, str]]:
    """What happened to the request: kind, stage and words."""
    async with parts.database.begin() as session:
        found = await referral_queue.history(session, world.referral.id)
    return [(one.event.kind, one.event.stage, one.event.words) for one in found]


# ---------------------------------------------------------------- who may come where


@pytest.mark.parametrize("role", STAFF_ROLES)
async def test_every_role_at_every_door(parts: Parts, world: World, role: Role) -> None:
    """Who may not handle requests changes nothing, and who may not look sees nothing."""
    async with parts.database.begin() as session:
        who = await add_staff(session, role, world.team)
    async with browser(parts, who) as here:
        assert (await here.get("/referrals")).status_code == (200 if role in LOOKING else 403)
        assert (await here.get("/referrals.csv")).status_code == (200 if role in LOOKING else 403)
        assert (await here.get("/referrals/klantcontacten.json")).status_code == (200 if role in LOOKING else 403)
        for page in ("", "/klantcontact.json"):
            assert (await here.get(world.path + page)).status_code == (200 if role in LOOKING else 403)
        for deed in DEEDS:
            answer = await here.send(f"{world.path}/{deed}")
            if role in HANDLING:
                assert answer.status_code in (303, 409)
            else:
                assert answer.status_code == 403
    if role not in HANDLING:
        assert (await now_of(parts, world)).staff_id is None


async def test_the_request_of_another_desk_is_not_there(parts: Parts, world: World) -> None:
    async with parts.database.begin() as session:
        other = await make_desk(session, "Schuldhulp West")
    async with browser(parts, other.specialist) as there:
        for page in PAGES:
            assert (await there.get(world.path + page)).status_code == 404
        for deed in DEEDS:
            assert (await there.send(f"{world.path}/{deed}", words="x")).status_code == 404
        assert world.referral.id.hex[:4].upper() not in (await there.get("/referrals")).text
        assert (await there.get(f"/referrals/{uuid.uuid4()}")).status_code == 404
        assert (await there.get("/referrals/geen-id")).status_code == 404
    assert (await now_of(parts, world)).staff_id is None


async def test_the_clients_contactperson_follows_along_and_changes_nothing(parts: Parts, world: World) -> None:
    async with browser(parts, world.contact) as here:
        assert "Sam" in (await here.get("/referrals")).text
        page = await here.get(world.path)
        assert page.status_code == 200 and "Geef terug" not in page.text and "Pak op" not in page.text
        assert (await here.send(f"{world.path}/accept")).status_code == 403


async def test_a_form_of_somebody_elses_page_does_nothing(parts: Parts, world: World) -> None:
    async with browser(parts, world.specialist) as here:
        for deed in DEEDS:
            assert (await here.send(f"{world.path}/{deed}", csrf_token="no")).status_code == 403
    assert (await now_of(parts, world)).staff_id is None


async def test_who_is_not_signed_in_is_sent_to_the_login(parts: Parts, world: World) -> None:
    async with browser(parts, world.specialist) as here:
        here.web.cookies.clear()
        assert (await here.get(world.path)).headers["Location"].startswith("/login?next=")


# ---------------------------------------------------------------- looking


async def test_the_queue_says_what_presses_in_words(parts: Parts, world: World, tell_time: Clock) -> None:
    async with browser(parts, world.specialist) as here:
        said = (await here.get("/referrals")).text
        for words in (
            "Eerst deze", "nog 3 werkdagen", "Spoed", "huisuitzetting, vrijdag 4 december", "Almelo", "huur", "Nieuw",
            "wacht bij Schuldhulp Oost", "Pak op",
        ):  # fmt: skip
            assert words in said
        tell_time.pass_by(timedelta(days=5))
        assert "vandaag" in (await here.get("/referrals")).text
        tell_time.pass_by(timedelta(days=1))
        assert "1 dag te laat" in (await here.get("/referrals")).text


async def test_every_look_is_written_down_and_a_refresh_is_none(parts: Parts, world: World) -> None:
    async with browser(parts, world.specialist) as here:
        page = await here.get("/referrals")
        mark = page.text.split("seen=")[1].split('"')[0]
        await here.get(f"/referrals?seen={mark}")
        [listed] = await audited(parts, "referrals.listed")
        assert listed.staff_id == world.specialist.id and listed.details["shown"] == [str(world.referral.id)]
        page = await here.get(world.path)
        mark = page.text.split("seen=")[1].split('"')[0]
        await here.get(f"{world.path}?seen={mark}")
        [read] = await audited(parts, "referral.read")
        assert (read.person_id, read.conversation_id) == (world.person.id, world.referral.conversation_id)
        await here.get("/referrals.csv")
        await here.get(f"{world.path}/klantcontact.json")
        assert len(await audited(parts, "referrals.exported")) == len(await audited(parts, "referral.exported")) == 1


async def test_only_what_was_agreed_is_shown(parts: Parts, world: World) -> None:
    async with browser(parts, world.specialist) as here:
        page = (await here.get(world.path)).text
        for words in ("Ik kom er niet uit.", "budgetbeheer", "huisuitzetting", "huur"):
            assert words in page
        async with parts.database.begin() as session:
            (await session.get_one(DebtReferral, world.referral.id)).consent_what = ["threat"]
        page = (await here.get(world.path)).text
        assert "huisuitzetting" in page
        for words in ("Ik kom er niet uit.", "budgetbeheer", "huur"):
            assert words not in page


async def test_after_the_consent_was_taken_back_nothing_is_shown(parts: Parts, world: World) -> None:
    async with parts.database.begin() as session:
        made = await session.get_one(DebtReferral, world.referral.id)
        made.stage, made.closed_at, made.closed_as = "closed", parts.now(), "withdrawn"
    async with browser(parts, world.specialist) as here:
        for path in (world.path, "/referrals?show=closed", "/referrals.csv?show=closed"):
            said = (await here.get(path)).text
            assert "Ingetrokken" in said
            for words in ("Ik kom er niet uit.", "budgetbeheer", "huisuitzetting", "huur"):
                assert words not in said
        assert (await here.get(f"{world.path}/klantcontact.json")).status_code == 404
        contacts = (await here.get("/referrals/klantcontacten.json?show=closed")).json()
        assert contacts == {"klantcontacten": []}


async def test_the_terms_tell_their_rule_and_where_it_is_from(parts: Parts, world: World) -> None:
    async with browser(parts, world.specialist) as here:
        page = (await here.get(world.path)).text
        assert "dinsdag 1 december" in page and "Binnen 3 werkdagen" in page and "Wgs art. 4" in page
        assert "Binnen 8 weken na het eerste gesprek" in page and "eigen termijn van het loket" in page


# ---------------------------------------------------------------- doing


async def test_one_click_takes_it_up_and_a_double_click_is_harmless(parts: Parts, world: World) -> None:
    async with browser(parts, world.specialist) as here:
        key = uuid.uuid4().hex
        answers = await asyncio.gather(*(here.send(f"{world.path}/accept", key) for _ in range(2)))
        assert {answer.headers["Location"] for answer in answers} == {f"{world.path}?done={key}"}
        assert "Opgepakt" in (await here.get(f"{world.path}?done={key}")).text
        assert (await here.send(f"{world.path}/accept")).status_code == 303
    assert (await now_of(parts, world)).staff_id == world.specialist.id
    assert [kind for kind, _, _ in await events_of(parts, world)].count("accepted") == 1
    assert len(await audited(parts, "referral.accepted")) == 1


async def test_of_two_at_once_the_second_hears_who_has_it(parts: Parts, world: World) -> None:
    async with parts.database.begin() as session:
        other = await add_staff(session, Role.DEBT_SPECIALIST, world.team, name="Bo")
    async with browser(parts, world.specialist) as one, browser(parts, other) as two:
        answers = await asyncio.gather(one.send(f"{world.path}/accept"), two.send(f"{world.path}/accept"))
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    taken_by = (await now_of(parts, world)).staff_id
    name = "Sjoerd" if taken_by == world.specialist.id else "Bo"
    [refused] = [answer for answer in answers if answer.status_code == 409]
    assert f"{name} heeft deze aanvraag net opgepakt." in refused.text


async def test_handing_back_needs_a_reason_and_keeps_what_was_typed(parts: Parts, world: World) -> None:
    async with browser(parts, world.specialist) as here:
        await here.send(f"{world.path}/accept")
        refused = await here.send(f"{world.path}/hand-back", words="  ", form="return-words")
        assert refused.status_code == 409 and "Vul een reden in." in refused.text
        done = await here.send(f"{world.path}/hand-back", words="Sam woont in Wierden.")
        assert done.headers["Location"].startswith("/referrals?done=")
        assert "Teruggegeven" in (await here.get(done.headers["Location"])).text
        assert (await here.get(world.path)).status_code == 404
    made = await now_of(parts, world)
    assert made.staff_id is None and made.desk_id is None
    assert ("returned", None, "Sam woont in Wierden.") in await events_of(parts, world)


async def test_the_first_talk_starts_the_clock_of_the_decision(parts: Parts, world: World, tell_time: Clock) -> None:
    async with browser(parts, world.specialist) as here:
        await here.send(f"{world.path}/accept")
        tell_time.pass_by(timedelta(days=4))
        answer = await here.send(f"{world.path}/stage", stage="intake", on="2026-11-30", words="Rustig gesprek.")
        assert answer.status_code == 303
        page = (await here.get(world.path)).text
        assert "Eerste gesprek gehad" in page and "maandag 25 januari 2027" in page and "Rustig gesprek." in page
    assert (await now_of(parts, world)).decision_due_on == date(2027, 1, 25)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"stage": "intake", "on": "2026-11-27"}, "Kies een dag"),
        ({"stage": "intake", "on": "2026-11-01"}, "Kies een dag"),
        ({"stage": "intake", "on": "gisteren"}, "Vul een dag in."),
        ({"stage": "solution", "on": "2026-11-26"}, "Vul een reden in."),
        ({"stage": "nergens", "on": "2026-11-26"}, "Kies een stap"),
    ],
)
async def test_a_stage_that_cannot_be_is_refused_kindly(
    parts: Parts, world: World, form: dict[str, str], said: str
) -> None:
    async with browser(parts, world.specialist) as here:
        answer = await here.send(f"{world.path}/stage", **form)
    assert answer.status_code == 409 and said in answer.text
    assert (await now_of(parts, world)).stage == "registration"


async def test_closing_asks_how_it_ended(parts: Parts, world: World) -> None:
    async with browser(parts, world.specialist) as here:
        assert "Kies hoe het is afgelopen." in (await here.send(f"{world.path}/close")).text
        await here.send(f"{world.path}/close", exit="moved", words="Nu in Enschede.")
        page = (await here.get(world.path)).text
        assert "Verhuisd" in page and "Pak op" not in page and "Open opnieuw" not in page
    made = await now_of(parts, world)
    assert (made.stage, made.closed_as) == ("closed", "moved")


async def test_only_a_coordinator_opens_it_again(parts: Parts, world: World) -> None:
    async with parts.database.begin() as session:
        coordinator = await add_staff(session, Role.COORDINATOR, world.team)
    async with browser(parts, coordinator) as here:
        await here.send(f"{world.path}/close", exit="moved")
        assert "Open opnieuw" in (await here.get(world.path)).text
        form = {"stage": "registration", "on": "2026-11-26", "words": "Toch hier."}
        assert (await here.send(f"{world.path}/stage", **form)).status_code == 303
    assert (await now_of(parts, world)).closed_at is None


async def test_a_talk_is_planned_once_and_says_not_what_about(parts: Parts, world: World) -> None:
    async with browser(parts, world.specialist) as here:
        key, form = uuid.uuid4().hex, {"date": "2026-11-30", "time": "14:30", "place": "Voorbeeldplein 1"}
        for _ in range(2):
            assert (await here.send(f"{world.path}/appointment", key, **form)).status_code == 303
        assert "maandag 30 november, 14:30" in (await here.get(world.path)).text
        again = await here.send(f"{world.path}/appointment", **form)
        assert again.status_code == 409
        past = await here.send(f"{world.path}/appointment", date="2026-11-20", time="14:30")
        assert past.status_code == 409
    async with parts.database.begin() as session:
        [made] = (await session.exec(select(Appointment).where(Appointment.person_id == world.person.id))).all()
        said = (await session.exec(select(Message.text).where(Message.direction == "out"))).all()
    assert (made.staff_id, made.topic) == (world.specialist.id, "Gesprek")
    assert not [text for text in said if "schuld" in text.lower()]


async def test_a_talk_beside_another_appointment_of_the_client_is_said(parts: Parts, world: World) -> None:
    async with parts.database.begin() as session:
        session.add(Appointment(person_id=world.person.id, starts_at=moment("2026-11-30 14:30")))
    async with browser(parts, world.specialist) as here:
        done = await here.send(f"{world.path}/appointment", date="2026-11-30", time="14:30")
        assert "De deelnemer heeft dan ook een andere afspraak." in (await here.get(done.headers["Location"])).text


async def test_free_times_are_offered_as_buttons(parts: Parts, world: World) -> None:
    async with parts.database.begin() as session:
        for weekday in range(5):
            session.add(
                SlotPattern(
                    staff_id=world.specialist.id, weekday=weekday, starts=parts.now().time().replace(hour=13, minute=0),
                    ends=parts.now().time().replace(hour=14, minute=30), first_day=date(2026, 11, 1),
                )
            )  # fmt: skip
    async with browser(parts, world.specialist) as here:
        page = (await here.get(world.path)).text
        fields = [part.split('"')[0] for part in page.split('name="time-')[1:]]
        assert len(fields) == 12
        assert "Kies 1 tot 3 tijden." in (await here.send(f"{world.path}/times", form="times")).text
        chosen = {f"time-{field}": "yes" for field in fields[:2]}
        assert (await here.send(f"{world.path}/times", **chosen)).status_code == 303
    async with parts.database.begin() as session:
        [said] = (await session.exec(select(Message).where(Message.direction == "out"))).all()
    assert len(said.buttons) == 3 and "schuld" not in said.text.lower()


# ---------------------------------------------------------------- letters


class Folder:
    """Files as a channel would give them."""

    async def fetch(self, file_id: str) -> bytes:
        """The bytes."""
        return b"\xff\xd8\xff\xe0 a letter"


async def letter(parts: Parts, world: World) -> int:
    """Sam sends a photo of a letter, and it goes with the request."""
    photo = {"kind": "photo", "file_id": "1", "name": "brief.jpg"}
    message_id = (
        await parts.receiver.store(
            Incoming(channel="telegram", bot="7", address="1", update_id="1", attachments=(photo,))
        )
    ).message_id
    async with parts.database.begin() as session:
        message = await session.get_one(Message, message_id)
        made = await session.get_one(DebtReferral, world.referral.id)
        message.conversation_id = made.conversation_id
        made.letters = [message_id]
    return message_id


async def test_a_letter_that_was_passed_on_can_be_read_at_the_desk(parts: Parts, world: World) -> None:
    parts.files = Folder()
    path = f"/attachments/{await letter(parts, world)}/0"
    async with parts.database.begin() as session:
        other = await make_desk(session, "Schuldhulp West")
    async with browser(parts, world.specialist) as here, browser(parts, other.specialist) as there:
        assert path in (await here.get(world.path)).text
        assert (await here.get(path)).content.startswith(b"\xff\xd8")
        assert (await there.get(path)).status_code == 404
        async with parts.database.begin() as session:
            made = await session.get_one(DebtReferral, world.referral.id)
            made.consent_what = [part for part in EVERYTHING if part != "letters"]
        assert path not in (await here.get(world.path)).text
        assert (await here.get(path)).status_code == 404


async def test_an_empty_queue_teaches(parts: Parts) -> None:
    async with parts.database.begin() as session:
        world = await make_desk(session)
    async with browser(parts, world.specialist) as here:
        page = (await here.get("/referrals")).text
        assert "Er loopt nu geen aanvraag." in page and "Zo komt hier een aanvraag" in page
        assert "Niets gevonden" in (await here.get("/referrals?municipality=Wierden")).text
        assert (await here.get("/referrals?show=alles&term=x&municipality=%00")).status_code == 200


async def test_the_pages_speak_english_too(parts: Parts, world: World) -> None:
    async with parts.database.begin() as session:
        (await session.get_one(StaffMember, world.specialist.id)).language = "en"
    async with browser(parts, world.specialist) as here:
        assert "3 working days left" in (await here.get("/referrals")).text
        page = (await here.get(world.path)).text
        assert "eviction, Friday 4 December" in page and "Hand back" in page


async def test_nobody_who_is_there_no_more_is_needed_for_the_page(parts: Parts, world: World) -> None:
    """A colleague who left keeps their name in what happened."""
    async with browser(parts, world.specialist) as here:
        await here.send(f"{world.path}/accept")
    async with parts.database.begin() as session:
        (await session.get_one(StaffMember, world.specialist.id)).active = False
        other = await add_staff(session, Role.DEBT_SPECIALIST, world.team, name="Bo")
        assert (await session.exec(select(ReferralEvent))).all()
    async with browser(parts, other) as there:
        assert "Sjoerd" in (await there.get(world.path)).text
