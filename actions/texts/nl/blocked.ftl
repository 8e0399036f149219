# What somebody hears who is blocked.
blocked-line =
    Je bericht is bewaard. Er leest nu niemand mee.
    • Nu in gevaar: bel 112.
    • Denk je aan zelfdoding: bel 113, gratis.
blocked-line-phone =
    Je bericht is bewaard. Er leest nu niemand mee.
    Bel ons op { $phone }.
    • Nu in gevaar: bel 112.
    • Denk je aan zelfdoding: bel 113, gratis.
