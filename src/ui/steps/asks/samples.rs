//! The sample systems on this computer, for those who have no address yet.

use egui::{Id, Ui};

use crate::ui::theme::{TextRole, Tone, icons};
use crate::ui::widgets::{Button, remark, row, text_line};

/// A system of the demo server.
struct Sample {
    name: &'static str,
    /// Only the path counts: the server is started wherever there is room.
    address: &'static str,
    /// What one can ask it, in the words of the step.
    offers: &'static str,
}

const SAMPLES: [Sample; 3] = [
    Sample {
        name: "CRM",
        address: "http://127.0.0.1:4010/crm",
        offers: "It knows subscriptions: fetch with details from /subscriptions/lookup, and send the field email.",
    },
    Sample {
        name: "Orders",
        address: "http://127.0.0.1:4010/orders",
        offers: "It knows orders: fetch from /orders/ and the order number, such as A-1001.",
    },
    Sample {
        name: "Tickets",
        address: "http://127.0.0.1:4010/tickets",
        offers: "It opens tickets: create at /tickets, and send the fields subject, message and email.",
    },
];

/// Offers the sample systems while there is no address, and says what the chosen one can be asked.
pub fn show(ui: &mut Ui, id: Id, address: &mut String) -> bool {
    if let Some(sample) = SAMPLES.iter().find(|sample| sample.address == address.trim_end_matches('/')) {
        remark(ui, icons::ICON_SCIENCE, Tone::Second, sample.offers);
        return false;
    }
    if !address.trim().is_empty() {
        return false;
    }
    let mut chosen = false;
    ui.push_id(id, |ui| {
        row(ui, |ui| {
            text_line(ui, TextRole::Small, Tone::Second, "Or use a sample system:");
            for sample in SAMPLES {
                let spoken = format!("Use the sample system {}", sample.name);
                if ui.add(Button::link(sample.name).spoken(&spoken).small()).clicked() {
                    sample.address.clone_into(address);
                    chosen = true;
                }
            }
        });
    });
    chosen
}
