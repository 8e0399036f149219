# What the pages share on which colleagues keep desks and places.

edit-nav = Instellingen
edit-back = Terug naar de lijst
edit-change = Wijzigen
edit-keep = Bewaren
edit-put-away = Niet meer gebruiken
edit-use-again = Weer gebruiken
edit-in-use = in gebruik
edit-out-of-use = niet in gebruik
edit-unused = Niet in gebruik ({ $count })
edit-example = voorbeeld
edit-yes = ja
edit-no = nee
edit-history = Wat er veranderde
edit-history-none = Nog niets.

## When it was checked
edit-checked-today = Nagekeken vandaag
edit-checked-on = Nagekeken op { $day }
edit-checked-long-ago = Nakijken: laatst op { $day }
edit-checked-never = Nakijken: nog nooit gedaan
edit-hint-checked = De dag waarop iemand alles naliep.
edit-hint-hours = Zoals je het zegt: maandag tot en met donderdag 9:00–12:00.

## What cannot be kept
edit-look-again = Kijk de rode velden na. Er is nog niets bewaard.
edit-changed-meanwhile = Iemand anders veranderde dit net. Kijk het na en bewaar opnieuw.
edit-changed-here = Net veranderd door een ander. Klopt dit?
edit-needed = Vul dit in.
edit-too-long = Dit is te lang. Maak het korter.
edit-phone = Vul een telefoonnummer in, met cijfers.
edit-link = Vul een heel webadres in, met https:// ervoor.
edit-day = Vul een dag in, zoals 2026-11-26.
edit-day-to-come = Deze dag is nog niet geweest.
