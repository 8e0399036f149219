"""A contactperson's whole shift without a mouse, from signing in to signing out."""

from __future__ import annotations

from playwright.async_api import Locator, Page, expect
from sqlmodel import select

from bot.web.parts import Parts
from storage.conversations import Conversation
from storage.labels import ConversationLabel, Label
from storage.messages import Message
from storage.notes import Mention, Note
from storage.replies import ReadyReply
from tests.acceptance.inbox_day import busy_morning, colleague
from tests.browser import OpenPage

pytest_plugins = ("tests.acceptance.fixtures_inbox",)
MOST_TABS = 60
READY = "Goed dat je het zegt. Zullen we samen kijken?"


class Hands:
    """Somebody at a keyboard; they press a key when the page is there, and look where the keyboard is."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def press(self, *keys: str) -> None:
        """One key after the other, on a page that is there: its scripts come with it."""
        await self.page.wait_for_load_state("load")
        for key in keys:
            await self.page.keyboard.press(key)

    async def type(self, words: str) -> None:
        """Where the keyboard is."""
        await self.page.keyboard.type(words)

    async def tab_to(self, wanted: Locator) -> None:
        """Tab until it has the focus, as one does when there is no key for it."""
        await expect(wanted).to_be_visible()
        for _ in range(MOST_TABS):
            if await wanted.evaluate("one => one === document.activeElement"):
                return
            await self.press("Tab")
        raise AssertionError(f"{wanted} cannot be reached with Tab")

    async def go(self, *keys: str, to: str) -> None:
        """Keys that lead to another page."""
        await self.press(*keys)
        await self.page.wait_for_url(to)

    async def line(self) -> str:
        """The line that the keyboard is on; nothing while it is on none."""
        here = "document.activeElement === document.body ? '' : document.activeElement.innerText"
        return str(await self.page.evaluate(here))


async def start(open_page: OpenPage, parts: Parts) -> Hands:
    """Sign in; Tab leads from one field to the next."""
    hands = Hands(await open_page("/login?next=/inbox/today"))
    password = next(login["password"] for login in parts.demo_logins if login["username"] == "contactpersoon")
    await hands.tab_to(hands.page.locator("#username"))
    await hands.type("contactpersoon")
    await hands.press("Tab")
    await hands.type(password)
    await hands.press("Enter")
    await hands.page.wait_for_url(lambda url: "/login" not in url)
    return hands


async def test_a_whole_shift_with_the_keyboard_only(open_page: OpenPage, parts: Parts) -> None:
    talks = await busy_morning(parts)
    anna = await colleague(parts, "Anna Bakker")
    first, second, third = (talks[f"Voorbeeldcliënt {number}"] for number in (1, 2, 3))
    async with parts.database.begin() as session:
        session.add(
            ReadyReply(shortcut="samen", name="Samen kijken", nl="Goed dat je het zegt. Zullen we samen kijken?")
        )
        (await session.get_one(Conversation, first.id)).last_message_at = parts.now()
        asked = Message(
            conversation_id=first.id, direction="in", sender="person", text="Er ligt een brief", created_at=parts.now()
        )
        session.add(asked)

    # The day: j walks through the lines of all lists, Tab goes to what can be done with one.
    hands = await start(open_page, parts)
    page = hands.page
    await hands.press("j")
    assert "Voorbeeldcliënt 2" in await hands.line()
    await hands.press("j")
    assert "Voorbeeldcliënt 1" in await hands.line()
    silent = page.locator("#part-silent .line")
    while "Voorbeeldcliënt 3" not in await hands.line():
        await hands.press("j")
    await hands.tab_to(silent.get_by_role("button", name="Gesproken"))
    await hands.press("Enter")
    await expect(page.get_by_text("Genoteerd: er was contact.")).to_be_visible()

    # The list, and the next of the queue: the crisis. A colleague goes on with it, by the command bar.
    await hands.go("g", "i", to="**/inbox")
    await hands.go("t", to=f"**/inbox/{second.id}?note=next")
    await hands.press("Control+k")
    await hands.type("geef aan anna")
    await expect(page.locator(".offer").first).to_contain_text("Geef aan Anna Bakker")
    await hands.press("Enter")
    await expect(page.get_by_role("button", name="Anna Bakker")).to_be_visible()
    async with parts.database.begin() as session:
        assert (await session.get_one(Conversation, second.id)).assigned_to == anna.id

    # The next: who waits is mine now, and what they said is read.
    await hands.go("t", to=f"**/inbox/{first.id}?note=next")
    await expect(page.locator("#log")).to_contain_text("Er ligt een brief")
    async with parts.database.begin() as session:
        assert (await session.get_one(Conversation, first.id)).assigned_to is not None

    # A ready reply: "/" in the answer. In the field letters are letters; Escape leaves it.
    await hands.press("r")
    await expect(page.locator("#text")).to_be_focused()
    await hands.type("/sam")
    await expect(page.locator("#choices")).to_contain_text("Samen kijken")
    await hands.press("Enter")
    await expect(page.locator("#text")).to_have_value(READY)
    await hands.press("Control+Enter")
    await expect(page.locator("#log")).to_contain_text("Zullen we samen kijken?")
    await hands.press("Escape")
    await expect(page.locator("#text")).not_to_be_focused()

    # A note that calls a colleague.
    await hands.press("n")
    await expect(page.locator("#note")).to_be_focused()
    await hands.type("Wil jij meekijken @Ann")
    await expect(page.locator("#choices")).to_contain_text("Anna Bakker")
    await hands.press("Enter")
    await hands.type("naar de brief?")
    await hands.press("Control+Enter")
    await expect(page.locator("#log .note")).to_contain_text("Wil jij meekijken @Anna Bakker naar de brief?")
    await hands.press("Escape")

    # A label, and it may rest until tomorrow.
    await hands.press("l")
    await hands.tab_to(page.locator("#label-new"))
    await hands.type("post")
    await hands.press("Enter")
    await expect(page.locator("#work .badge--label")).to_have_text("post")
    await hands.press("s")
    await hands.tab_to(page.get_by_role("button", name="Morgenochtend"))
    await hands.press("Enter")
    await expect(page.locator("#work .chip--snoozed")).to_contain_text("vrijdag 27 november")
    async with parts.database.begin() as session:
        assert (await session.get_one(Conversation, first.id)).status == "snoozed"
        note = (await session.exec(select(Note))).one()
        assert (await session.exec(select(Mention.staff_id).where(Mention.note_id == note.id))).one() == anna.id
        kept = (await session.exec(select(Label.name).join(ConversationLabel))).one()
        assert kept == "post"

    # Another one, chosen from the list, is done.
    await hands.go("g", "i", to="**/inbox")
    while "Voorbeeldcliënt 3" not in await hands.line():
        await hands.press("j")
    await hands.go("Enter", to=f"**/inbox/{third.id}**")
    await hands.press("e")
    await expect(page.locator("#work .chip--resolved")).to_be_visible()
    async with parts.database.begin() as session:
        assert (await session.get_one(Conversation, third.id)).status == "resolved"

    # What was said is found again; the words stay in the field.
    await hands.go("/", to="**/find")
    await hands.type("samen kijken")
    await hands.go("Enter", to="**/find?q=samen*")
    await hands.press("/")
    await expect(page.locator("#q")).to_be_focused()
    await hands.press("Escape")
    await expect(page.locator("#q")).to_have_value("samen kijken")
    await hands.press("j")
    assert "Zullen we samen kijken?" in await hands.line()
    await hands.go("Enter", to=f"**/inbox/{first.id}**")

    # All keys that work here stand on the sheet; and home.
    await hands.press("?")
    sheet = page.get_by_role("dialog", name="Sneltoetsen")
    await expect(sheet).to_be_visible()
    listed = {" ".join(line.split()) for line in await sheet.locator("li").all_inner_texts()}
    for key in await page.eval_on_selector_all("[data-key]", "all => all.map(one => one.dataset.key)"):
        assert any(line.startswith(f"{key} ") for line in listed), key
    for fixed in ("j ↓", "k ↑", "Enter", "Escape", "?", "Ctrl K", "Ctrl Enter", "/ Standaardantwoord", "@ Collega"):
        assert any(line.startswith(fixed) for line in listed), fixed
    await hands.press("Escape")
    await expect(sheet).to_be_hidden()
    await hands.go("g", "q", to="**/login**")


async def test_a_key_that_begins_on_one_page_does_not_end_on_the_next(open_page: OpenPage, parts: Parts) -> None:
    """The page to search on takes letters at once: what is typed after "g z" are words, until Escape."""
    hands = await start(open_page, parts)
    await hands.go("g", "z", to="**/find")
    await hands.type("gz")
    await expect(hands.page.locator("#q")).to_have_value("gz")
    await hands.press("Escape")
    await expect(hands.page.locator("#q")).not_to_be_focused()
    await expect(hands.page.locator("#q")).to_have_value("gz")
    await hands.press("z")
    await expect(hands.page.locator("#q")).to_have_value("gz")
    await hands.go("g", "t", to="**/inbox/today")
