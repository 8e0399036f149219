"""Forms: any order, interruption, stopping, two hours of silence, old buttons and going back."""

from storage import debts
from storage.database import Database
from storage.debts import DebtReferral
from tests import talk
from tests.town import Town

pytest_plugins = ("tests.database",)


async def referrals(sam: talk.Talk) -> list[DebtReferral]:
    async with sam.db.begin() as session:
        return await debts.of_conversation(session, sam.conversation_id)


async def asking(sam: talk.Talk) -> str | None:
    form = (await sam.state()).form
    return form["asking"] if form else None


async def test_a_form_asks_one_thing_at_a_time_in_its_own_order(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("ik heb schulden", "debt_help")).has("debt-which-kind")
    assert (await sam.presses("debt-type-huur")).has("debt-which-letter")
    assert (await sam.presses("debt-threat-none")).has("debt-who-minds-money")
    answer = await sam.presses("debt-money-none")
    assert answer.offers("button-yes-pass-on") and "huur" in answer.text and "Almelo" in answer.text
    assert (await sam.presses("button-yes-pass-on")).has("debt-with-contact")
    assert await asking(sam) is None


async def test_what_was_said_already_is_not_asked(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    answer = await sam.says(
        "deurwaarder voor de huur in Wierden", "debt_help", debt_type="huur", municipality="Wierden"
    )
    assert answer.has("debt-when"), "what, whether something threatens and where are known"


async def test_going_back_to_an_earlier_question_changes_that_answer(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    await sam.presses("debt-type-huur")
    await sam.presses("debt-threat-none")
    answer = await sam.presses("debt-threat-eviction")
    assert answer.has("debt-when")
    await sam.presses("button-not-known")
    await sam.presses("debt-money-none")
    await sam.presses("debt-threat-cut-off")
    await sam.presses("debt-type-energie")
    await sam.presses("button-yes-pass-on")
    [made] = await referrals(sam)
    assert made.threat == "cut_off"
    assert made.debt_types == ["huur", "energie"], "where several answers fit, one more is no correction"


async def test_another_clear_question_is_served_and_the_form_goes_on(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    answer = await sam.says("waar kan ik vannacht slapen", "ask_bed_availability", 0.9)
    assert answer.has("form-resume") and answer.has("debt-which-kind") and answer.has("beds-total", free=4)
    assert answer.offers("debt-type-huur") and not answer.offers("button-hold")
    assert await asking(sam) == "kinds"


async def test_an_unclear_interruption_is_taken_as_an_answer(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    assert (await sam.says("bij de woningbouw", "ask_housing", 0.5)).has("debt-which-letter")


async def test_what_was_served_may_begin_a_form_of_its_own(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik wil een afspraak", "make_appointment")
    answer = await sam.says("hou een bed vrij", "reserve_bed", 0.9)
    assert answer.has("beds-for-whom") and not answer.has("form-resume")


async def test_something_else_that_answers_nothing_is_served_as_well(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik wil een afspraak", "make_appointment")
    answer = await sam.says("het gaat niet goed met me", "checkin_negative", 0.7)
    assert answer.has("checkin-bad") and answer.has("appointment-which-day")


async def test_a_human_is_reached_from_any_form(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    assert (await sam.says("mens spreken")).has("human-write-here")
    assert await asking(sam) is None
    assert "talk_to_human" in await sam.tasks()


async def test_stop_stops_the_form_and_offers_to_stop_the_messages(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    answer = await sam.says("Stop!")
    assert answer.has("debt-stopped") and answer.offers("button-opt-out")
    assert await asking(sam) is None and await referrals(sam) == []


async def test_never_mind_stops_a_question_it_does_not_answer(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik wil een afspraak", "make_appointment")
    assert (await sam.says("laat maar", "out_of_scope", 0.4)).has("form-stopped")
    assert await asking(sam) is None


async def test_never_mind_is_not_written_down_as_an_answer(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    assert (await sam.says("laat maar")).has("debt-stopped")
    await sam.says("stap", "step_set")
    assert (await sam.says("laat maar zitten")).has("form-stopped")


async def test_the_stop_button_stops_and_is_harmless_later(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    assert (await sam.presses("button-stop-form")).has("debt-stopped")
    assert (await sam.presses("button-stop-form")).has("form-stopped")


async def test_two_answers_that_say_nothing_bring_a_human_and_the_question_stays(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik wil een afspraak", "make_appointment")
    assert (await sam.says("eh", "out_of_scope", 0.3)).has("appointment-which-day-again")
    answer = await sam.says("tja", "out_of_scope", 0.3)
    assert answer.has("form-human") and answer.has("appointment-which-day") and answer.offers("button-human")
    assert "not_understood" in await sam.tasks()
    assert (await sam.says("morgen")).has("appointment-what-time", day="vrijdag 27 november")


async def test_after_two_hours_of_silence_a_form_is_dropped_kindly(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    sam.passes(hours=2)
    assert (await sam.says("huur", "debt_help", debt_type="huur")).has("debt-which-letter")
    sam.passes(hours=2, seconds=1)
    answer = await sam.says("is er plek", "ask_bed_availability")
    assert answer.has("form-expired") and answer.has("beds-total", free=4)
    assert await asking(sam) is None


async def test_a_button_of_a_form_that_is_over_is_old(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    await sam.says("stop")
    assert (await sam.presses("debt-type-huur")).has("button-is-old")


async def test_a_button_of_another_form_is_old(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    await sam.says("stop")
    await sam.says("ik wil een afspraak", "make_appointment")
    assert (await sam.presses("debt-type-huur")).has("button-is-old")
    assert await asking(sam) == "day"


async def test_a_form_in_english(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("taal")
    await sam.presses("language-en")
    sam.language = "en"
    assert (await sam.says("i have debts", "debt_help")).has("debt-which-kind")
    assert (await sam.presses("debt-type-huur")).has("debt-which-letter")
    assert (await sam.says("no", "deny")).has("debt-who-minds-money")
    assert (await sam.says("nobody")).offers("button-yes-pass-on")
    assert (await sam.says("yes")).has("debt-with-contact")


async def test_an_old_yes_is_no_yes_to_something_else(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("schulden bij de huur in Wierden", "debt_help", debt_type="huur", municipality="Wierden")
    await sam.presses("debt-threat-none")
    await sam.presses("debt-money-none")
    old_yes = sam.last.buttons["Ja, geef het door"]
    await sam.says("stop")
    await sam.says("ik heb schulden", "debt_help")
    assert (await sam.presses_payload(old_yes)).has("button-is-old")
    assert sam.last.has("debt-which-kind") and sam.last.offers("debt-type-huur"), "the question is still there"
    for answer in ("debt-type-energie", "debt-threat-none", "debt-money-none"):
        await sam.presses(answer)
    assert sam.last.offers("button-yes-pass-on") and "energie" in sam.last.text and "Almelo" in sam.last.text
    assert await referrals(sam) == []


async def test_who_changes_an_answer_agrees_to_the_new_one(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("schulden bij de huur", "debt_help", debt_type="huur")
    await sam.presses("debt-threat-none")
    await sam.presses("debt-money-none")
    yes_to_almelo = sam.last.buttons["Ja, geef het door"]
    await sam.presses("button-other-place")
    await sam.presses("municipality-wierden")
    assert "Wierden" in (await sam.presses_payload(yes_to_almelo)).text
    assert await referrals(sam) == []
    await sam.presses("button-yes-pass-on")
    assert [made.municipality for made in await referrals(sam)] == ["Wierden"]


async def test_a_button_counts_as_long_as_words_do(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    sam.passes(days=1)
    answer = await sam.presses("debt-type-huur")
    assert answer.has("button-is-old") and answer.offers("button-menu") and answer.offers("button-human")


async def test_after_a_button_of_something_else_words_belong_to_that(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    menu = (await sam.says("menu")).buttons["Mijn stappen"]
    await sam.says("ik heb schulden", "debt_help")
    assert (await sam.presses_payload(menu)).offers("button-resume-form")
    answer = await sam.says("ik wil een stap zetten", "step_set", 0.5)
    assert not answer.has("debt-which-letter"), "that was no answer about debts"
    answer = await sam.presses("button-resume-form")
    assert answer.has("debt-which-kind") and not answer.offers("button-resume-form")
    assert (await sam.says("huur", debt_type="huur")).has("debt-which-letter")


async def test_the_buttons_of_a_question_that_waits_still_answer_it(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    menu = (await sam.says("menu")).buttons["Mijn stappen"]
    await sam.says("ik heb schulden", "debt_help")
    await sam.presses_payload(menu)
    assert (await sam.presses("debt-type-huur")).has("debt-which-letter")


async def test_a_form_that_waits_can_be_stopped(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    menu = (await sam.says("menu")).buttons["Mijn stappen"]
    await sam.says("ik heb schulden", "debt_help")
    await sam.presses_payload(menu)
    assert (await sam.says("stop")).has("debt-stopped")
    assert await asking(sam) is None


async def test_a_human_by_button_ends_a_form_as_words_do(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("hou een bed vrij", "reserve_bed")
    assert (await sam.presses("button-human")).has("human-write-here")
    assert await asking(sam) is None, "what is written now is for the human"


async def test_a_whole_letter_is_read_by_a_human_and_the_question_stays(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    answer = await sam.says("brief " * 500, "out_of_scope", 0.3)
    assert answer.has("too-long") and answer.has("debt-which-kind")
    assert "not_understood" in await sam.tasks() and await asking(sam) == "kinds"


async def test_somebody_who_talks_on_is_not_silent(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik wil een afspraak", "make_appointment")
    for _ in range(3):
        sam.passes(minutes=75)
        assert (await sam.says("wie ben jij", "bot_challenge")).has("form-resume")
    assert (await sam.says("morgen")).has("appointment-what-time", day="vrijdag 27 november")


async def test_a_photo_after_the_time_is_over_asks_nothing_old(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    sam.passes(hours=3)
    answer = await sam.says("", attachment="photo")
    assert not answer.has("debt-which-kind") and answer.offers("button-human")


async def test_danger_that_is_felt_in_a_form_is_asked_after(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik wil een stap zetten", "step_set")
    ranking = (("out_of_scope", 0.35), ("crisis_self_harm", 0.2))
    answer = await sam.says("er niet meer hoeven zijn", "out_of_scope", 0.35, ranking=ranking)
    assert answer.has("crisis-are-you-safe")
    await sam.presses("button-not-safe")
    assert "crisis" in await sam.tasks() and await asking(sam) is None


async def test_a_form_this_version_does_not_know_is_dropped(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    async with db.begin() as session:
        talked = (await sam.locked(session)).conversation
        talked.form = {**(talked.form or {}), "kind": "of_long_ago"}
        session.add(talked)
    assert (await sam.says("hoi", "greet")).has("form-expired")
