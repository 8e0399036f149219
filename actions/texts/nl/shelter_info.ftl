# What a shelter is like: one fact a line, under its name.

shelter-name = { $place }
shelter-where = • Adres: { $address }
shelter-where-unknown = • Het adres weet ik niet
shelter-route = • Route: { $link }
shelter-hours = • Open van { $opens } tot { $closes }
shelter-hours-unknown = • De tijden weet ik niet
shelter-price = • Prijs: € { $euros } per nacht
shelter-costs-nothing = • Een nacht kost niets
shelter-price-unknown = • De prijs weet ik niet
shelter-just-come = • Je kunt zo binnenlopen
shelter-referral = • Je meldt je eerst aan
shelter-referral-call = • Je meldt je eerst aan: bel { $phone }
shelter-pets = • Je huisdier mag mee
shelter-no-pets = • Huisdieren kunnen niet mee
shelter-pets-unknown = • Of je huisdier mee mag, weet ik niet
shelter-children = • Kinderen mogen mee
shelter-no-children = • Kinderen kunnen niet mee
shelter-children-unknown = • Of kinderen mee mogen, weet ik niet
shelter-no-stairs = • Je kunt overal komen zonder trap
shelter-stairs = • Er is een trap
shelter-stairs-unknown = • Of er een trap is, weet ik niet
shelter-ages = • Voor mensen van { $youngest } tot en met { $oldest } jaar
shelter-age-from = • Voor mensen vanaf { $youngest } jaar
shelter-age-until = • Voor mensen tot en met { $oldest } jaar
shelter-ages-unknown = • Of er een leeftijd geldt, weet ik niet
shelter-bring = • Neem mee: { $what }
shelter-bring-unknown = • Wat je meeneemt, weet ik niet

shelter-checked = Laatst nagekeken op { $day }.
shelter-unchecked = Dit is nog niet nagekeken.
shelter-call-to-be-sure = Bel vooraf als je het zeker wilt weten: { $phone }.
shelter-still-right = Bel even of dit nog klopt: { $phone }.
shelter-ask-to-be-sure = Vraag het een mens als je het zeker wilt weten.
shelter-nothing-known = Hier weet ik nog niets over. Een mens kan je meer vertellen.
