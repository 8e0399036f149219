# The page on which colleagues keep places that help. What people read about these places: help_places.ftl.

help-title = Plekken met hulp
help-lead = Dit vertelt Stapje aan wie nu iets nodig heeft. Wat je verandert, geldt meteen.
help-to-check = Nakijken ({ $count })
help-to-check-hint = Bel even of kijk op hun site. Tot dan zegt Stapje dat dit oud kan zijn.
help-none = Nog niets. Stapje zegt dat eerlijk en roept een mens.
help-above = Staat hierboven, bij Nakijken.
help-add = Toevoegen
help-new = Nieuwe plek
help-everybody = Voor iedereen
help-free = gratis
help-look = Bekijken
help-preview = Zo leest iemand het
help-not-kept-yet = Dit is een voorbeeld. Er is nog niets bewaard.

## Kinds
help-kind-food = Eten
help-kind-clothes = Kleren
help-kind-furniture = Spullen voor in huis
help-kind-emergency-money = Noodgeld
help-kind-money-advice = Hulp bij geld
help-kind-legal-advice = Hulp met recht
help-kind-walk-in = Inloop

## Fields
help-field-kind = Soort hulp
help-field-name = Naam
help-field-municipality = Gemeente
help-field-address = Adres
help-field-phone = Telefoon
help-field-free-call = Bellen is gratis
help-field-hours = Open
help-field-bring = Meenemen
help-field-note = Goed om te weten
help-field-url = Website
help-field-position = Volgorde
help-field-last-checked-on = Nagekeken op
help-field-active = Gebruik
help-hint-address = Straat en nummer. De route komt er vanzelf bij.
help-hint-note = Eén korte zin, zoals: je naam is niet nodig.
help-hint-position = Het laagste getal staat vooraan.
help-position = Vul een getal in van 0 tot 999.
help-unreachable = Zo vindt niemand het. Geef een telefoon, adres of website.

## What was done
help-done-kept = Bewaard. Stapje vertelt dit vanaf nu.
help-done-checked = Nagekeken vandaag. Bedankt.
help-done-off = Stapje vertelt dit niet meer.
help-done-on = Stapje vertelt dit weer.
