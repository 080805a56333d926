//! The commands, one file each.

mod add;
mod assess;
mod backup;
mod check;
mod competencies;
mod completions;
mod decisions;
mod edit;
mod faced;
mod followups;
mod framework;
mod given;
mod growth;
mod history;
mod import;
mod init;
mod keychain;
mod lessons;
mod list;
mod man;
mod passphrase;
mod path;
mod people;
mod period;
mod plan;
mod portfolio;
mod prompts;
mod reading;
mod recovery_code;
mod redact;
mod restore;
mod review;
mod salvage;
mod sample;
mod search;
mod show;
mod similar;
mod suggest;
mod templates;
mod trash;
mod versions;

use clap::Subcommand;

use crate::cli::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::place::Place;

/// What every command gets.
pub(crate) struct Context {
    pub(crate) place: Place,
    pub(crate) out: Output,
}

impl Context {
    pub(crate) fn of(global: &Global) -> Self {
        Self {
            place: Place::of(global.vault.as_deref(), global.passphrase_file.as_deref()),
            out: Output::new(global.json, global.quiet),
        }
    }
}

/// Everything that can be asked for.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(init::Init),
    Add(add::Add),
    Show(show::Show),
    Edit(edit::Edit),
    List(list::List),
    Trash(trash::Trash),
    Restore(restore::Restore),
    History(history::History),
    Search(search::Search),
    Faced(faced::Faced),
    Similar(similar::Similar),
    Suggest(suggest::Suggest),
    Prompts(prompts::Prompts),
    Templates(templates::Templates),
    Competencies(competencies::Competencies),
    Framework(framework::Framework),
    Growth(growth::Growth),
    People(people::People),
    Reading(reading::Reading),
    Assess(assess::Assess),
    Plan(plan::Plan),
    Path(path::Path),
    Lessons(lessons::Lessons),
    Followups(followups::Followups),
    Decisions(decisions::Decisions),
    Review(review::Review),
    Portfolio(portfolio::Portfolio),
    Import(import::Import),
    Backup(backup::Backup),
    Check(check::Check),
    Salvage(salvage::Salvage),
    Passphrase(passphrase::Passphrase),
    RecoveryCode(recovery_code::RecoveryCode),
    Keychain(keychain::Keychain),
    Sample(sample::Sample),
    Completions(completions::Completions),
    Man(man::Man),
}

impl Command {
    pub(crate) fn run(self, context: &mut Context) -> Result<(), Failure> {
        match self {
            Self::Init(command) => command.run(context),
            Self::Add(command) => command.run(context),
            Self::Show(command) => command.run(context),
            Self::Edit(command) => command.run(context),
            Self::List(command) => command.run(context),
            Self::Trash(command) => command.run(context),
            Self::Restore(command) => command.run(context),
            Self::History(command) => command.run(context),
            Self::Search(command) => command.run(context),
            Self::Faced(command) => command.run(context),
            Self::Similar(command) => command.run(context),
            Self::Suggest(command) => command.run(context),
            Self::Prompts(command) => command.run(context),
            Self::Templates(command) => command.run(context),
            Self::Competencies(command) => command.run(context),
            Self::Framework(command) => command.run(context),
            Self::Growth(command) => command.run(context),
            Self::People(command) => command.run(context),
            Self::Reading(command) => command.run(context),
            Self::Assess(command) => command.run(context),
            Self::Plan(command) => command.run(context),
            Self::Path(command) => command.run(context),
            Self::Lessons(command) => command.run(context),
            Self::Followups(command) => command.run(context),
            Self::Decisions(command) => command.run(context),
            Self::Review(command) => command.run(context),
            Self::Portfolio(command) => command.run(context),
            Self::Import(command) => command.run(context),
            Self::Backup(command) => command.run(context),
            Self::Check(command) => command.run(context),
            Self::Salvage(command) => command.run(context),
            Self::Passphrase(command) => command.run(context),
            Self::RecoveryCode(command) => command.run(context),
            Self::Keychain(command) => command.run(context),
            Self::Sample(command) => command.run(context),
            Self::Completions(command) => command.run(context),
            Self::Man(command) => command.run(context),
        }
    }
}
