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
privacy-tell-what = Schrijf nu wat er niet klopt. Je contactpersoon leest het.
privacy-lookers =
    Deze mensen keken in je gegevens, of deden er iets mee:
    { $list }
privacy-looker = • { $name }, { $role }: { $count } keer, het laatst op { $day }
privacy-looker-emergency = • { $name }, { $role }: { $count } keer, het laatst op { $day }, ook bij nood
privacy-lookers-more =
    { $count ->
        [one] En nog 1 ander.
       *[other] En nog { $count } anderen.
    }
privacy-lookers-none = Ik zie niemand die in je gegevens keek.
privacy-lookers-ask = Wil je meer weten? Een mens zoekt het voor je uit.

## What staff read in the inbox
privacy-wish-see = Wil zien welke gegevens er zijn.
privacy-wish-delete = Wil gegevens laten wissen.
privacy-wish-correct = Zegt dat gegevens niet kloppen.
