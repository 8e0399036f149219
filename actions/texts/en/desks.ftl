# The page on which colleagues keep where requests for debt help go.

web-nav-desks = Desks and help
desk-title = Debt help desks
desk-lead = Where a request for debt help goes. What you change counts at once.

## Where requests go
desk-ways = Who does what
desk-place = Where
desk-normal = Normal request
desk-urgent = Urgent
desk-word-normal = normal
desk-word-urgent = urgent
desk-contact-person = contactperson
desk-ways-hint = Choose a place to change it. Without a desk the request goes to the contactperson.
desk-try = Try it out
desk-try-button = Where does this go?
desk-add-neighbourhood = Add a neighbourhood
desk-municipality = Municipality
desk-neighbourhood = Name of the neighbourhood
desk-add-button = Choose a desk
desk-to-contact-person = To the contactperson
desk-as-municipality = As the municipality: { $name }
desk-neighbourhood-new = This neighbourhood is new. Choose at least one desk of its own.
desk-neighbourhood-off = Choose "As the municipality" twice and the neighbourhood goes away.
desk-neighbourhood-needs = Choose at least one desk for this neighbourhood. Else it follows its municipality.
desk-gone = This desk is not in use any more. Choose another.

## One desk
desk-all = All desks
desk-none = There is no desk yet. All requests go to the contactperson.
desk-new = New desk
desk-nowhere = Nowhere in the table.
desk-used-by = Gets requests from
desk-outside = An office outside Stapje
desk-field-name = Name
desk-field-organisation = Organisation
desk-field-recipient = Who gets the request
desk-field-phone = Telephone
desk-field-hours = Open
desk-field-address = Address
desk-field-bring = To bring
desk-field-decision-weeks = Weeks until the decision
desk-field-last-checked-on = Checked on
desk-field-active = Use
desk-hint-recipient = A team or colleague sees the request in Stapje. The contactperson calls an office outside it.
desk-hint-weeks = Within how many weeks of the first talk. Empty when nobody knows.
desk-weeks = Fill in a number from 1 to 26, or nothing.
desk-name-taken = There is a desk with this name. Give it another name.
desk-recipient-gone = This colleague does not work here any more. Choose somebody else.
desk-outside-unreachable = This office is outside Stapje. Give a telephone number or an address.
desk-has-routes = This desk still gets requests from: { $where }. Choose another desk there first.
desk-has-requests = { $count ->
    [one] 1 open request still lies here. Close it or pass it on.
   *[other] { $count } open requests still lie here. Close them or pass them on.
}

## What was done
desk-done-kept = The desk is saved and counts now.
desk-done-checked = Checked today. Thank you.
desk-done-off = The desk is out of use.
desk-done-on = The desk is in use again.
desk-done-routed = The table is saved and counts now.
desk-done-unrouted = This place has no desk of its own any more.
