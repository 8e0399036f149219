# Danger. Numbers in digits, danger first, free numbers before others, one a line. No emoji, no small talk.

crisis-self-harm =
    Dit klinkt heel zwaar. Ik neem je serieus.
    • Nu in gevaar: bel 112.
    • Denk je aan zelfdoding: bel 113, of chat op 113.nl.
    113 is gratis, dag en nacht.
crisis-violence =
    Wat er gebeurt is niet jouw schuld.
    • Nu in gevaar: bel 112.
    • Geweld thuis: bel Veilig Thuis, 0800-2000.
    • Seksueel geweld: bel 0800-0188.
    Deze nummers zijn gratis, dag en nacht.
    Kun je nu veilig chatten?
crisis-medical =
    Dit kan ernstig zijn. Wacht niet op mij.
    • Nu in gevaar: bel 112.
    • Geen levensgevaar: bel je huisarts.
    • Avond, nacht of weekend: bel de huisartsenpost.

crisis-still-here =
    Ik ga niet weg.
    • Nu in gevaar: bel 112.
    • Denk je aan zelfdoding: bel 113.
    • Geweld thuis: bel 0800-2000.
    Bellen is gratis, dag en nacht.
crisis-are-you-safe =
    Ik wil dit zeker weten.
    Nu in gevaar: bel 112. Denk je aan zelfdoding: bel 113, gratis.
    Is er nu gevaar voor jou of iemand anders?
crisis-glad-safe =
    Fijn dat je nu veilig bent. Een mens leest dit nog na.
    Wordt het weer zwaar: bel 113 of 112, gratis.

crisis-someone-warned = Ik heb een mens gewaarschuwd. Die leest dit zo snel mogelijk.
crisis-nobody-reads =
    Ik ben een computer.
    Nu leest er geen mens mee, pas weer op { $day } om { $clock }.
    Wacht daar niet op: bel als het nodig is.
