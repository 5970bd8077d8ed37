//! Asking for a path, in the system's dialogs or in the window itself.

use std::path::Path;
use std::time::{Duration, Instant};

use super::{Dialogs, Program};
use crate::files;
use crate::state::{Action, News, PathPurpose};

impl Program {
    /// Asks for a path in the system's dialog. One that is gone at once without an answer is none at all (Linux without a
    /// portal says neither): then the window asks itself.
    pub(super) fn pick(&mut self, purpose: PathPurpose, name: String, chosen: fn(&Path) -> Action) {
        let folder = self
            .state
            .path
            .as_deref()
            .and_then(Path::parent)
            .map(Path::to_owned)
            .or_else(files::documents_folder);
        let suggestion = folder.clone().unwrap_or_default().join(&name).to_string_lossy().into_owned();
        if self.dialogs == Dialogs::Own {
            self.jobs
                .start(move |_| async move { Action::News(News::NoDialog { purpose, path: suggestion }) });
            return;
        }
        let mut dialog = rfd::AsyncFileDialog::new();
        if let Some(folder) = folder.filter(|folder| folder.is_absolute()) {
            dialog = dialog.set_directory(folder);
        }
        let dialog = match purpose {
            PathPurpose::Open | PathPurpose::Compare => {
                Box::pin(dialog.add_filter("Hookwright project", &["json"]).pick_file()) as Picking
            }
            PathPurpose::Save | PathPurpose::Report | PathPurpose::Results => {
                Box::pin(dialog.set_file_name(name).save_file())
            }
            PathPurpose::Data => Box::pin(dialog.add_filter("Table", &["csv", "tsv", "txt"]).pick_file()),
            PathPurpose::Import => {
                let kinds = ["json", "yaml", "yml", "txt", "sh"];
                Box::pin(dialog.add_filter("OpenAPI, Postman, cURL", &kinds).pick_file())
            }
            PathPurpose::Export => Box::pin(dialog.pick_folder()),
        };
        let asked = Instant::now();
        self.jobs.start(move |_| async move {
            match dialog.await {
                Some(file) => chosen(file.path()),
                None if asked.elapsed() < Duration::from_millis(200) => {
                    Action::News(News::NoDialog { purpose, path: suggestion })
                }
                None => Action::DismissAsk,
            }
        });
    }
}

type Picking = std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>>;
