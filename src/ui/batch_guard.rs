//! The question before many calls to systems of real customers: one yes for what only looks things up, one for each call that
//! changes data.

use egui::{ScrollArea, Ui};

use super::stage::production;
use super::theme::{TextRole, Tone, space};
use super::widgets::{Checkbox, FindingBox, section_label, text};
use crate::state::{BatchQuestion, BatchWrite, Harm};

/// Draws what would be sent; the buttons follow.
pub fn show(ui: &mut Ui, question: &mut BatchQuestion) {
    let title = match (question.writes.is_empty(), question.lookups.is_empty()) {
        (true, _) => "This asks real systems",
        (false, true) => "This changes real data",
        (false, false) => "This asks real systems and changes real data",
    };
    text(ui, TextRole::Section, Tone::Main, title);
    let place = if question.environment.is_empty() { "production" } else { &question.environment };
    production(ui, &question.environment);
    let warning = format!("The calls go to {place}, where real customers are.");
    FindingBox::warning("Real systems.", &warning).show(ui);
    for (host, count) in &question.lookups {
        let words = match count {
            1 => format!("1 run only looks something up at {host}."),
            count => format!("{count} runs only look something up at {host}."),
        };
        text(ui, TextRole::Body, Tone::Main, &words);
    }
    if !question.writes.is_empty() {
        section_label(ui, "Tick what may be sent; none of it can be taken back");
        ScrollArea::vertical().id_salt("writes").max_height(320.0).auto_shrink([false, true]).show(
            ui,
            |ui| {
                ui.spacing_mut().item_spacing.y = space::S;
                for (index, write) in question.writes.iter_mut().enumerate() {
                    ui.push_id(index, |ui| one(ui, write));
                }
            },
        );
    }
    if question.saved > 0 {
        let words = match question.saved {
            1 => "1 other is answered by a saved sample.".to_owned(),
            saved => format!("{saved} others are answered by saved samples."),
        };
        text(ui, TextRole::Small, Tone::Second, &words);
    }
}

fn one(ui: &mut Ui, write: &mut BatchWrite) {
    let request = &write.request;
    let does = match write.harm {
        Harm::Changes => "changes data",
        Harm::Deletes => "deletes data",
    };
    let label = format!("{}: {does} with {} at {}", write.name, request.method, request.host);
    ui.add(Checkbox::new(&mut write.agreed, &label));
    let record: Vec<String> = write.record.iter().map(|(label, value)| format!("{label}: {value}")).collect();
    let record = if record.is_empty() { request.path.clone() } else { record.join(" · ") };
    text(ui, TextRole::Small, Tone::Second, &shorten(&record));
}

/// The word of the button that says yes.
pub fn yes(question: &BatchQuestion) -> String {
    match (question.live(), question.saved) {
        (0, 0) => "Send none of them".to_owned(),
        (0, _) => "Play the saved ones".to_owned(),
        (1, _) => "Yes, send 1".to_owned(),
        (count, _) => format!("Yes, send {count}"),
    }
}

/// More of a record than this is not shown.
fn shorten(record: &str) -> String {
    match record.char_indices().nth(300) {
        Some((end, _)) => format!("{}…", &record[..end]),
        None => record.to_owned(),
    }
}
