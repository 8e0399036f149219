# Figures about beds, for staff and for a letter to the council.

figures-title = Figures
figures-tabs = Kind of figures
figures-view-occupancy = Occupancy
figures-view-people = People
figures-view-regulars = Long-term guests
figures-view-demand = Not let in
figures-view-lengths = Length of stay
figures-rules = How this was counted
figures-nothing = Nothing was counted in this period.

## Choosing
figures-choose = Choose
figures-span = Period
figures-span-night = Night
figures-span-week = Week
figures-span-month = Month
figures-span-year = Year
figures-span-between = From – up to and including
figures-day = Date
figures-until = Up to and including (only with ‘From – up to’)
figures-facility = Shelter
figures-kind = Kind of shelter
figures-municipality = Municipality
figures-everything = All
figures-show = Show
figures-earlier = Earlier
figures-later = Later
figures-period-night = The night of { $first }.
figures-period = The nights from { $first } to { $last }, both included.
figures-running = Tonight is still going on.
figures-csv = Save for Excel (CSV)
figures-print-hint = Print it with your browser.

## Small numbers
figures-hidden = hidden
figures-few = < 10
figures-hidden-rule = ‘{ figures-hidden }’: fewer than 10 people, or a number from which that can be computed. 0 is always shown.

## This evening
figures-evening = This evening so far
figures-evening-over = What happened that night
figures-evening-rule = Counts of what happened, for those who work there. Nothing is hidden here.
figures-arrived = Came in
figures-inside = Inside now
figures-gone = Left again
figures-held = On hold now
figures-expired = Hold ran out
figures-no-show = Bed stayed empty
figures-refused = Not let in

## Occupancy
figures-occupancy-sum = { $share } taken: { $used } of { $offered } bed nights.
figures-occupancy-rule = Taken: somebody slept in the bed that night. Counted: every bed that could be given out that night. Not counted: beds out of order, closed nights, extra beds without cold weather. Always counted: a bed in which somebody slept. Bed nights are not people. That is why nothing is hidden here.
figures-table-nights = Occupancy per night and group
figures-table-months = Occupancy per month and group
figures-table-facilities = Occupancy per shelter and group
figures-night = Night
figures-month = Month
figures-group = Group
figures-all = All groups
figures-used = Taken
figures-offered = To give out
figures-share = Share taken
figures-of = { $used } of { $offered }
figures-chart = Beds taken: { $group }
figures-chart-about = { $bars } bars. Most taken: { $top } of { $offered }. Least: { $low }. The table below says everything.
figures-chart-most = up to { $most }
figures-legend-used = Taken
figures-legend-offered = To give out
figures-legend-full = Full

## People
figures-people-rule = Everybody counts once per kind of shelter, however often they slept there. Somebody in two kinds counts in both. So do not add the kinds up. Each share is rounded by itself to whole per cents. Together they may make 99 or 101.
figures-people-unnamed-rule = Nights without a name cannot be counted as people. The true number of people may be higher.
figures-table-people = Different people per kind of shelter
figures-counted = Who counts
figures-counted-all = everybody
figures-counted-adults = adults; children apart
figures-people = People
figures-proportion = Share
figures-head-man = Men
figures-head-vrouw = Women
figures-head-kind = Children
figures-head-none = Not known
figures-unnamed = Nights without a name
figures-letter = { $kind }: { $count } people: { $parts }.
figures-letter-apart = { $kind }: { $count } adults: { $parts }. Children besides: { $children }.
figures-part-man = { $share } men
figures-part-vrouw = { $share } women
figures-part-kind = { $share } children
figures-part-none = { $share } not known
figures-part-hidden = { $head } hidden
figures-letter-title = For a letter

## Regulars
figures-regulars-rule = A long-term guest slept here in at least { $least } of the last { $of } nights. That threshold is our choice. The group is that of the last bed.
figures-least = At least so many nights
figures-of-nights = Of the last so many nights
figures-table-regulars = Long-term guests per group
figures-table-names = Names of long-term guests
figures-guests = Guests
figures-name = Name
figures-nights = Nights
figures-names-show = Show names
figures-names-logged = It is written down that you look at the names.

## Demand that was not met
figures-demand-rule = A count at the door, without names. Somebody may be counted on two evenings. Per evening nothing is hidden; per group and reason it is.
figures-table-refused = Not let in, per group and reason
figures-table-unmet-nights = Demand without a place, per night
figures-table-unmet-months = Demand without a place, per month
figures-too-few-to-split = Fewer than 10 people together. That is not split up.
figures-reason = Reason
figures-group-none = group not known
figures-total = Together
figures-cancelled = Cancelled
figures-closed = Shelter closed
figures-waited = On the waiting list
figures-placed = Of whom placed

## Length of stay
figures-lengths-rule = Consecutive nights of one guest in one shelter. { $gap ->
    [one] One missed night begins
   *[other] { $gap } missed nights begin
 } a new stay. That threshold is our choice. Counted: stays that ended in this period, with all their nights. Without a name does not count.
figures-lengths-quartiles = A quarter stayed no longer than the first number. Half stayed no longer than the median. Three quarters stayed no longer than the last.
figures-table-lengths = How long people stayed
figures-table-spread = Stays by length
figures-stays = Stays
figures-quarter = A quarter
figures-median = Median
figures-three-quarters = Three quarters
figures-going-on = Still going on
figures-length = { $least }–{ $most } nights
figures-length-one = 1 night
figures-length-more = { $least } nights or more

## Appointments, and how far reminding them came
figures-view-appointments = Appointments
figures-table-reminded = Came or not, by how far reminding came
figures-reminded = Reminded
figures-reminded-none = Heard nothing
figures-reminded-made = Only a message when it was made
figures-reminded-day-before = Also the day before
figures-reminded-two-hours = Also on the day itself
figures-reminded-yes = Said: I am coming
figures-reminded-leave = Chose a time to leave
figures-kept = Was there
figures-missed = Was not there
figures-cancelled-in-time = Called off in time
figures-unrecorded = Not noted
figures-missed-share = Share not there
figures-reminded-rule = Each appointment counts once, in the row of the furthest that happened. All places together. Share: not there, of all who were or were not.
figures-reminded-proof-rule = This does not prove that a reminder helps. Who answers might have come anyway.
