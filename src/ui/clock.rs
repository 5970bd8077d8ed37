//! How long a run has been under way, for people to see.

use egui::{Id, Ui};

/// Milliseconds since this run was first drawn. Asks for the next frame, so that the time goes on; call it only while it runs.
pub fn running_ms(ui: &Ui, run: u64) -> u64 {
    let now = ui.input(|input| input.time);
    let id = Id::unique("run began");
    let known: Option<(u64, f64)> = ui.data(|data| data.get_temp(id));
    let began = match known {
        Some((known, began)) if known == run => began,
        _ => {
            ui.data_mut(|data| data.insert_temp(id, (run, now)));
            now
        }
    };
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
    ((now - began).max(0.0) * 1_000.0) as u64
}
