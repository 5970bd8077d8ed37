//! `demo-server`: the bundled services on loopback, until they are stopped.

use serde_json::json;
use tokio::runtime::Builder;

use super::arguments::{DemoServerArguments, Format};
use super::terminal::Terminal;
use super::{CliError, Ending};
use crate::demo::{self, MISBEHAVIOURS, Server};

/// Starts the server and stays: Ctrl+C ends the whole process.
pub(super) fn demo_server(
    arguments: &DemoServerArguments,
    terminal: &mut Terminal,
) -> Result<Ending, CliError> {
    let runtime = Builder::new_current_thread().enable_all().build().map_err(CliError::Runtime)?;
    runtime.block_on(async {
        let server = Server::start(arguments.port).await?;
        show(&server, arguments.shape.format, terminal)?;
        std::future::pending::<()>().await;
        Ok(Ending::Good)
    })
}

fn show(server: &Server, format: Format, terminal: &mut Terminal) -> Result<(), CliError> {
    match format {
        Format::Json => {
            let rows = MISBEHAVIOURS.iter().map(
                |row| json!({"name": row.name, "email": row.email, "order": row.order, "does": row.does}),
            );
            let rows: Vec<_> = rows.collect();
            terminal
                .json(&json!({"address": server.origin(), "token": demo::TOKEN, "misbehaviours": rows}))?;
        }
        Format::Text => {
            terminal.line(&format!("{}\n\n{}", server.origin(), demo::overview().trim_end()))?;
        }
    }
    terminal.note("Stop it with Ctrl+C");
    Ok(())
}
