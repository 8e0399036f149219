# A human: when one reads, and what happens meanwhile.

human-reads-today = Ik heb het doorgegeven. Een mens leest je bericht vandaag.
human-reads-later =
    Ik heb het doorgegeven.
    Nu leest er niemand mee, pas weer op { $day } om { $clock }.
    Bij gevaar: bel 112.
human-write-here = Schrijf hier gerust al wat je wilt vertellen.
complaint-heard =
    Goed dat je dit vertelt. Ik geef je klacht in jouw woorden aan een mens.
    Je kunt ook klagen bij je gemeente.

human-took-over = { $name } leest nu met je mee. Ik ben even stil.
human-handed-back = Hier is Stapje weer, de computer. Waar kan ik bij helpen?
