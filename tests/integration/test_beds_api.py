"""The JSON API for beds: what other systems can ask and change, once for a key, and with whom it was written down."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from bot.web.app import create_app
from bot.web.parts import Parts
from storage import guests, staff
from storage.beds import BedNight
from storage.conversations import Conversation
from storage.staff import Role
from tests.conftest import Clock

NIGHT = "2026-11-26"
MEN = {"night": NIGHT, "group": "man", "facility": "nachtopvang"}
NOBODY = str(uuid.UUID(int=7))


@dataclass(frozen=True, kw_only=True)
class Api:
    """The API as one colleague uses it."""

    client: httpx.AsyncClient
    parts: Parts

    async def post(self, path: str, key: str | None = None, **body: Any) -> httpx.Response:
        """A change, with a key when one is given."""
        return await self.client.post(path, json=body, headers={"Idempotency-Key": key} if key else {})

    async def hold(self, key: str | None = None, **more: Any) -> httpx.Response:
        """Keep a bed for a man."""
        return await self.post("/bed-holds", key or str(uuid.uuid4()), **(MEN | more))

    async def get(self, path: str, **query: Any) -> Any:
        """What a list or a thing says."""
        answer = await self.client.get(path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def items(self, path: str, **query: Any) -> list[dict[str, Any]]:
        """All items of a list, page after page."""
        found: list[dict[str, Any]] = []
        while True:
            page = await self.get(path, **query)
            found += page["items"]
            if page["nextCursor"] is None:
                return found
            query["cursor"] = page["nextCursor"]

    async def free(self, group: str = "man", night: str = NIGHT) -> tuple[int, int, int]:
        """(free, on hold, total) at the night shelter."""
        rows = (await self.get("/availability", night=night, group=group))["facilities"]
        return next(((r["free"], r["onHold"], r["total"]) for r in rows if r["facility"] == "nachtopvang"), (0, 0, 0))

    async def value(self, query: str, **values: Any) -> Any:
        """The one value a query finds."""
        async with self.parts.database.engine.connect() as connection:
            return (await connection.execute(text(query), values)).scalar_one()


@pytest.fixture
async def api(parts: Parts) -> AsyncIterator[Api]:
    """Night staff's token."""
    async with open_api(parts, Role.NIGHT_STAFF) as client:
        yield Api(client=client, parts=parts)


@asynccontextmanager
async def open_api(parts: Parts, role: Role) -> AsyncIterator[httpx.AsyncClient]:
    """A client with a token of the first colleague with this role."""
    async with parts.database.begin() as session:
        member = await staff.first_with_role(session, role)
        assert member is not None
        token = await staff.make_api_token(session, member, parts.now())
    headers = {"Authorization": f"Bearer {token}"}
    transport = httpx.ASGITransport(create_app(parts))
    async with httpx.AsyncClient(transport=transport, base_url="http://test/api/v1", headers=headers) as client:
        yield client


def refused(answer: httpx.Response, status: int, word: str = "") -> bool:
    """Whether this is a kind refusal that names what was wrong."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.headers["api-version"]
    assert word in answer.json()["detail"], answer.text
    return True


# ---------------------------------------------------------------- facilities and beds


async def test_a_facility_tells_what_is_known_and_null_for_what_nobody_said(api: Api) -> None:
    [night, *others] = await api.items("/facilities")
    assert night == await api.get("/facilities/nachtopvang")
    assert len(others) == 4
    assert (night["pets"], night["stepFree"], night["lastCheckedOn"]) == (None, None, None)
    assert (night["priceCents"], night["opensAt"], night["closesAt"]) == (600, "17:00:00", "09:00:00")
    assert refused(await api.client.get("/facilities/luchtkasteel"), 404)


async def test_a_count_makes_a_facility_fresh_and_an_older_look_changes_nothing(api: Api, tell_time: Clock) -> None:
    tell_time.pass_by(timedelta(hours=3))
    assert (await api.get("/facilities/nachtopvang"))["freshness"] == "ageing"
    old = (tell_time() - timedelta(hours=5)).isoformat()
    assert (await api.client.put("/facilities/nachtopvang/count", json={"countedAt": old})).json()[
        "freshness"
    ] == "ageing"
    assert (await api.client.put("/facilities/nachtopvang/count")).json()["freshness"] == "fresh"
    later = (tell_time() + timedelta(hours=1)).isoformat()
    for wrong in (later, "2001-01-01T00:00:00Z", "2026-11-26T12:00:00", 5, "gisteren"):
        answer = await api.client.put("/facilities/nachtopvang/count", json={"countedAt": wrong})
        assert refused(answer, 400, "countedAt")
    assert refused(await api.client.put("/facilities/luchtkasteel/count"), 404)


async def test_beds_tell_their_state_and_never_a_name(api: Api) -> None:
    hold = (await api.hold(guestName="Sam de Geheime")).json()
    beds = await api.items("/beds", facility="nachtopvang", night=NIGHT)
    assert len(beds) == 19
    assert beds[0] | {"id": "", "heldUntil": ""} == {
        "id": "", "facility": "nachtopvang", "bed": "1", "room": "1", "group": "man", "isExtra": False,
        "state": "held", "placeId": hold["id"], "heldUntil": "", "expectedAt": None, "reason": None,
    }  # fmt: skip
    assert {bed["state"] for bed in beds[1:]} == {"free"}
    assert await api.value("SELECT guest_name FROM bed_night") == "Sam de Geheime"
    for path in ("/beds", "/bed-holds", "/stays", "/waiting"):
        assert "Geheime" not in (await api.client.get(path, params={"night": NIGHT})).text
    assert await api.value("SELECT count(*) FROM repeat WHERE request LIKE '%Geheime%'") == 0


async def test_a_bed_is_out_of_order_until_it_is_mended(api: Api) -> None:
    bed = (await api.items("/beds", facility="nachtopvang"))[0]
    free, _, total = await api.free()
    begun = await api.post(f"/beds/{bed['id']}/outages", reason="lekkage")
    assert (begun.status_code, begun.json()["reason"], begun.json()["endedAt"]) == (201, "lekkage", None)
    again = await api.post(f"/beds/{bed['id']}/outages", reason="nog steeds")
    assert (again.status_code, again.json()["reason"]) == (200, "lekkage")
    assert await api.free() == (free - 1, 0, total - 1)
    assert (await api.items("/beds", facility="nachtopvang"))[0]["state"] == "out-of-order"
    for _ in range(2):
        ended = await api.post(f"/beds/{bed['id']}/outages/end")
        assert (ended.status_code, ended.json()["endedAt"] is None) == (200, False)
    assert await api.free() == (free, 0, total)
    other = (await api.items("/beds", facility="nachtopvang"))[1]
    assert refused(await api.post(f"/beds/{other['id']}/outages/end"), 404, "never")
    assert refused(await api.post(f"/beds/{NOBODY}/outages", reason="weg"), 404)
    assert refused(await api.post(f"/beds/{other['id']}/outages", reason=" "), 400, "reason")


async def test_ten_colleagues_say_at_once_that_a_bed_is_broken(api: Api) -> None:
    bed = (await api.items("/beds", facility="nachtopvang"))[0]
    answers = await asyncio.gather(*(api.post(f"/beds/{bed['id']}/outages", reason="stuk") for _ in range(10)))
    assert sorted(answer.status_code for answer in answers) == [200] * 9 + [201]
    assert await api.value("SELECT count(*) FROM outage") == 1


# ---------------------------------------------------------------- holds


async def test_a_hold_is_listed_made_longer_and_let_go(api: Api, tell_time: Clock) -> None:
    expected = "2026-11-26T22:30:00+01:00"
    hold = (await api.hold(expectedAt=expected, minutes=30)).json()
    assert hold["expectedAt"] == "2026-11-26T21:30:00Z"
    assert await api.items("/bed-holds", night=NIGHT, facility="nachtopvang") == [hold]
    assert await api.items("/bed-holds", night=NIGHT, facility="crisisopvang") == []
    tell_time.pass_by(timedelta(minutes=10))
    longer = await api.post(f"/bed-holds/{hold['id']}/extensions")
    assert (longer.status_code, longer.json()["extensions"]) == (201, 1)
    assert longer.json()["heldUntil"] > hold["heldUntil"]
    gone = await api.client.delete(f"/bed-holds/{hold['id']}", params={"reason": "no-show"})
    assert gone.status_code == 204
    assert await api.value("SELECT end_reason FROM bed_night") == "no_show"
    assert await api.items("/bed-holds", night=NIGHT) == []
    assert refused(await api.client.delete(f"/bed-holds/{hold['id']}"), 404)
    assert refused(await api.post(f"/bed-holds/{hold['id']}/extensions"), 404)
    assert refused(await api.client.delete(f"/bed-holds/{hold['id']}", params={"reason": "zomaar"}), 400, "reason")


async def test_a_client_whose_hold_is_made_longer_is_reminded_before_its_new_end(api: Api) -> None:
    hold = (await api.hold()).json()
    async with api.parts.database.begin() as session:
        row = await session.get_one(BedNight, uuid.UUID(hold["id"]))
        conversation = Conversation()
        session.add(conversation)
        await session.flush()
        row.conversation_id = conversation.id
    await api.post(f"/bed-holds/{hold['id']}/extensions")
    assert await api.value("SELECT count(*) FROM nudge WHERE kind = 'hold_reminder'") == 1


async def test_the_same_key_is_the_same_hold_and_says_so(api: Api) -> None:
    first, again = await api.hold("een"), await api.hold("een")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert refused(await api.hold("een", minutes=5), 409, "Idempotency-Key")
    assert refused(await api.client.post("/bed-holds", json=MEN), 400, "Idempotency-Key")
    assert await api.value("SELECT count(*) FROM bed_night") == 1
    assert await api.value("SELECT count(*) FROM audit_entry WHERE action = 'bed.held'") == 1


async def test_a_key_belongs_to_one_colleague_and_one_operation(api: Api) -> None:
    await api.hold("een")
    async with open_api(api.parts, Role.COORDINATOR) as client:
        other = Api(client=client, parts=api.parts)
        assert (await other.hold("een")).status_code == 201
    assert (await api.post("/stays", "een", **MEN)).status_code == 201
    assert (await api.post("/turn-aways", "een", facility="nachtopvang")).status_code == 201
    assert await api.value("SELECT count(*) FROM bed_night") == 3


async def test_full_is_not_remembered_for_a_key(api: Api) -> None:
    family = {"group": "gezin", "facility": "crisisopvang"}
    first = (await api.hold(**family)).json()
    assert refused(await api.hold("later", **family), 409)
    await api.client.delete(f"/bed-holds/{first['id']}")
    assert (await api.hold("later", **family)).status_code == 201


# ---------------------------------------------------------------- stays


async def test_somebody_comes_leaves_and_is_back(api: Api) -> None:
    async with api.parts.database.begin() as session:
        guest = await guests.add(session, "Sam", "man")
    free, held, total = await api.free()
    stay = (await api.post("/stays", **MEN, bed="3", guestId=str(guest.id))).json()
    assert (stay["bed"], stay["guestId"], stay["endedAt"]) == ("3", str(guest.id), None)
    assert refused(await api.post("/stays", **MEN, guestId=str(guest.id)), 409, "has bed 3")
    assert refused(await api.post("/stays", **MEN, guestId=NOBODY), 400, "guestId")
    assert await api.items("/stays", night=NIGHT, facility="nachtopvang") == [stay]
    left = await api.client.post(f"/stays/{stay['id']}/checkout")
    assert (left.status_code, left.json()["endedAt"] is None) == (200, False)
    assert await api.items("/stays", night=NIGHT) == [left.json()]
    assert await api.free() == (free, held, total)
    back = await api.post(f"/stays/{stay['id']}/return")
    assert back.json() == stay
    await api.post(f"/stays/{stay['id']}/checkout", mistake=True)
    assert await api.items("/stays", night=NIGHT) == []
    assert refused(await api.post(f"/stays/{NOBODY}/return"), 404)


async def test_a_bed_that_has_somebody_else_is_not_taken_back(api: Api) -> None:
    stay = (await api.post("/stays", **MEN, bed="3")).json()
    await api.post(f"/stays/{stay['id']}/checkout")
    await api.post("/stays", **MEN, bed="3")
    assert refused(await api.post(f"/stays/{stay['id']}/return"), 409)


async def test_a_hold_becomes_the_stay_of_a_guest(api: Api) -> None:
    async with api.parts.database.begin() as session:
        guest = await guests.add(session, "Sam", None)
    hold = (await api.hold()).json()
    stay = await api.post("/stays", "een", **MEN, holdId=hold["id"], guestId=str(guest.id))
    assert (stay.status_code, stay.json()["guestId"]) == (201, str(guest.id))
    assert (await api.post("/stays", "een", **MEN, holdId=hold["id"], guestId=str(guest.id))).json() == stay.json()
    assert refused(await api.post("/stays", **MEN, holdId=hold["id"]), 409)


# ---------------------------------------------------------------- demand, switches, notes


async def test_who_was_turned_away_is_counted_and_undone(api: Api) -> None:
    made = await api.post(
        "/turn-aways", facility="nachtopvang", group="man", people=2, reason="too-young", referredTo="TOV"
    )
    assert made.status_code == 201
    assert await api.items("/turn-aways", night=NIGHT, facility="nachtopvang") == [made.json()]
    for _ in range(2):
        assert (await api.client.delete(f"/turn-aways/{made.json()['id']}")).status_code == 204
    assert await api.items("/turn-aways", night=NIGHT) == []
    assert refused(await api.post("/turn-aways", facility="nachtopvang", people=0), 400, "people")
    assert refused(await api.post("/turn-aways", facility="nachtopvang", reason="zomaar"), 400, "reason")
    assert refused(await api.post("/turn-aways", facility="nachtopvang", group="kabouter"), 400, "group")
    assert refused(await api.client.delete(f"/turn-aways/{NOBODY}"), 404)


async def test_the_waiting_list_keeps_its_order_and_gives_a_kept_place_back(api: Api, tell_time: Clock) -> None:
    first = (await api.post("/waiting", group="man", name="Sam", facility="nachtopvang")).json()
    tell_time.pass_by(timedelta(seconds=1))
    second = (await api.post("/waiting", group="man", name="Kim")).json()
    assert await api.items("/waiting", night=NIGHT) == [first, second]
    hold = (await api.hold()).json()
    async with api.parts.database.engine.begin() as connection:
        await connection.execute(
            text("UPDATE waiter SET hold_id = :hold WHERE id = :id"), {"hold": hold["id"], "id": first["id"]}
        )
    for _ in range(2):
        assert (await api.client.delete(f"/waiting/{first['id']}")).status_code == 204
    assert await api.items("/waiting", night=NIGHT) == [second]
    assert await api.items("/bed-holds", night=NIGHT) == []
    assert refused(await api.post("/waiting", group="man", name="  "), 400, "name")
    assert refused(await api.client.delete(f"/waiting/{NOBODY}"), 404)


async def test_a_closed_shelter_has_no_beds_until_it_is_open_again(api: Api) -> None:
    await api.hold()
    closed = (await api.post("/closures", facility="nachtopvang", firstNight=NIGHT, reason="verbouwing")).json()
    assert (closed["holdsEnded"], closed["lastNight"]) == (1, None)
    assert await api.free() == (0, 0, 0)
    assert (await api.items("/beds", facility="nachtopvang"))[0]["state"] == "closed"
    assert [c["id"] for c in await api.items("/closures")] == [closed["id"]]
    assert (await api.client.delete(f"/closures/{closed['id']}")).status_code == 204
    assert (await api.free())[0] == 14
    assert await api.items("/closures") == []
    wrong = await api.post("/closures", facility="nachtopvang", firstNight=NIGHT, lastNight="2026-11-25")
    assert refused(wrong, 400, "lastNight")
    assert refused(await api.post("/closures", facility="nachtopvang", firstNight="9999-12-31"), 400, "firstNight")


async def test_in_cold_weather_there_are_extra_beds(api: Api) -> None:
    async with api.parts.database.engine.begin() as connection:
        await connection.execute(text("UPDATE bed SET is_extra = true WHERE label = '1'"))
    assert (await api.free())[2] == 13
    spell = (await api.post("/cold-spells", "koud", firstNight=NIGHT, lastNight=NIGHT)).json()
    assert (await api.post("/cold-spells", "koud", firstNight=NIGHT, lastNight=NIGHT)).json() == spell
    assert await api.items("/cold-spells") == [spell]
    assert (await api.free())[2] == 17
    assert (await api.client.delete(f"/cold-spells/{spell['id']}")).status_code == 204
    assert (await api.free())[2] == 13
    assert await api.items("/cold-spells") == []


async def test_the_night_tells_the_day(api: Api) -> None:
    note = await api.post("/handover-notes", "een", words=" Bed 3 lekt. ", facility="nachtopvang")
    assert (note.status_code, note.json()["words"], note.json()["night"]) == (201, "Bed 3 lekt.", NIGHT)
    assert (await api.post("/handover-notes", "een", words="Bed 3 lekt.", facility="nachtopvang")).status_code == 200
    assert await api.items("/handover-notes", night=NIGHT) == [note.json()]
    assert refused(await api.post("/handover-notes", words=""), 400, "words")


async def test_a_long_list_comes_in_pages_and_nobody_is_left_out(api: Api, tell_time: Clock) -> None:
    made = []
    for _ in range(60):
        tell_time.pass_by(timedelta(seconds=1))
        made.append((await api.post("/turn-aways", facility="nachtopvang")).json()["id"])
    first = await api.get("/turn-aways", night=NIGHT)
    assert (len(first["items"]), first["nextCursor"]) == (50, made[49])
    await api.client.delete(f"/turn-aways/{made[49]}")  # the cursor stays good
    rest = await api.get("/turn-aways", night=NIGHT, cursor=first["nextCursor"])
    assert [row["id"] for row in rest["items"]] == made[50:]
    for path in ("/turn-aways", "/bed-holds", "/beds", "/facilities", "/closures", "/waiting"):
        for cursor in ("banaan\x00", NOBODY):
            assert refused(await api.client.get(path, params={"cursor": cursor}), 400, "cursor")


# ---------------------------------------------------------------- for everything


async def test_every_change_is_written_down_with_who_made_it(api: Api) -> None:
    hold = (await api.hold()).json()
    await api.post(f"/bed-holds/{hold['id']}/extensions")
    stay = (await api.post("/stays", **MEN, holdId=hold["id"])).json()
    await api.post(f"/stays/{stay['id']}/checkout")
    await api.client.put("/facilities/nachtopvang/count")
    async with api.parts.database.engine.connect() as connection:
        query = "SELECT action, username FROM audit_entry a JOIN staff_member s ON s.id = a.staff_id ORDER BY a.id"
        written = [tuple(row) for row in await connection.execute(text(query))]
    actions = ("bed.held", "bed.extended", "bed.in", "bed.out")
    assert written == [(action, "nachtdienst") for action in actions]  # the count is of the same moment: nothing new


async def test_who_only_sees_beds_changes_none(parts: Parts) -> None:
    async with open_api(parts, Role.CONTACT_PERSON) as client:
        assert (await client.get("/beds")).status_code == 200
        changes = [
            ("POST", "/bed-holds"), ("POST", f"/bed-holds/{NOBODY}/extensions"), ("DELETE", f"/bed-holds/{NOBODY}"),
            ("POST", "/stays"), ("POST", f"/stays/{NOBODY}/checkout"), ("POST", f"/stays/{NOBODY}/return"),
            ("POST", "/turn-aways"), ("DELETE", f"/turn-aways/{NOBODY}"), ("POST", "/waiting"),
            ("DELETE", f"/waiting/{NOBODY}"), ("POST", "/closures"), ("DELETE", f"/closures/{NOBODY}"),
            ("POST", "/cold-spells"), ("DELETE", f"/cold-spells/{NOBODY}"), ("POST", "/handover-notes"),
            ("PUT", "/facilities/nachtopvang/count"), ("POST", f"/beds/{NOBODY}/outages"),
            ("POST", f"/beds/{NOBODY}/outages/end"),
        ]  # fmt: skip
        for method, path in changes:
            assert refused(await client.request(method, path, json={}), 403), (method, path)
        client.headers.pop("Authorization")
        for method, path in [*changes, ("GET", "/beds"), ("GET", "/facilities"), ("GET", "/waiting")]:
            assert refused(await client.request(method, path, json={}), 401), (method, path)


async def test_a_group_of_this_region_alone_can_be_held_for(api: Api) -> None:
    async with api.parts.database.begin() as session:
        where = (await session.execute(text("SELECT id FROM facility WHERE key = 'nachtopvang'"))).scalar_one()
        await session.execute(text("INSERT INTO target_group (key, position) VALUES ('stel', 9)"))
        await session.execute(
            text("UPDATE bed SET target_group = 'stel' WHERE label = '1' AND facility_id = :where"), {"where": where}
        )
    assert (await api.hold(group="stel")).status_code == 201
    assert refused(await api.hold(group="kabouter"), 400, "group")
    assert refused(await api.client.get("/availability", params={"group": "kabouter"}), 400, "group")


async def test_nights_that_nobody_can_mean_are_refused(api: Api) -> None:
    with_time, seconds = "2026-11-26T00:00:00", "1795651200"
    for night in ("2001-01-01", "2027-02-30", "morgen", 20270101, 0, None, "9999-12-31", with_time, seconds):
        assert refused(await api.hold(night=night), 400, "night"), night
    for path in ("/availability", "/beds", "/bed-holds", "/stays", "/turn-aways", "/waiting", "/handover-notes"):
        assert refused(await api.client.get(path, params={"night": "banaan"}), 400, "night"), path
        assert (await api.client.get(path, params={"night": str(date.max)})).status_code == 200
