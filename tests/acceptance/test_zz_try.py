import asyncio, uuid, datetime as dt
import pytest
from sqlmodel import select
from tests.browser import log_in, violations
from storage import tasks, conversations, messages, beds, people
from storage.staff import StaffMember
from storage.people import Person
from storage.beds import BedNight
from actions import clock
import httpx
async def fill(parts, base, now):
    async with httpx.AsyncClient(base_url=base+"/api/v1") as c:
        async with parts.database.begin() as s:
            ps=(await s.exec(select(Person).order_by(Person.display_name))).all()
            tok=await people.invite(s, now=now, person_id=ps[0].id)
            conv=await conversations.of_person(s, ps[0].id)
        r=(await c.post("/chat/sessions",json={"inviteToken":tok})).json()
        h={"Authorization":"Bearer "+r["token"]}
        for i,t in enumerate(["mens spreken","Ik heb een brief gekregen van de deurwaarder en ik snap er niets van. Kan iemand met me meekijken? Hij moet voor vrijdag betaald zijn.","menu"]):
            await c.post("/chat/messages",headers=h,json={"clientMessageId":str(i),"text":t}); await asyncio.sleep(.3)
        v=(await c.post("/chat/sessions",json={})).json()
        await c.post("/chat/messages",headers={"Authorization":"Bearer "+v["token"]},json={"clientMessageId":"1","text":"Ik wil dood"})
        await asyncio.sleep(.4)
    async with parts.database.begin() as s:
        n=clock.night_of(now)
        await beds.check_in(s, night=n, facility="nachtopvang", group="man", now=now, guest_name="Voorbeeldgast")
        await beds.check_in(s, night=n, facility="nachtopvang", group="man", now=now)
        await beds.hold(s, night=n, facility="nachtopvang", group="vrouw", now=now, key="k")
        await beds.set_bed_state(s, facility="nachtopvang", label="5", state="out_of_order", reason="Lekkage", now=now)
    return conv.id, v["conversationId"]
async def test_try(open_page, parts, server, tell_time):
    cid, vid = await fill(parts, server, tell_time())
    tell_time.pass_by(dt.timedelta(minutes=12))
    bad=[]
    for phone in (False, True):
        for dark in (False, True):
            p = await open_page("/login?next=/inbox", phone=phone, dark=dark)
            tag=("phone" if phone else "desk")+("-dark" if dark else "")
            bad += [("login",tag,v) for v in await violations(p)]
            await p.screenshot(path=f"/tmp/shots/login-{tag}.png")
            await log_in(p, parts.demo_logins, "coordinator")
            for name,url in (("list","/inbox"),("thread",f"/inbox/{cid}"),("visitor",f"/inbox/{vid}"),("beds","/beds")):
                await p.goto(url); await p.wait_for_timeout(400)
                if name=="thread": 
                    await p.evaluate("document.getElementById('plan').open=true")
                if name=="beds":
                    await p.locator(".bed--taken").first.click(); await p.wait_for_timeout(300)
                bad += [(name,tag,v) for v in await violations(p)]
                await p.screenshot(path=f"/tmp/shots/{name}-{tag}.png", full_page=False)
    for b in bad: print(b)
    assert not bad
