# Places that help. Names, numbers and hours come from the table that colleagues keep; no number stands here.

## To call, on one line
help-place-call = { $place }: call { $phone }.
help-place-free = Calling is free.

## To go to, a line each
help-place-at = { $place }, { $address }.
help-place-hours = Open: { $opens }.
help-place-bring = Bring: { $what }.
help-place-phone = Call: { $phone }.
help-place-route = Route: { $link }
help-place-site = Read more: { $link }
help-place-checked = Checked on { $day }.

## When nobody checked it lately
help-place-old = Nobody has checked this for a long time.
help-place-unchecked = Nobody has checked this yet.
help-place-call-first = Call first.
help-place-ask-first = Ask a person first.
