# What is kept, who can read it, and what one may ask.

privacy-what =
    Ik bewaar je berichten, doelen, stappen en afspraken.
    Het team van je contactpersoon kan ze lezen. We schrijven op wie er kijkt.
privacy-of-you =
    Van jou bewaar ik nu:
    • open stappen: { $steps }
    • antwoorden op hoe het gaat: { $moods }
privacy-choose = Wil je je gegevens zien, of laten wissen?
privacy-passed-on = Ik heb je vraag doorgegeven. Je krijgt binnen een maand antwoord.

## What staff read in the inbox
privacy-wish-see = Wil zien welke gegevens er zijn.
privacy-wish-delete = Wil gegevens laten wissen.
