# Emergency access: a colleague who normally may not, opens one person for an hour.

emergency-title = Emergency access
emergency-lead = In danger you may look at one person for an hour. Your reason goes into the log. The coordinator hears of it.
emergency-reason = Why is it needed?
emergency-reason-hint = Write in a few words what is going on.
emergency-why-needed = First write why it is needed, in at least ten letters.
emergency-name = Name of the person
emergency-name-needed = Write at least two letters of the name.
emergency-search = Search
emergency-found = Who is it?
emergency-nobody = Nobody is called that. Try a part of the name.
emergency-open = Open for an hour
emergency-opened = Open now
emergency-until = until { $clock }
emergency-told = The coordinator knows.
emergency-end = Close now
emergency-over = This emergency access is over. Ask for it again when needed.
emergency-contact = contact person { $name }
emergency-tasks = Open tasks
emergency-coming = Appointments
emergency-said = What was said
emergency-none = None.
emergency-task = Emergency access by { $name }: { $reason }
emergency-link = Is there danger? Ask for emergency access.
