//! From base address, path and query to a URL.

use url::Url;

use super::plan::{Planner, Refusal};
use crate::model::{Connection, Part, Place};
use crate::template;

/// The address of a call. Values are encoded as path segments and query values; the host can only come from the connection.
pub(super) fn address(planner: &Planner<'_>, connection: &Connection) -> Result<Url, Refusal> {
    let base = base(planner, connection)?;
    let path = path(planner)?;
    let mut address = format!("{}/{}", base.as_str().trim_end_matches('/'), path.trim_start_matches('/'));
    if path.is_empty() {
        address = base.to_string();
    }
    let mut query = Vec::new();
    for parameter in &planner.call.query {
        let about = planner.call_place("query");
        if let Some(value) = planner.parameter(parameter, template::Place::Query, &about)? {
            let name = template::encode(&parameter.name, template::Place::Query);
            let name = name.map_err(|error| planner.refuse_value(error.to_string(), &about, None))?;
            query.push(if name.is_empty() { value } else { format!("{name}={value}") });
        }
    }
    if !query.is_empty() {
        address = format!("{address}?{}", query.join("&"));
    }
    let url = Url::parse(&address).map_err(|error| {
        planner.design(
            "address",
            format!("`{address}` is no address: {error}"),
            "Correct the path in the step Asks",
            planner.call_place("path"),
        )
    })?;
    // Url::parse resolves `..`; a path that climbs out of the base address is never meant.
    let inside = url.host() == base.host() && url.port_or_known_default() == base.port_or_known_default();
    let below = url.path().strip_prefix(base.path().trim_end_matches('/'));
    if !inside || !below.is_some_and(|below| below.is_empty() || below.starts_with('/')) {
        return Err(planner.design(
            "address_leaves_base",
            format!("The path leads out of the address of {}", connection.name),
            "Take `..` out of the path",
            planner.call_place("path"),
        ));
    }
    Ok(url)
}

/// The host that a call goes to, which only the connection decides.
pub(super) fn host(planner: &Planner<'_>, connection: &Connection) -> Result<String, Refusal> {
    base(planner, connection).map(|base| base.host_str().unwrap_or_default().to_owned())
}

/// The base address in the chosen environment.
fn base(planner: &Planner<'_>, connection: &Connection) -> Result<Url, Refusal> {
    let environment = planner.setup.environment_id();
    let place = planner.place(Part::Connection(connection.id.clone()), "base_urls");
    let text = connection.base_urls.get(environment).map(String::as_str).unwrap_or_default().trim();
    if planner.setup.environment.is_none() {
        return Err(planner.design(
            "no_environment",
            format!("The project has no environment, so {} has no address", connection.name),
            "Add an environment and enter the address of each system in it",
            Place::of_project(Part::Whole, "environments"),
        ));
    }
    if text.is_empty() {
        return Err(planner.design(
            "no_address",
            format!("{} has no address in the environment `{environment}`", connection.name),
            "Enter the address in the step Asks, or choose another environment",
            place,
        ));
    }
    let parsed =
        Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    let Some(mut base) = parsed.filter(|url| url.username().is_empty() && url.password().is_none()) else {
        return Err(planner.design(
            "base_address",
            format!("`{text}` is no address of a system"),
            "Enter an address such as https://crm.example.com/api, without user or password",
            place,
        ));
    };
    base.set_query(None);
    base.set_fragment(None);
    if planner.setup.is_demo()
        && let Some(Ok(demo)) = planner.setup.demo_origin.as_deref().map(Url::parse)
    {
        let path = base.path().to_owned();
        base = demo;
        base.set_path(&path);
    }
    Ok(base)
}

fn path(planner: &Planner<'_>) -> Result<String, Refusal> {
    let about = planner.call_place("path");
    let path = planner.text(&planner.call.path, template::Place::PathSegment, &about)?;
    // Values cannot bring these along, they are encoded; here they are literal.
    if let Some(character) =
        path.chars().find(|c| matches!(c, '?' | '#' | '\\') || c.is_whitespace() || c.is_control())
    {
        return Err(planner.design(
            "path_character",
            format!("The path holds `{}`, which has no place there", character.escape_default()),
            "Enter parameters under “Parameters”, and values as chips",
            about,
        ));
    }
    Ok(path)
}
