//! Copilot Studio: a topic for every integration.

use super::{ExportError, Exported, Order};

/// A topic for each integration.
pub(super) fn export(order: &Order<'_>) -> Result<Exported, ExportError> {
    let _ = order.flows()?;
    Ok(Exported::default())
}
