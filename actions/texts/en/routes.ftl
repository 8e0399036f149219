# Which team gets which conversation, for who administers Stapje.

route-nav = Routing
route-title = Who gets which conversation
route-lead = Rules for visitors, and for participants whose team ended. The first rule that fits counts. A team that a colleague chose stays.
route-crisis = Is a visitor in danger? Then all teams see and hear it, whatever stands here.
route-none-yet = There is no fixed team yet. Until then every team sees all new conversations.
route-gone = The team of rule { $number } ended. Who fits here now goes to the fixed team.
route-gone-default = The fixed team ended. Choose another team.
route-kept = Kept. This counts for new conversations and for those without a team.
route-not-kept-yet = This is how it looks. It is not kept yet.
route-rule = Rule { $number }
route-field-whose = Who
route-field-municipality = Municipality
route-field-language = Language
route-field-subject = About
route-field-team = Goes to
route-field-default = All others go to
route-whose-all = Everybody
route-whose-visitor = Visitor
route-whose-client = Participant without a team
route-any = Does not matter
route-language-nl = Dutch
route-language-en = English
route-subject-debts = Debts
route-subject-shelter = Bed or shelter
route-subject-housing = A home
route-choose-team = Choose a team
route-team-is-ended = { $name } (ended)
route-unused = This rule never gets its turn. Rule { $number } goes first.
route-up = Up
route-drop = Take away
route-more = One more rule

## An example
route-try = Try it
route-look = Who gets this conversation?
route-to = goes to
route-one-visitor = A visitor
route-one-client = A participant without a team
route-from = from { $municipality }
route-in-nl = in Dutch
route-in-en = in English
route-about-debts = about debts
route-about-shelter = about a bed
route-about-housing = about a home
route-because-rule = because rule { $number } fits
route-because-none = because no rule fits
route-because-ended = because the team of rule { $number } ended
route-because-default-ended = because the fixed team ended
route-places = Visitors by municipality
route-place-unknown = Not known yet

## What cannot be kept
route-no-default = Choose a team that gets all others.
route-no-team = Choose a team for this rule.
route-team-ended = This team ended. Choose another team.
route-no-condition = Choose whom this rule is for.
route-double = This rule is there already.
route-unknown = Choose something from the list.

## Ending a team
team-end = End this team
team-resume = Use this team again
team-ended = ended
team-end-hint = Participants of this team then get another team, by the routing.
team-ended-done = The team ended.
team-resumed-done = The team is in use again.
team-end-colleagues = Colleagues still work in this team. Give them another team first.
team-end-default = First choose a fixed team on Routing, and not this team.
staff-field-active = In use

## The trail
audit-did-route-changed = changed who gets which conversation
audit-did-conversation-routed = gave a conversation a team by the rules
