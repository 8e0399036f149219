# What somebody did, as the audit trail tells it after their name: one line for every action that the code records
# (`audit-did-`, then the action with - for . and _). actions/audit_words.py reads these.

## conversations
audit-did-conversation-read = read the conversation
audit-did-conversation-answered = answered
audit-did-conversation-taken-over = took the conversation over from Stapje
audit-did-conversation-handed-back = gave the conversation back to Stapje
audit-did-conversation-assigned = gave the conversation an owner
audit-did-conversation-status-set = changed the status of the conversation
audit-did-conversation-snoozed = snoozed the conversation
audit-did-conversation-woken = put the conversation back after its snooze
audit-did-conversation-reopened = opened the conversation again
audit-did-conversation-returned = put the conversation back in the queue
audit-did-conversation-priority-set = changed the priority of the conversation
audit-did-conversation-marked-unread = marked the conversation as unread
audit-did-conversation-labelled = put a label on the conversation
audit-did-conversation-unlabelled = took a label off the conversation
audit-did-label-made = made a label
audit-did-label-ended = ended a label
audit-did-staff-capacity-set = set whether new conversations may be given
audit-did-attachment-read = opened a file of the conversation
audit-did-message-meaning-corrected = said what a message means
audit-did-contact-had = had contact
audit-did-crisis-heard = heard danger in a message
audit-did-task-finished = finished a task
audit-did-nudge-cancelled = held back a message of Stapje

## the person
audit-did-person-opted-out = wants no more messages from Stapje
audit-did-person-opted-in = wants messages from Stapje again
audit-did-person-cold-notice = wants to hear of extra beds
audit-did-person-no-cold-notice = no longer wants to hear of extra beds
audit-did-person-handed-over = handed somebody over to a colleague
audit-did-absence-planned = arranged who stands in
audit-did-absence-ended = ended the standing in
audit-did-rhythm-changed = changed the rhythm of the check-ins
audit-did-recap-changed = switched the look back of the week on or off
audit-did-reminders-changed = changed the reminders

## steps, goals, praise
audit-did-step-made = added a step
audit-did-step-done = noted a step as done
audit-did-step-partly = noted a step as partly done
audit-did-goal-made = added a goal
audit-did-goal-reached = noted a goal as reached
audit-did-milestone-registered = noted a milestone
audit-did-milestone-line = wrote a line with a milestone
audit-did-card-sent = sent a card

## appointments
audit-did-agenda-seen = looked at the agenda
audit-did-agenda-changed = changed the agenda
audit-did-appointment-offered = offered times for an appointment
audit-did-appointment-planned = planned an appointment
audit-did-appointment-booked = made an appointment
audit-did-appointment-moved = moved an appointment
audit-did-appointment-accepted = accepted a proposed appointment
audit-did-appointment-cancelled = called an appointment off
audit-did-appointment-kept = noted that the appointment took place
audit-did-appointment-missed = noted that the appointment did not take place
audit-did-appointment-record-undone = took back a note about an appointment
audit-did-calendar-linked = linked the own calendar
audit-did-calendar-unlinked = unlinked the own calendar

## debts and money
audit-did-referral-consented = said yes to a request for debt help
audit-did-referral-withdrawn = withdrew the consent for debt help
audit-did-referral-added-to = added to the request for debt help
audit-did-referral-read = read a request for debt help
audit-did-referral-exported = exported a request for debt help
audit-did-referral-accepted = accepted a request for debt help
audit-did-referral-returned = gave a request for debt help back
audit-did-referral-registration = set the debt help to registration
audit-did-referral-crisis = set the debt help to crisis
audit-did-referral-intake = set the debt help to first talk
audit-did-referral-decision = set the debt help to decision
audit-did-referral-plan = set the debt help to plan
audit-did-referral-stabilisation = set the debt help to stabilisation
audit-did-referral-solution = set the debt help to settlement
audit-did-referral-aftercare = set the debt help to aftercare
audit-did-referral-closed = closed the debt help
audit-did-referrals-listed = looked at the list of debt help
audit-did-referrals-exported = exported the list of debt help
audit-did-desk-changed = changed a desk
audit-did-desk-routed = changed which desk gets a request
audit-did-help-place-changed = changed a place that helps
audit-did-money-begun = wants to look after the money together
audit-did-money-set-up = made agreements about money
audit-did-money-changed = changed agreements about money
audit-did-money-ended = ended agreements about money
audit-did-post-seen = saw post
audit-did-post-done = finished post

## beds
audit-did-beds-seen = saw names on the bed board
audit-did-beds-printed = printed the list for an evacuation
audit-did-bed-in = checked somebody in
audit-did-bed-out = checked somebody out
audit-did-bed-held = held a bed
audit-did-bed-extended = held a bed longer
audit-did-bed-released = released a bed
audit-did-bed-no-show = released a bed because nobody came
audit-did-bed-named = put a name to a bed
audit-did-bed-moved = gave somebody another bed
audit-did-bed-mistake = mended a mistake at a bed
audit-did-bed-undone = undid something at a bed
audit-did-bed-broken = reported a bed as broken
audit-did-bed-mended = reported a bed as mended
audit-did-bed-counted = counted the beds
audit-did-guest-searched = searched for a guest
audit-did-guests-seen = looked at the list of guests
audit-did-guests-stay = gave guests another night
audit-did-figures-names-seen = saw names behind the figures
audit-did-waiting-seen = looked at the waiting list
audit-did-waiting-added = put somebody on the waiting list
audit-did-waiting-placed = gave somebody on the waiting list a place
audit-did-waiting-left = took somebody off the waiting list
audit-did-waiting-back = put somebody back on the waiting list
audit-did-turn-away-noted = noted that there was no place
audit-did-turn-away-referred = noted where somebody went
audit-did-turn-away-undone = took back a note about no place
audit-did-handover-written = wrote a handover
audit-did-facility-closed = closed a shelter
audit-did-facility-opened = opened a shelter again
audit-did-cold-weather-on = switched the extra beds on
audit-did-cold-weather-off = switched the extra beds off

## other systems
audit-did-api-listed-person = fetched the list of people
audit-did-api-listed-conversation = fetched the list of conversations
audit-did-api-listed-nudge = fetched the list of planned messages
audit-did-api-listed-appointment = fetched the list of appointments
audit-did-api-listed-debt-referral = fetched the list of debt help
audit-did-api-listed-bed = fetched the list of beds
audit-did-api-listed-bed-hold = fetched the list of held beds
audit-did-api-listed-stay = fetched the list of stays
audit-did-api-listed-waiter = fetched the waiting list
audit-did-api-listed-handover-note = fetched the handovers

## accounts
audit-did-staff-logged-in = signed in
audit-did-staff-logged-out = signed out

## accountability and rights
audit-did-emergency-begun = took emergency access
audit-did-emergency-searched = searched for somebody in an emergency
audit-did-emergency-read = looked at somebody in an emergency
audit-did-emergency-ended = ended the emergency access
audit-did-audit-searched = searched the log
audit-did-audit-exported = exported the log
audit-did-audit-cut = deleted the oldest part of the log
audit-did-audit-verified = checked the log
audit-did-privacy-requested = wants to see or delete data
audit-did-privacy-looked = asked who had looked
audit-did-rights-opened = opened a request about data
audit-did-rights-seen = looked at the requests about data
audit-did-rights-read = read a request about data
audit-did-rights-identified = noted how the person was identified
audit-did-rights-exported = made all data ready
audit-did-rights-fetched = fetched all data
audit-did-rights-corrected = noted a correction
audit-did-rights-refused = refused a request about data
audit-did-rights-proposed = proposed to delete data
audit-did-rights-cancelled = called the deletion of data off
audit-did-rights-deleted = deleted data
audit-did-rights-finished = finished a request about data
audit-did-hold-begun = switched a duty to keep data on
audit-did-hold-ended = switched a duty to keep data off
audit-did-retention-seen = looked at the terms for keeping data
audit-did-retention-changed = changed a term for keeping data
audit-did-retention-ran = deleted data after their term

## Writing in the inbox
audit-did-note-written = wrote a note
audit-did-note-changed = changed a note
audit-did-note-taken-back = took a note back
audit-did-later-planned = planned a message for later
audit-did-later-changed = changed a message for later
audit-did-later-cancelled = stopped a message for later
audit-did-later-sent-now = sent a message for later at once
audit-did-message-tried-again = let a message be sent again
audit-did-reply-changed = changed a ready reply

## The page of a person
audit-did-people-listed = looked at the list of people
audit-did-person-read = looked at somebody's page
audit-did-person-changed = corrected or changed somebody's details
audit-did-contact-card-made = added somebody around a person
audit-did-contact-card-changed = changed somebody around a person
audit-did-contact-card-ended = took away somebody around a person

## Searching
audit-did-inbox-searched = searched conversations
audit-did-people-suggested = was shown names while typing
audit-did-view-kept = kept a view
audit-did-view-dropped = threw a view away

## Accounts
audit-did-staff-closed = closed an account
audit-did-staff-code-failed = gave a wrong code
audit-did-staff-codes-renewed = made new recovery codes
audit-did-staff-invited = invited a colleague
audit-did-staff-joined = began to use an account
audit-did-staff-lifted = lifted a waiting time at the login
audit-did-staff-login-failed = could not sign in
audit-did-staff-password-changed = changed a password
audit-did-staff-password-failed = gave a wrong password
audit-did-staff-reset = had a password renewed
audit-did-staff-second-factor-removed = removed a second step
audit-did-staff-second-factor-set = set up a second step
audit-did-staff-session-ended = ended a session
audit-did-staff-sign-on-failed = could not sign in through the organisation
audit-did-staff-sign-on-unknown = signed in through the organisation without an account
audit-did-staff-team-chosen = chose another team
audit-did-login-rule-changed = changed how a role signs in
audit-did-team-changed = changed a team
audit-did-staff-changed = changed details of a colleague

## What a region keeps itself
audit-did-facility-changed = changed facts of a shelter
audit-did-rhythm-template-changed = changed a rhythm of check-ins
audit-did-term-changed = changed a term
audit-did-text-changed = changed a text of Stapje
