"""Letters that are set aside: with a photo or in words, opened one at a time, and never pushed twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage import money_post, tasks
from storage.database import Database
from storage.money import PostItem
from tests import talk
from tests.integration.actions.test_money import THURSDAY, TUESDAY, WEEK, asked_weekly, ring, work
from tests.town import Town

pytest_plugins = ("tests.database",)


async def lying(sam: talk.Talk) -> list[PostItem]:
    assert sam.person is not None
    async with sam.db.begin() as session:
        return await money_post.waiting(session, sam.person.id)


async def test_a_photo_is_put_with_the_post_by_a_button(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=TUESDAY)
    await sam.says("", attachment="photo")
    answer = await sam.presses("button-post-keep")
    assert answer.has("post-kept") and answer.offers("button-post-open") and answer.offers("button-debt-help")
    [letter] = await lying(sam)
    assert letter.message_id is not None
    assert [kind for kind, _, _ in await work(db)] == ["attachment"]


async def test_pressing_twice_keeps_it_once(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=TUESDAY)
    await sam.says("", attachment="photo")
    await sam.presses("button-post-keep")
    assert (await sam.presses("button-post-keep")).has("post-kept-already")
    assert len(await lying(sam)) == 1


async def test_words_with_a_photo_are_enough(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=TUESDAY)
    answer = await sam.says("deze brief durf ik niet te openen", "debt_help", attachment="photo")
    assert answer.has("attachment-received", kind="photo") and answer.has("post-kept")
    [letter] = await lying(sam)
    assert letter.message_id is not None and letter.words == "deze brief durf ik niet te openen"


async def test_words_right_after_a_photo_are_about_it(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=TUESDAY)
    await sam.says("", attachment="photo")
    sam.passes(minutes=3)
    await sam.says("die brief durf ik niet open te maken")
    sam.passes(minutes=1)
    await sam.says("er ligt nog een blauwe envelop")
    assert [bool(letter.message_id) for letter in await lying(sam)] == [True, False]


async def test_words_alone_are_enough_and_a_human_hears(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=TUESDAY)
    answer = await sam.says("er ligt weer een blauwe envelop")
    assert answer.has("post-kept") and answer.has("post-open-question")
    assert await work(db) == [("post", tasks.NORMAL, "er ligt weer een blauwe envelop")]


@pytest.mark.parametrize("word", ["vonnis", "dwangbevel", "ontruiming", "deurwaarder"])
def test_words_with_a_clock_behind_them(word: str) -> None:
    from actions.debts import threat_in  # noqa: PLC0415

    assert threat_in(f"er staat {word} op de brief")


async def test_a_word_with_a_clock_behind_it_offers_help_today(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=TUESDAY)
    answer = await sam.says("er ligt een brief met vonnis erop, durf niet te kijken")
    assert answer.has("post-urgent") and next(iter(answer.buttons)) == "Ja, vandaag hulp"
    assert [(kind, priority) for kind, priority, _ in await work(db)] == [("post", tasks.SOON)]
    assert (await sam.says("ja")).has("debt-urgent-first")


async def test_somebody_who_names_their_debts_gets_debt_help(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=TUESDAY)
    answer = await sam.says("ongeopende post van incasso", "debt_help", debt_type="webwinkel")
    assert answer.has("debt-first") and await lying(sam) == []


async def test_a_letter_that_has_haste_is_no_post_that_waits(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=TUESDAY)
    answer = await sam.says("ik heb een brief van de deurwaarder en durf hem niet open te maken", "debt_urgent")
    assert answer.has("debt-urgent-first") and await lying(sam) == []


async def test_a_letter_as_a_step_stays_a_step(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=TUESDAY)
    await sam.says("die brief ligt nog dicht", "step_not_done")
    assert await lying(sam) == []


async def test_the_post_is_listed_and_a_letter_is_opened(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=TUESDAY)
    assert (await sam.says("mijn post")).has("post-none")
    await sam.says("er ligt weer een blauwe envelop")
    answer = await sam.says("mijn post")
    assert "1. brief van dinsdag 24 november: “er ligt weer een blauwe envelop”" in answer.text
    assert (await sam.presses("button-step-done", name="Brief 1 is open")).has("post-opened")
    assert await lying(sam) == []
    assert (await sam.presses("button-step-done", name="Brief 1 is open")).has("post-done-already")


async def test_opening_one_is_a_small_step_with_a_moment(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=TUESDAY)
    await sam.says("er ligt weer een blauwe envelop")
    assert (await sam.presses("button-post-open")).has("step-when")


async def test_it_is_offered_once_a_week_at_most_and_never_twice_for_a_letter(db: Database, town: Town) -> None:
    sam = await asked_weekly(db, town)
    assert sam.person is not None
    async with db.begin() as session:
        await money_post.add(session, PostItem(person_id=sam.person.id, words="een brief", created_at=TUESDAY))
    offered = []
    for week in range(3):
        sam.now = THURSDAY + week * WEEK
        await ring(db, sam.now)
        await sam.hears()
        offered.append((await sam.presses("button-money-enough")).has("post-one-question"))
        sam.now += timedelta(hours=1)
        await sam.says("dank je", "thank")
    assert offered == [True, False, False]


async def test_a_letter_that_was_spoken_of_is_not_brought_up_again(db: Database, town: Town) -> None:
    sam = await asked_weekly(db, town)
    await sam.says("er ligt weer een blauwe envelop")
    sam.now = THURSDAY
    await ring(db, sam.now)
    await sam.hears()
    assert not (await sam.presses("button-money-enough")).has("post-one-question")


async def test_numbers_in_a_letter_are_not_kept_a_second_time(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=TUESDAY)
    await sam.says("er ligt weer een blauwe envelop over NL91ABNA0417164300")
    assert [letter.words for letter in await lying(sam)] == ["er ligt weer een blauwe envelop over •••"]
