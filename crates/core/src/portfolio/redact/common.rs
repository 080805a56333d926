//! Names that are words as well, and words by which the two are told apart.

use super::words::{Case, Word, begins_sentence, between};

/// First names and surnames that stand in any English text. They are names only with a capital, and at the
/// beginning of a sentence only if what follows does not make them a word.
const NAMES: &str = "abbott angel ann art august autumn ball banks baker bean bell berry best bill bishop black bloom blue bond \
    booth bow bright brooks brown buck bud bush butler carter case cash chance chase christian church clay cliff close \
    cole cook cooper crystal dale dawn day dean destiny dick dixie dolly don drew duke earl early ever faith fall field fields fisher foot ford forest fox frank frost gale \
    gene glen glory gold goldsmith good grace grant gray green grey guy hall hand harmony harper head heath heather hill holly hope house hunter \
    iris ivy jack jade jasmine jay jewel job josh joy judge june king knight lake lance lane law lee lily little long \
    lord love low luck major mark marks marsh marshall mason max may melody mercy mike miles mill miller mills misty moss noble nick nova olive \
    page paige parish park parks pat patience pearl peg penny perry pierce piper pitt poet poole pope potter powell power powers precious presley price prince \
    prudence quill rain rainy ray reed reid rhodes rice rich rick river rivers rob robin rock rose ruby rush rusty sage sally sandy \
    savage scott sharp short singer skip sky small smith snow star stark stern stone storm street strong sue summer sun sunny swift \
    sylvan taylor temple trace tripp troy true tucker turner violet wade walker ward waters way weaver webb week wells west white will wills \
    winter wise wolf wood woods woody wright yard young april march january february july september october november december";

/// What product people write of every day, and call their projects.
const TRADE: &str = "accounts activation adoption ads alerts analytics api app apps auth backlog basics beta billing board budget cart \
    catalog chat checkout churn cloud commerce compliance content core crm dashboard dashboards data delivery design \
    desktop devices discovery docs editor education email engagement enterprise events experience experiments export \
    feedback files finance fraud future goals growth help hiring home identity import inbox infra infrastructure insights \
    integration integrations internal intranet invoicing labs launch leadership learning ledger lending list login logistics loyalty machine \
    mail management maps market marketing marketplace matching media messages messaging metrics migration mobile move \
    navigation network notifications onboarding operations ops order orders payment payments payroll people \
    performance permissions plan planner planning platform playbook plus points pricing privacy process product \
    products profile project projects promotion quality recruiting referral referrals release reminders reporting reports \
    research resilience retention returns review reviews risk roadmap sales scale search security self service services \
    settings setup share shipping shop signup site social speed stability start storage store strategy subscriptions \
    support survey sync talent team teams tests tickets tools tracking training transformation trust unity upgrade users \
    value video vision web website wellbeing widgets work workflow workflows workspace person customer agent agents appointment \
    assistant basket booking bookings calendar call calls contract contracts customers deposit deposits forms framework funnel homepage \
    hub image images invoice invoices kit landing model models partner partners paywall photo photos pilot portal program programme \
    rebrand reboot redesign refresh refund refunds relaunch reset revamp rewrite rollout sprint stream suite tablet template templates \
    theme toolkit trial trials upsell waitlist wallet widget year";

/// Words after which a name of a month is that month.
const OF_TIME: &str = "in since until till by from of early late mid during last next this each every before after between through \
    throughout end start beginning";

/// Words before which it is.
const OF_A_TIME: &str = "was is were will began begins ended ends brings brought had starts started";

/// Words that follow a verb or another word of that spelling rather than somebody's name.
const FUNCTION: &str = "a an the this that these those it i we you he she they them us me him my our your his her its their there \
    here what which who how when where why not no be do have get go in on at of for to as by with from into over \
    up down out off all any each every some more most less few many both and or if so then than";

const MONTHS: &str = "january february march april may june july august september october november december jan feb mar apr jun jul \
    aug sep sept oct nov dec";

/// Abbreviations that are nobody's initials.
const ABBREVIATIONS: &str = "ab ac ad ae ai am ap ar as at au ba bc bi br ca cd ce cf ci cm co cr cs cv cx da db dc de dm do dr ds dx ea ec \
    ed em eo er es et eu ex fe fr fy ga gb ge gm go gp hi hq hr ia ic id ie if ii im in io ip iq is it jd js kb kr la \
    lc ld lp ma mb md me ml mo mp mr ms mt mu mv na nb no nr nz of oh ok on op or os pa pc pd pe ph pi pk pl pm po pp \
    pr ps pt qa qr rd re rc rf rt sa sc sd se sf si sl sm so sp sr ss st sw ta tb tc td tl to tv tx ui uk un up us ux va vc \
    vm vp vr vs we wi wp xl xp ytd ceo cfo coo cto cpo cmo cro ciso roi kpi okr nps mau dau wau arr mrr gmv cac ltv sla \
    api sdk sql ios usa gdpr hipaa faq eta poc mvp prd rfc rfp b2b b2c saas crm erp cms csv pdf url html css json xml aws gcp";

fn is_in(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|one| one == word)
}

/// Whether somebody's name is a word of the language, too.
pub(super) fn is_word_too(folded: &str) -> bool {
    is_in(NAMES, folded) || is_in(TRADE, folded) || is_in(MONTHS, folded)
}

/// Whether something is called by a word of the trade.
pub(super) fn is_of_the_trade(folded: &str) -> bool {
    is_in(TRADE, folded)
}

pub(super) fn is_abbreviation(folded: &str) -> bool {
    is_in(ABBREVIATIONS, folded)
}

pub(super) fn is_month(folded: &str) -> bool {
    is_in(MONTHS, folded)
}

/// Whether the word at `at`, which may be a name or a word, is a name there. `anywhere` says that nobody knows
/// where sentences begin, as in a text that was taken out of a file.
pub(super) fn is_name_there(text: &str, words: &[Word], at: usize, anywhere: bool) -> bool {
    let Some(word) = words.get(at) else { return false };
    if !word.is_capital() || (word.case == Case::Capitals && is_all_capitals(words)) {
        return false;
    }
    let after = words.get(at + 1);
    let follows = |one: &Word| between(text, word.end, one.start);
    // Whose: nothing else has a possessive and a capital.
    if after.is_some_and(|one| one.folded == "s" && matches!(follows(one).as_str(), "'" | "’")) {
        return !is_month(&word.folded) || !begins_sentence(text, word.start);
    }
    if is_month(&word.folded) && is_that_month(text, words, at) {
        return false;
    }
    let begins = begins_sentence(text, word.start);
    if !begins && !anywhere {
        return true;
    }
    !after.is_some_and(|one| follows(one).chars().all(char::is_whitespace) && is_in(FUNCTION, &one.folded))
}

/// Whether the word at `at` is spoken of as a time: beside a number, another month or a word such as "since".
fn is_that_month(text: &str, words: &[Word], at: usize) -> bool {
    let near = |one: Option<usize>, beyond: Option<usize>, telling: &str| {
        let word = |at: Option<usize>| at.and_then(|at| words.get(at));
        let (Some(here), Some(one)) = (words.get(at), word(one)) else { return false };
        let (from, to) = if one.start < here.start { (one.end, here.start) } else { (here.end, one.start) };
        let is_time = |one: &Word| is_day_or_year(one) || (is_month(&one.folded) && one.is_capital());
        let joins = matches!(one.folded.as_str(), "and" | "or" | "to");
        !between(text, from, to).contains(['.', '!', '?', '\n'])
            && (is_time(one) || is_in(telling, &one.folded) || (joins && word(beyond).is_some_and(is_time)))
    };
    near(at.checked_sub(1), at.checked_sub(2), OF_TIME) || near(Some(at + 1), Some(at + 2), OF_A_TIME)
}

fn is_day_or_year(word: &Word) -> bool {
    let digits: String = word.folded.chars().take_while(char::is_ascii_digit).collect();
    digits.parse::<u32>().is_ok_and(|number| number < 32 || (1900..2100).contains(&number))
}

/// Whether it speaks of a time, as "since" and "until" do.
pub(super) fn is_of_time(word: &Word) -> bool {
    is_in(OF_TIME, &word.folded)
}

fn is_all_capitals(words: &[Word]) -> bool {
    let long = || words.iter().filter(|word| word.letters() > 1 && !word.is_number());
    long().count() > 1 && long().all(|word| word.case == Case::Capitals)
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn names(text: &str) -> usize {
        let words = words(text);
        (0..words.len())
            .filter(|at| {
                is_word_too(&words[*at].folded) && words[*at].is_capital() && is_name_there(text, &words, *at, false)
            })
            .count()
    }

    #[test]
    fn a_name_that_is_a_word_is_told_by_its_capital_and_what_follows() {
        for text in [
            "I asked Will about it",
            "Will moved two engineers",
            "Then Mark said no",
            "May moved two engineers",
            "Will’s plan",
            "with Grace and the others",
            "I asked Iben and May",
            "Mark, who knew",
            "thanks to Rose",
        ] {
            assert_eq!(names(text), 1, "{text}");
        }
        for text in [
            "Will we ship?",
            "it will be",
            "In May 2026",
            "12 May",
            "May 2026",
            "April and May were slow",
            "since June",
            "Mark the date",
            "Grant them time",
            "WILL WE SHIP",
            "May was slow",
            "please mark it",
        ] {
            assert_eq!(names(text), 0, "{text}");
        }
    }
}
