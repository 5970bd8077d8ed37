//! Files with certificate authorities that a project names.
#![expect(clippy::disallowed_methods, reason = "this room alone touches the disk")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use crate::model::Project;

/// All authorities of a system together take less than a quarter of this.
const LARGEST_BYTES: u64 = 1024 * 1024;

/// The contents of every file with certificate authorities that the connections of a project name, by the path as it stands
/// there. Paths are relative to the project's file. A file that cannot be read is left out: only the calls that need it say
/// so.
pub fn authorities(project: &Project, file: Option<&Path>) -> BTreeMap<String, Arc<[u8]>> {
    let folder = file.and_then(Path::parent).unwrap_or(Path::new(""));
    let names =
        project.connections.iter().filter_map(|connection| connection.tls.extra_authorities.as_deref());
    let names = names.map(str::trim).filter(|name| !name.is_empty());
    names.filter_map(|name| Some((name.to_owned(), bytes(&folder.join(name))?))).collect()
}

fn bytes(path: &Path) -> Option<Arc<[u8]>> {
    let mut bytes = Vec::new();
    fs::File::open(path).ok()?.take(LARGEST_BYTES).read_to_end(&mut bytes).ok()?;
    Some(bytes.into())
}
