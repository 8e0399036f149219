# The page on which colleagues keep places that help. What people read about these places: help_places.ftl.

help-title = Places that help
help-lead = This is what Stapje tells people who need something now. What you change counts at once.
help-to-check = To check ({ $count })
help-to-check-hint = Call them or look at their site. Until then Stapje says that this may be old.
help-none = Nothing yet. Stapje says so and calls a human.
help-above = Stands above, under To check.
help-add = Add
help-new = New place
help-everybody = For everybody
help-free = free
help-look = Preview
help-preview = This is how people read it
help-not-kept-yet = This is a preview. Nothing is saved yet.

## Kinds
help-kind-food = Food
help-kind-clothes = Clothes
help-kind-furniture = Things for the home
help-kind-emergency-money = Emergency money
help-kind-money-advice = Help with money
help-kind-legal-advice = Legal help
help-kind-walk-in = Drop-in

## Fields
help-field-kind = Kind of help
help-field-name = Name
help-field-municipality = Municipality
help-field-address = Address
help-field-phone = Telephone
help-field-free-call = Calling is free
help-field-hours = Open
help-field-bring = To bring
help-field-note = Good to know
help-field-url = Website
help-field-position = Order
help-field-last-checked-on = Checked on
help-field-active = Use
help-hint-address = Street and number. The route comes by itself.
help-hint-note = One short sentence, such as: you need not give your name.
help-hint-position = The lowest number comes first.
help-position = Fill in a number from 0 to 999.
help-unreachable = Nobody can find it like this. Give a telephone number, address or website.

## What was done
help-done-kept = Saved. Stapje tells this from now on.
help-done-checked = Checked today. Thank you.
help-done-off = Stapje does not tell this any more.
help-done-on = Stapje tells this again.
