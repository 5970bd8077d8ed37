//! What follows from project and view; computed when they change, never while drawing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::drill;
use super::letters;
use super::spoken::Speaker;
use super::{
    DrillCard, Name, OutcomeGroup, Page, Piece, SpokenConfirmation, View, fact_users, groups, names,
    read_back, read_back_short, remedy,
};
use crate::engine::{
    Conversation, HostFlow, MaskedSecrets, PREVIEW_RUN_ID, Preview, SaidWaiting, Setup, collect_inputs,
    data_flow, preview,
};
use crate::model::{Finding, Integration, Project, Severity};

/// What follows from project and view.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// The chosen integration's id: what is not about the whole project is about it.
    pub integration: String,
    /// Every outcome of the chosen integration with its reply.
    pub previews: Vec<Preview>,
    /// The outcomes as the step *Says* lists them.
    pub groups: Vec<OutcomeGroup>,
    /// What is wrong with the project.
    pub findings: Vec<Finding>,
    /// What one click can do about each of them, in the same order.
    pub remedies: Vec<Option<String>>,
    /// The state of each integration, by id.
    pub marks: BTreeMap<String, Mark>,
    /// The chosen integration in two sentences.
    pub read_back: Vec<Piece>,
    /// The same in one line, for a small window.
    pub read_back_short: Vec<Piece>,
    /// The names that chips can use.
    pub names: Vec<Name>,
    /// Example values by name: inputs and outputs of an example run.
    pub examples: Map<String, Value>,
    /// The conversation of the previews.
    pub conversation: Option<Conversation>,
    /// The name of the first connection.
    pub system: String,
    /// The question before a write.
    pub confirmation: Option<SpokenConfirmation>,
    /// The waiting message, whether or not a preview takes long enough for it.
    pub waiting: Option<SaidWaiting>,
    /// Letters of the words on the screen that the window's own fonts may lack.
    pub unusual_letters: BTreeSet<char>,
    /// Which integrations use a customer fact, by the fact's name; only while the page of the facts is shown.
    pub fact_users: BTreeMap<String, Vec<String>>,
    /// The time of day where the customer is: `9:41`.
    pub clock: String,
    /// The outcomes as the failure drill shows them.
    pub drill: Vec<DrillCard>,
    /// What goes to which host; only while its page is open.
    pub data_flow: Vec<HostFlow>,
}

/// The state of an integration in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Nothing to do.
    Ready,
    /// There are findings.
    Findings {
        /// How bad the worst is.
        worst: Severity,
        /// How many.
        count: usize,
    },
    /// No scenario yet, so nobody knows.
    NeverTested,
}

impl Derived {
    pub(super) fn of(project: &Project, view: &View, judged: Judged, now: Timestamp) -> Self {
        let chosen = project.integrations.iter().find(|each| each.id == view.integration);
        let unusual_letters = letters::unusual(project, chosen.map(AsRef::as_ref));
        let mut derived =
            Self { integration: view.integration.clone(), unusual_letters, ..Self::only(judged) };
        if view.page == Page::Facts {
            derived.fact_users = fact_users(project);
        }
        let Some(integration) = chosen else { return derived };
        let mut conversation = Conversation::example(project, integration, now);
        conversation.language.clone_from(&view.language);
        conversation.channel = view.channel;
        if let Some(phrase) = integration.trigger.phrases.first() {
            conversation.message = phrase.get(&view.language, &project.languages).map(|text| text.0.clone());
        }
        let setup = setup(project, integration, view, conversation.clone());
        derived.previews = without_bodies(preview(&setup));
        derived.examples = examples(&setup, &derived.previews);
        derived.system = system(project, integration);
        derived.groups = groups(integration, &format!("the {}", derived.system), &derived.previews);
        derived.read_back = read_back(project, integration, &view.language, &derived.previews);
        derived.read_back_short = read_back_short(project, integration);
        let speaker = Speaker { project, conversation: &conversation, examples: &derived.examples };
        derived.confirmation = speaker.confirmation(integration);
        derived.waiting = speaker.waiting(integration);
        derived.clock = speaker.clock();
        derived.drill =
            drill::cards(project, integration, (&derived.system, view.channel), &derived.previews);
        derived.conversation = Some(conversation);
        derived.name_examples(project, view);
        derived
    }

    /// Only what follows from the findings.
    pub(super) fn only(judged: Judged) -> Self {
        let Judged { findings, remedies, marks } = judged;
        Self { findings, remedies, marks, ..Self::default() }
    }

    /// What follows from the findings, for others to come.
    pub(super) fn take_judged(&mut self) -> Judged {
        Judged {
            findings: std::mem::take(&mut self.findings),
            remedies: std::mem::take(&mut self.remedies),
            marks: std::mem::take(&mut self.marks),
        }
    }

    /// Puts new findings in the place of the known ones.
    pub(super) fn judge(&mut self, judged: Judged) {
        let Judged { findings, remedies, marks } = judged;
        (self.findings, self.remedies, self.marks) = (findings, remedies, marks);
    }

    /// What only one page shows.
    pub(super) fn of_page(&mut self, project: &Project, view: &View) {
        if view.page == Page::DataFlow {
            let environment = project.environment(&view.environment).or(project.environments.first());
            self.data_flow = data_flow(project, environment);
        }
    }

    /// Gives every name the value that it has when the chosen outcome happens, as in the conversation beside it; any other
    /// example where it has none then. Cheap: nothing is played again.
    pub(super) fn name_examples(&mut self, project: &Project, view: &View) {
        let integration = project.integrations.iter().find(|each| each.id == view.integration);
        let (Some(integration), Some(conversation)) = (integration, &self.conversation) else { return };
        let mut examples = self.examples.clone();
        if let Some(preview) = self.preview(&view.outcome) {
            let values = preview.result.inputs.iter().chain(&preview.result.outputs);
            let known = values.filter(|(_, value)| !value.is_null());
            examples.extend(known.map(|(name, value)| (name.clone(), value.clone())));
        }
        self.names = names::names(project, integration, conversation, &examples);
    }

    /// The preview of an outcome. The fallback has that of the first outcome that falls back.
    pub fn preview(&self, outcome: &str) -> Option<&Preview> {
        if outcome == super::FALLBACK {
            return self.previews.iter().find(|preview| preview.result.fell_back);
        }
        self.previews.iter().find(|preview| preview.outcome == outcome)
    }

    /// What is known about a name in a chip.
    pub fn name(&self, name: &str) -> Option<&Name> {
        self.names.iter().find(|known| known.name == name)
    }

    /// Every finding with the words of its remedy.
    pub fn findings(&self) -> impl Iterator<Item = (&Finding, Option<&str>)> {
        let none = std::iter::repeat(&None);
        self.findings
            .iter()
            .zip(self.remedies.iter().chain(none))
            .map(|(finding, words)| (finding, words.as_deref()))
    }

    /// The findings of one integration.
    pub fn findings_of<'a>(&'a self, integration: &'a str) -> impl Iterator<Item = &'a Finding> {
        self.findings.iter().filter(move |finding| finding.place.integration.as_deref() == Some(integration))
    }
}

/// What follows from the findings.
pub(super) struct Judged {
    findings: Vec<Finding>,
    remedies: Vec<Option<String>>,
    marks: BTreeMap<String, Mark>,
}

impl Judged {
    pub(super) fn of(project: &Project, findings: Vec<Finding>) -> Self {
        let remedies = findings.iter().map(|finding| remedy(project, finding)).collect();
        let mut own: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.severity != Severity::Hint) {
            if let Some(id) = &finding.place.integration {
                own.entry(id).or_default().push(finding);
            }
        }
        let mark = |each: &Integration| mark(each, own.get(each.id.as_str()).map_or(&[], Vec::as_slice));
        let marks = project.integrations.iter().map(|each| (each.id.clone(), mark(each))).collect();
        Self { findings, remedies, marks }
    }
}

/// Nobody looks at the answers in these previews. Of a large sample every one would hold a copy, and to let go of twenty copies
/// takes longer than a frame may.
fn without_bodies(mut previews: Vec<Preview>) -> Vec<Preview> {
    let calls = previews.iter_mut().flat_map(|preview| &mut preview.result.calls);
    for response in calls.filter_map(|call| call.response.as_mut()) {
        response.body = Arc::default();
    }
    previews
}

/// A run without a network.
pub(super) fn setup(
    project: &Project,
    integration: &Arc<Integration>,
    view: &View,
    conversation: Conversation,
) -> Setup {
    Setup {
        project: Arc::new(project.clone()),
        integration: integration.clone(),
        environment: project.environment(&view.environment).or(project.environments.first()).cloned(),
        demo_origin: None,
        conversation,
        secrets: Arc::new(MaskedSecrets),
        run_id: PREVIEW_RUN_ID.to_owned(),
        authorities: Arc::default(),
    }
}

/// `own` are the findings of the integration that are more than hints.
fn mark(integration: &Integration, own: &[&Finding]) -> Mark {
    if let Some(worst) = own.iter().map(|finding| finding.severity).max() {
        Mark::Findings { worst, count: own.len() }
    } else if integration.scenarios.is_empty() {
        Mark::NeverTested
    } else {
        Mark::Ready
    }
}

fn examples(setup: &Setup, previews: &[Preview]) -> Map<String, Value> {
    let mut examples = collect_inputs(setup).unwrap_or_default();
    for preview in previews {
        for (name, value) in &preview.result.outputs {
            if !examples.contains_key(name) {
                examples.insert(name.clone(), value.clone());
            }
        }
    }
    examples
}

fn system(project: &Project, integration: &Integration) -> String {
    let call = integration.calls.first();
    let connection = call.and_then(|call| project.connection(&call.connection));
    connection.map_or_else(|| "system".to_owned(), |connection| connection.name.clone())
}
