# Words on the web pages: every page, signing in, errors, and the chat of a client.

web-name = Stapje
web-skip = Naar de inhoud
web-nav-label = Pagina's
web-nav-more = Meer
web-nav-inbox = Berichten
web-nav-beds = Bedden
web-logout = Uitloggen

## Help that is always in sight
web-help-danger = Gevaar?
web-help-call-112 = Bel 112
web-help-suicide = Denk je aan zelfdoding?
web-help-call-113 = Bel 113

## Signing in
web-login-title = Inloggen
web-login-intro = Deze pagina is voor medewerkers.
web-login-username = Gebruikersnaam
web-login-password = Wachtwoord
web-login-submit = Inloggen
web-login-wrong = De naam of het wachtwoord klopt niet. Probeer het nog eens.
web-login-client = Zoek je hulp? Ga naar de chat.
web-demo-title = Voorbeelden om mee in te loggen
web-demo-intro = Dit zijn verzonnen mensen. Kies er een en kijk rond.
web-demo-name = Naam
web-demo-role = Rol

## When something goes wrong
web-error-title-403 = Deze pagina is niet voor jou
web-error-text-403 = Je mag deze pagina niet bekijken. Heb je hem wel nodig? Vraag het je beheerder.
web-error-title-404 = We vinden deze pagina niet
web-error-text-404 = Misschien is de link oud. Ga terug en probeer het opnieuw.
web-error-title-429 = Even wachten
web-error-text-429 = Het gaat nu te snel. Probeer het over een minuut opnieuw.
web-error-title-500 = Er ging iets mis
web-error-text-500 = Dat ligt aan ons, niet aan jou. Probeer het zo nog eens.
web-error-home = Naar het begin

## The chat
web-chat-title = Chat met Stapje
web-chat-log = Berichten
# Shown when the page does not come to life: no JavaScript, an old browser, a broken connection.
web-chat-stuck = Werkt de chat niet? Ververs de pagina, of vraag een medewerker om hulp.
web-chat-human = Mens spreken
# What the button above sends as the person's message.
web-chat-human-message = Mens spreken
web-chat-label = Jouw bericht
web-chat-placeholder = Schrijf je bericht
web-chat-send = Verstuur
web-chat-computer = Stapje is een computer.
web-chat-newest = Nieuw bericht
web-chat-you = Jij
web-chat-bot = Stapje (computer)
web-chat-staff = Medewerker
# Who answers now: a human, by name. NAME is filled in by the page.
web-chat-person = NAME (mens)
web-chat-answers = Antwoorden
web-chat-today = Vandaag
web-chat-yesterday = Gisteren
web-chat-sending = Wordt verstuurd …
web-chat-waiting = Nog niet verstuurd. We proberen het opnieuw.
web-chat-sent = Verstuurd
web-chat-failed = Dit bericht is niet verstuurd.
web-chat-again = Probeer opnieuw
web-chat-offline = Geen verbinding. We proberen het opnieuw.
web-chat-nlu-loading = Stapje wordt wakker. Knoppen werken al.
web-chat-nlu-down = Stapje begrijpt nu niet alles. Knoppen werken wel.
web-chat-ended = Dit gesprek is gestopt. Je kunt een nieuw gesprek beginnen.
web-chat-invite-failed = Deze link werkt niet meer. Je kunt wel gewoon chatten.
# COUNT is filled in by the page, while somebody types.
web-chat-left = Nog COUNT tekens.
web-chat-too-long = Je bericht is COUNT tekens te lang. Maak het korter.
web-chat-new-window = (opent een nieuw venster)
web-chat-file = Bijlage
web-chat-calendar = Bestand openen
web-chat-forget = Wis dit gesprek van dit toestel
web-chat-forget-title = Gesprek wissen van dit toestel?
web-chat-forget-text = Op dit toestel zie je het gesprek dan niet meer. Stapje bewaart je berichten nog wel.
web-chat-forget-unsent = Let op: niet al je berichten zijn verstuurd. Die raak je kwijt.
web-chat-forget-yes = Ja, wissen
web-chat-forget-no = Nee, terug
