# What a shelter is like: one fact a line, under its name.

shelter-name = { $place }
shelter-address = • Address: { $address }
shelter-hours = • Open from { $opens } to { $closes }
shelter-price = • Price: € { $euros } a night
shelter-just-come = • You can just walk in
shelter-referral = • You sign up first
shelter-pets = • Your pet can come too
shelter-no-pets = • Pets cannot come in
shelter-pets-unknown = • Pets: ask if they can come
shelter-bring = • Bring: { $what }
shelter-checked = • Checked on { $day }
shelter-unchecked = • Not checked yet, so please ask

shelter-call-to-be-sure = Call first if you want to be sure: { $phone }.
shelter-ask-to-be-sure = Ask a human if you want to be sure.
shelter-nothing-known = I know nothing about this yet. A human can tell you more.
