# What a shelter is like: one fact a line, under its name.

shelter-name = { $place }
shelter-address = • Adres: { $address }
shelter-hours = • Open van { $opens } tot { $closes }
shelter-price = • Prijs: € { $euros } per nacht
shelter-just-come = • Je kunt zo binnenlopen
shelter-referral = • Je meldt je eerst aan
shelter-pets = • Je huisdier mag mee
shelter-no-pets = • Huisdieren kunnen niet mee
shelter-pets-unknown = • Huisdieren: vraag of ze mee mogen
shelter-bring = • Neem mee: { $what }
shelter-checked = • Nagekeken op { $day }
shelter-unchecked = • Nog niet nagekeken, dus vraag het na

shelter-call-to-be-sure = Bel vooraf als je het zeker wilt weten: { $phone }.
shelter-ask-to-be-sure = Vraag het een mens als je het zeker wilt weten.
shelter-nothing-known = Hier weet ik nog niets over. Een mens kan je meer vertellen.
