//! How a try ended, in one sentence.

use egui::Ui;

use crate::engine::RunResult;
use crate::state::{Action, PanelAction};
use crate::ui::widgets::FindingBox;

/// The outcome and the bot's words; amber when something went wrong, red when the customer hears nothing.
pub fn banner(ui: &mut Ui, run: &RunResult, actions: &mut Vec<Action>) {
    let title = format!("{}.", run.outcome_name);
    if run.is_silent() {
        FindingBox::error(&title, "The customer would hear nothing.").show(ui);
        return;
    }
    let words = run.words().into_iter().next().unwrap_or_default();
    let said = if run.fell_back { "The bot said the fallback reply" } else { "The bot said" };
    let then = match &run.handoff {
        Some(handoff) => format!(" Then it passed the customer to {}.", handoff.queue),
        None => String::new(),
    };
    let sentence = format!("{said}: “{}”{then}", words.replace('\n', " "));
    let shown =
        if run.error { FindingBox::warning(&title, &sentence) } else { FindingBox::good(&title, &sentence) };
    if shown.remedy("Keep as test").show(ui).remedy_clicked() {
        actions.push(Action::Panel(PanelAction::KeepAsTest));
    }
}
