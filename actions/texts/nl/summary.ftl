# One screen before a conversation, for staff: only facts from the record.

summary-link = Samenvatting
summary-title = Samenvatting { $name }
summary-made = Stand van { $moment }
summary-how = Hoe het ging
summary-silence = { $count ->
    [one] Al { $span } geen antwoord op de vraag hoe het gaat.
   *[other] Al { $span } geen antwoord op de vraag hoe het gaat, { $count } keer gevraagd.
}
summary-no-moods = Nog niet verteld.
summary-open = Doelen en open stapjes
summary-goal = Doel
summary-no-steps = Nu geen open stapje. Vraag wat iemand zelf wil.
summary-promised = Afgesproken en beloofd
summary-threat = Dreiging op { $day }
summary-will-send = Stapje stuurt:
summary-nothing-promised = Er staat niets open.
summary-well = Wat goed ging
summary-no-steps-done = Nog niets vastgelegd. Vraag ernaar: er is altijd iets.
summary-reach = Bereiken
summary-language = Taal
summary-channel = Via
summary-channel-telegram = Telegram
summary-channel-webchat = Webchat
summary-not-working = werkt niet
summary-no-channel = Nog geen chat gekoppeld
summary-heard = Schreef voor het laatst
summary-spoken = Laatste bericht van een mens
summary-never = Nog niet
summary-foot = Alleen wat is vastgelegd. Telefoontjes staan hier niet in.
