//! The boundary to the page: the commands that it may call. What it knows of them is generated: a test writes
//! `ui/src/boundary/bindings.ts` from those collected here, and fails when it is not what they say.

use tauri::Wry;
use tauri::ipc::Invoke;

use crate::commands::{
    backup, capture, dossier, framework, growth, journal, lessons, lifecycle, people, portfolio, prompt, protection,
    redaction, salvage, search, settings, suggest, template, versions,
};

/// Every command, handed to a macro that makes something of all of them.
macro_rules! of_every_command {
    ($($make:ident)::+) => {
        $($make)::+![
            lifecycle::launch,
            lifecycle::create_vault,
            lifecycle::unlock,
            lifecycle::unlock_by_keychain,
            lifecycle::lock,
            lifecycle::ready_to_close,
            lifecycle::open_link,
            capture::today,
            capture::compose_today,
            capture::add_entry,
            capture::save_entry,
            journal::entry,
            journal::history,
            journal::revert,
            journal::trash_entry,
            journal::restore_entry,
            journal::trashed,
            journal::empty_trash,
            journal::list,
            journal::month,
            journal::vocabulary,
            journal::attach_file,
            journal::save_attachment,
            people::people,
            people::person,
            people::find_person,
            people::entries_with,
            people::add_person,
            people::describe_person,
            people::rename_person,
            people::undo_rename,
            people::erase_person,
            people::preview_merge,
            people::merge_people,
            people::split_people,
            people::set_quiet_after,
            people::readings,
            people::add_reading,
            people::edit_reading,
            people::describe_reading,
            people::set_reading_status,
            people::move_reading,
            people::erase_reading,
            people::learn_from_reading,
            search::search,
            search::index_state,
            search::found_in,
            search::alike,
            search::faced_before,
            search::synonyms,
            search::set_synonyms,
            search::searches,
            search::note_search,
            search::save_search,
            search::forget_search,
            lessons::lessons,
            lessons::lessons_due,
            lessons::review_lesson,
            lessons::take_back_review,
            lessons::follow_ups,
            lessons::answer_follow_up,
            lessons::ask_tomorrow,
            lessons::decisions,
            lessons::week_to_review,
            lessons::week_review,
            lessons::keep_week_review,
            portfolio::framework,
            framework::frameworks,
            framework::use_framework,
            framework::choose_ladder,
            framework::preview_ladder,
            framework::import_ladder,
            framework::framework_versions,
            framework::mapping,
            framework::map_competencies,
            framework::remove_framework,
            framework::restore_framework,
            framework::expected_when_tagged,
            framework::export_framework,
            growth::growth,
            growth::evidence,
            growth::assess,
            growth::forget_assessment,
            growth::plan,
            growth::begin_focus,
            growth::change_focus,
            growth::set_focus_state,
            growth::link_to_focus,
            growth::unlink_from_focus,
            growth::counts_for,
            growth::career_path,
            growth::take_post,
            growth::change_post,
            growth::forget_post,
            growth::add_milestone,
            growth::change_milestone,
            growth::forget_milestone,
            portfolio::compose_portfolio,
            dossier::order_stories,
            dossier::leave_story_out,
            dossier::bring_story_back,
            dossier::write_part,
            dossier::write_case,
            dossier::leave_unsaid,
            dossier::say_all,
            dossier::set_expectations,
            dossier::restore_dossier,
            portfolio::export_portfolio,
            portfolio::export_portfolio_as,
            portfolio::show_export,
            redaction::redaction_terms,
            redaction::add_redaction_term,
            redaction::change_redaction_term,
            redaction::remove_redaction_term,
            redaction::preview_redaction,
            versions::kept_exports,
            versions::changes_of_export,
            versions::save_kept_export,
            versions::remove_kept_export,
            settings::profile,
            settings::set_profile,
            settings::set_theme,
            settings::habits,
            settings::set_habits,
            settings::add_sample,
            settings::remove_sample,
            settings::check_vault,
            protection::set_passphrase,
            protection::change_passphrase,
            protection::remove_passphrase,
            protection::make_recovery_code,
            protection::trust_keychain,
            protection::distrust_keychain,
            protection::save_recovery_sheet,
            protection::set_lock_after,
            backup::backups,
            backup::back_up,
            backup::replace_open_backups,
            backup::rehearse_backup,
            backup::restore_backup,
            backup::stop_backup,
            backup::choose_second_folder,
            backup::forget_second_folder,
            salvage::salvage,
            suggest::suggest,
            suggest::refuse,
            prompt::prompts,
            prompt::evening,
            prompt::answer_evening,
            template::templates,
            template::add_template,
            template::change_template,
            template::remove_template,
        ]
    };
}

/// Answers what the page asks.
pub(crate) fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    of_every_command!(tauri::generate_handler)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use specta_typescript::Typescript;
    use tauri_specta::{Builder, ErrorHandlingMode};

    use super::*;
    use crate::names::COMMANDS;

    const BINDINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/src/boundary/bindings.ts");

    /// Every command with its arguments, result and error.
    fn boundary() -> Builder<Wry> {
        let builder = Builder::<Wry>::new().error_handling(ErrorHandlingMode::Result).disable_serde_phases();
        builder.commands(of_every_command!(tauri_specta::collect_commands))
    }

    /// `HELMLOG_WRITE_BOUNDARY=1 cargo test boundary` writes the file anew.
    #[test]
    fn the_page_knows_the_commands_as_they_are() {
        let folder = std::env::temp_dir().join(format!("helmlog-boundary-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let fresh = folder.join("bindings.ts");
        boundary().export(Typescript::default(), &fresh).unwrap();
        let fresh = std::fs::read_to_string(fresh).unwrap();
        if std::env::var_os("HELMLOG_WRITE_BOUNDARY").is_some() {
            std::fs::create_dir_all(Path::new(BINDINGS).parent().unwrap()).unwrap();
            std::fs::write(BINDINGS, &fresh).unwrap();
        }
        let known = std::fs::read_to_string(BINDINGS).unwrap_or_default();
        assert!(known == fresh, "ui/src/boundary/bindings.ts is not what the commands say: run `make boundary`");
        for name in COMMANDS {
            assert!(fresh.contains(&format!("\"{name}\"")), "{name} is declared but no command");
        }
    }

    #[test]
    fn the_window_may_use_every_command_and_nothing_else_of_ours() {
        let text = include_str!("../capabilities/main.json");
        let capability: serde_json::Value = serde_json::from_str(text).unwrap();
        let mut allowed: Vec<String> = capability["permissions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one.as_str().unwrap().to_owned())
            .filter(|one| !one.starts_with("core:"))
            .collect();
        let mut declared: Vec<String> =
            COMMANDS.iter().map(|name| format!("allow-{}", name.replace('_', "-"))).collect();
        allowed.sort();
        declared.sort();
        assert_eq!(allowed, declared);
    }
}
