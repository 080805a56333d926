//! The words and signs by which a number is known.

pub(super) const CURRENCIES: &str = "€ $ £ ¥ ₹ ₽ ₩ ₺ ₪ zł kč eur euro euros usd dollar dollars gbp pound pounds chf franc francs jpy yen cny yuan inr rupees \
    sek nok dkk pln czk huf brl mxn cad aud nzd sgd hkd zar krw ils try aed us$";

pub(super) const MAGNITUDES: [(&str, f64); 30] = [
    ("k", 1e3),
    ("tsd", 1e3),
    ("thousand", 1e3),
    ("thsd", 1e3),
    ("tausend", 1e3),
    ("lakh", 1e5),
    ("lakhs", 1e5),
    ("m", 1e6),
    ("mn", 1e6),
    ("mm", 1e6),
    ("mio", 1e6),
    ("mil", 1e6),
    ("mill", 1e6),
    ("million", 1e6),
    ("millions", 1e6),
    ("millionen", 1e6),
    ("crore", 1e7),
    ("crores", 1e7),
    ("b", 1e9),
    ("bn", 1e9),
    ("bln", 1e9),
    ("mrd", 1e9),
    ("billion", 1e9),
    ("billions", 1e9),
    ("milliarden", 1e9),
    ("t", 1e12),
    ("tn", 1e12),
    ("trn", 1e12),
    ("trillion", 1e12),
    ("trillions", 1e12),
];

pub(super) const SHARES: &str =
    "% ‰ percent percentage pct pp pps bp bps basis points-of-a-percent prozent x × times fold";

pub(super) const TIMES: &str = "ms millisecond milliseconds s sec secs second seconds min mins minute minutes h hr hrs hour hours d day days workday workdays w wk wks week weeks \
    weekend weekends fortnight fortnights month months quarter quarters y yr yrs year years sprint sprints decade decades";

/// Words before a number that is a name rather than a count.
pub(super) const LABELS: &str = "level levels story page pages version v no nr week sprint phase step chapter section figure table entry row tier grade \
    room floor release rung top day iso rfc section article q fy kw l p e";

/// What a document like this counts itself.
pub(super) const OURS: &str = "entries entry situations stories competencies pieces";

/// What a number that might be a year counts, if it is none.
pub(super) const COUNTED: &str = "users customers people accounts tickets requests companies employees merchants orders sessions visits visitors signups \
    downloads teams stores shops members subscribers leads deals contracts licences licenses seats mails emails calls rows records \
    transactions payments invoices devices clients partners participants respondents interviews";

/// Words before which "number of" makes no sense.
pub(super) const NOT_COUNTED: &str = "a an the this that these those it i we you he she they in on at of for to as by with from into over up down out off all any \
    each every some more most less few fewer many both and or but if so then than last next per ago is are was were be been has have had \
    will would now today yet already again altogether overall only also too still before after within during because while when which who whose where since until against between about under";

pub(super) const DETERMINERS: &str = "a an the our their its this that my his her your each every another";

pub(super) const FIGURES: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

pub(super) const SPELT: [(&str, f64); 27] = [
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
];

pub(super) fn is_in(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|one| one == word)
}
