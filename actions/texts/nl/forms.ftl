# Several questions, one at a time.

form-stopped = Goed, we stoppen hiermee. Je kunt altijd opnieuw beginnen.
form-expired = We waren met iets bezig. Dat is gestopt, je kunt altijd opnieuw beginnen.
form-resume = We gaan verder waar we waren.
form-skipped = Dat geeft niet. We slaan deze vraag over.
form-human = Ik vraag een mens om mee te kijken. Je mag het ook nog eens proberen.
