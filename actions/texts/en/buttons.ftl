# Buttons: at most 28 characters, and clear without the message above them.

button-human = Talk to a human
button-menu = What can Stapje do?
button-something-else = Something else
button-not-now = Not now
button-stop-form = Stop this
button-resume-form = Back to where we were

## Beds
button-bed = Find a place to sleep
button-hold = Yes, hold a place
button-not-coming = I'm not coming
button-take-back = Hold a place after all
button-hold-longer = Hold it longer
button-let-go = Let it go
button-know-more = Tell me more
button-no-name = I'd rather not say
button-in-half-an-hour = In half an hour
button-in-an-hour = In an hour
button-dont-know = I don't know yet
# Its action shows the count; keep words such as "in" or "left" out, they would book somebody in or out.
button-who-is-in = Bed count
button-count-right = Yes, that's right
button-undo = Undo

## How it goes
button-mood-good = Good
button-mood-so-so = So-so
button-mood-bad = Not good
button-want-to-talk = I'd like to talk
button-safe-now = I'm safe now
# The label must not set off a crisis rule: its action names all numbers, a rule only those of one kind.
button-not-safe = Yes, there is danger

## Steps
button-my-steps = My steps
button-set-step = Choose a step
button-smaller-step = Make it smaller
button-no-time = No fixed time
button-remind = Remind me
button-enough = That's enough for now
button-done = Done
button-partly = Part of it
button-not-done = It went differently
button-step-done = ✓ { $name }
button-named-step = { $name }

## Debts
button-debt-help = Help with debts
button-yes-pass-on = Yes, pass it on
button-no-keep = No, rather not

## Appointments
button-my-appointments = My appointments
button-make-appointment = Make an appointment
button-coming = I'm coming
button-other-time = Another time
button-cannot-come = I can't come
button-yes-right = Yes, that's right
button-yes-cancel = Yes, cancel it
button-keep = No, I'm coming
button-none-of-these = None of these times
button-part-morning = { $clock } in the morning
button-part-afternoon = { $clock } in the afternoon
button-part-evening = { $clock } in the evening

## Messages and privacy
button-opt-out = No more messages
button-opt-in = Get messages again
button-privacy-lookers = Who has looked
button-privacy-correct = Something is wrong
button-privacy-see = See my data
button-privacy-delete = Delete my data

## What somebody may have meant
meaning-greet = I'm saying hi
meaning-goodbye = I'm saying goodbye
meaning-thank = I want to thank you
meaning-affirm = I mean yes
meaning-deny = I mean no
meaning-ask_help = I want to know what you do
meaning-bot_challenge = I want to know who you are
meaning-opt_out = I want no more messages
meaning-opt_in = I want messages again
meaning-change_language = I want another language
meaning-privacy_request = I want to know what you keep
meaning-talk_to_human = I want to talk to a human
meaning-complaint = I have a complaint
meaning-ask_bed_availability = I'm looking for a bed
meaning-update_bed_occupancy = I report who sleeps here
meaning-reserve_bed = Hold a place for me
meaning-cancel_bed = My place can go
meaning-ask_shelter_info = I want shelter info
meaning-checkin_positive = I'm doing well
meaning-checkin_neutral = I'm doing so-so
meaning-checkin_negative = I'm not doing well
meaning-step_set = I want to choose a step
meaning-step_done = My step worked out
meaning-step_not_done = My step went differently
meaning-ask_steps = I want to see my steps
meaning-debt_help = I want help with debts
meaning-debt_urgent = My debt is urgent
meaning-need_basics = I need food or clothes
meaning-ask_housing = I ask about a home
meaning-report_housing_problem = Something is wrong at home
meaning-ask_appointment = When is my appointment?
meaning-make_appointment = I want an appointment
meaning-reschedule_appointment = I want another time
meaning-cancel_appointment = I cancel my appointment
meaning-confirm_appointment = I'll be at my appointment
meaning-crisis_self_harm = I'm thinking of suicide
meaning-crisis_violence = Someone is hurting me
meaning-crisis_medical = I need a doctor now
meaning-request_fast_fund = I request the versnelfonds
meaning-put_on_case_table = I want to discuss a case
meaning-report_signal = I report a signal
meaning-ask_caseload = I want to see who waits
meaning-out_of_scope = I mean something else
