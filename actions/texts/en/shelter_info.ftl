# What a shelter is like: one fact a line, under its name.

shelter-name = { $place }
shelter-where = • Address: { $address }
shelter-where-unknown = • I don't know the address
shelter-route = • Route: { $link }
shelter-hours = • Open from { $opens } to { $closes }
shelter-hours-unknown = • I don't know the opening hours
shelter-price = • Price: € { $euros } a night
shelter-costs-nothing = • A night costs nothing
shelter-price-unknown = • I don't know the price
shelter-just-come = • You can just walk in
shelter-referral = • You sign up first
shelter-referral-call = • You sign up first: call { $phone }
shelter-pets = • Your pet can come too
shelter-no-pets = • Pets cannot come in
shelter-pets-unknown = • I don't know if your pet can come
shelter-children = • Children can come too
shelter-no-children = • Children cannot stay here
shelter-children-unknown = • I don't know if children can stay
shelter-no-stairs = • You can get everywhere without stairs
shelter-stairs = • There are stairs
shelter-stairs-unknown = • I don't know if there are stairs
shelter-ages = • For people from { $youngest } up to and including { $oldest }
shelter-age-from = • For people aged { $youngest } and older
shelter-age-until = • For people up to and including { $oldest }
shelter-ages-unknown = • I don't know if there is an age limit
shelter-bring = • Bring: { $what }
shelter-bring-unknown = • I don't know what to bring

shelter-checked = Last checked on { $day }.
shelter-unchecked = This has not been checked yet.
shelter-call-to-be-sure = Call first if you want to be sure: { $phone }.
shelter-still-right = Please call to check that this is still right: { $phone }.
shelter-ask-to-be-sure = Ask a human if you want to be sure.
shelter-nothing-known = I don't know about this yet. A human can tell you more.
