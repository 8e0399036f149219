# Buttons: at most 28 characters, and clear without the message above them.

button-human = Mens spreken
button-menu = Wat kan Stapje?
button-something-else = Iets anders
button-not-now = Nu niet
button-stop-form = Ik stop hiermee
button-resume-form = Verder waar we waren

## Beds
button-bed = Slaapplek zoeken
button-hold = Ja, hou een plek vast
button-not-coming = Ik kom niet
button-take-back = Toch een plek vasthouden
button-hold-longer = Langer vasthouden
button-let-go = Plek weer vrijgeven
button-know-more = Meer weten
button-no-name = Liever geen naam
button-in-half-an-hour = Over een half uur
button-in-an-hour = Over een uur
button-dont-know = Weet ik nog niet
# Its action shows the count; keep words such as "binnen" or "in" out, they would book somebody in.
button-who-is-in = Stand van de bedden
button-count-right = Ja, klopt
button-undo = Terugdraaien

## How it goes
button-mood-good = Goed
button-mood-so-so = Gaat wel
button-mood-bad = Niet goed
button-want-to-talk = Ik wil praten
button-safe-now = Ik ben nu veilig
# The label must not set off a crisis rule: its action names all numbers, a rule only those of one kind.
button-not-safe = Ja, er is gevaar

## Steps
button-my-steps = Mijn stappen
button-set-step = Stap kiezen
button-smaller-step = Kleiner maken
button-no-time = Geen vaste tijd
button-remind = Herinner mij
button-enough = Zo is het goed
button-done = Gelukt
button-partly = Een deel
button-not-done = Het liep anders
button-step-done = ✓ { $name }
button-named-step = { $name }

## Debts
button-debt-help = Hulp bij schulden
button-yes-pass-on = Ja, geef het door
button-no-keep = Nee, liever niet

## Appointments
button-my-appointments = Mijn afspraken
button-make-appointment = Afspraak maken
button-coming = Ik kom
button-other-time = Andere tijd
button-cannot-come = Ik kan niet
button-yes-right = Ja, dat klopt
button-yes-cancel = Ja, zeg maar af
button-keep = Nee, ik kom
button-none-of-these = Geen van deze tijden
button-part-morning = { $clock } in de ochtend
button-part-afternoon = { $clock } in de middag
button-part-evening = { $clock } in de avond

## Messages and privacy
button-opt-out = Geen berichten meer
button-opt-in = Weer berichten krijgen
button-privacy-lookers = Wie heeft gekeken
button-privacy-correct = Er klopt iets niet
button-privacy-see = Mijn gegevens zien
button-privacy-delete = Mijn gegevens wissen

## What somebody may have meant
meaning-greet = Ik zeg hoi
meaning-goodbye = Ik zeg gedag
meaning-thank = Ik wil je bedanken
meaning-affirm = Ik bedoel ja
meaning-deny = Ik bedoel nee
meaning-ask_help = Ik wil weten wat je kunt
meaning-bot_challenge = Ik wil weten wie je bent
meaning-opt_out = Ik wil geen berichten meer
meaning-opt_in = Ik wil weer berichten
meaning-change_language = Ik wil een andere taal
meaning-privacy_request = Ik wil weten wat je bewaart
meaning-talk_to_human = Ik wil een mens spreken
meaning-complaint = Ik heb een klacht
meaning-ask_bed_availability = Ik zoek een bed
meaning-update_bed_occupancy = Ik geef door wie er slaapt
meaning-reserve_bed = Hou een plek voor me vast
meaning-cancel_bed = Mijn plek mag weer vrij
meaning-ask_shelter_info = Ik wil info over de opvang
meaning-checkin_positive = Het gaat goed met me
meaning-checkin_neutral = Het gaat wel met me
meaning-checkin_negative = Het gaat niet goed met me
meaning-step_set = Ik wil een stap kiezen
meaning-step_done = Mijn stap is gelukt
meaning-step_not_done = Mijn stap liep anders
meaning-ask_steps = Ik wil mijn stappen zien
meaning-debt_help = Ik wil hulp bij schulden
meaning-debt_urgent = Mijn schuld heeft haast
meaning-need_basics = Ik heb eten of kleren nodig
meaning-ask_housing = Ik heb een vraag over wonen
meaning-report_housing_problem = Er is iets mis in mijn huis
meaning-ask_appointment = Wanneer is mijn afspraak?
meaning-make_appointment = Ik wil een afspraak maken
meaning-reschedule_appointment = Ik wil een andere tijd
meaning-cancel_appointment = Ik zeg mijn afspraak af
meaning-confirm_appointment = Ik kom naar mijn afspraak
meaning-crisis_self_harm = Ik denk aan zelfdoding
meaning-crisis_violence = Iemand doet mij pijn
meaning-crisis_medical = Ik heb nu een dokter nodig
meaning-request_fast_fund = Ik vraag het versnelfonds
meaning-put_on_case_table = Ik wil een casus bespreken
meaning-report_signal = Ik geef een signaal door
meaning-ask_caseload = Ik wil zien wie er wacht
meaning-out_of_scope = Ik bedoel iets anders
