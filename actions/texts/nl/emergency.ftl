# Emergency access: a colleague who normally may not, opens one person for an hour.

emergency-title = Noodtoegang
emergency-lead = Bij gevaar mag je één persoon een uur inzien. Je reden komt in het logboek. De coördinator hoort het.
emergency-reason = Waarom is het nodig?
emergency-reason-hint = Schrijf in een paar woorden wat er aan de hand is.
emergency-why-needed = Schrijf eerst waarom het nodig is, in minstens tien letters.
emergency-name = Naam van de persoon
emergency-name-needed = Schrijf minstens twee letters van de naam.
emergency-search = Zoeken
emergency-found = Wie is het?
emergency-nobody = Niemand heet zo. Probeer een deel van de naam.
emergency-open = Een uur openen
emergency-opened = Nu open
emergency-until = tot { $clock }
emergency-told = De coördinator weet het.
emergency-end = Nu sluiten
emergency-over = Deze noodtoegang is voorbij. Vraag hem zo nodig opnieuw.
emergency-contact = contactpersoon { $name }
emergency-tasks = Open taken
emergency-coming = Afspraken
emergency-said = Wat er is gezegd
emergency-none = Geen.
emergency-task = Noodtoegang door { $name }: { $reason }
emergency-link = Is er gevaar? Vraag noodtoegang.
