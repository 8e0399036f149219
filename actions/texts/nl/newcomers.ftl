# Making a client, for staff.

client-new = Nieuwe deelnemer
client-new-lead = Hierna krijg je meteen een link en een QR-code.
client-back = Terug naar Mensen
client-field-name = Naam of roepnaam
client-hint-name = Zoals iemand genoemd wil worden. Een voornaam is genoeg.
client-field-language = Taal
client-language-nl = Nederlands
client-language-en = Engels
client-field-municipality = Gemeente
client-municipality-unknown = Nog niet bekend
client-field-contact = Contactpersoon en team
client-hint-contact = Het team van de contactpersoon ziet de gesprekken.
client-choose = Kies iemand
client-field-messages = Mag Stapje uit zichzelf berichten sturen?
client-messages-yes = Ja, dat is besproken en het mag
client-messages-no = Nee, alleen antwoorden
client-hint-consent = Voor schuldhulp en vaste vragen vraagt Stapje het zelf, in de chat.
client-make = Maak de deelnemer en de uitnodiging
client-made = { $name } staat erbij. Laat de uitnodiging nu zien of print haar.
client-no-contact = Er is nog geen collega met een team. Nodig eerst een collega uit.
client-add-named = Maak een nieuwe deelnemer met deze naam

## Somebody of this name is there
client-alike = Bestaat al?
client-other = Nee, dit is iemand anders

## What cannot be kept
client-choose-language = Kies een taal.
client-choose-municipality = Kies een gemeente, of “nog niet bekend”.
client-choose-contact = Kies een contactpersoon.
client-choose-messages = Kies ja of nee.

## The trail
audit-did-person-made = heeft een deelnemer toegevoegd
