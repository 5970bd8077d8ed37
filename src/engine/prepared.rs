//! What every run of an integration needs, made ready once.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::sync::{Arc, Weak};

use regex::Regex;

use super::{Contract, Path};
use crate::model::{Body, Call, Input, Integration};

/// How many integrations a thread keeps ready.
const MOST_KEPT: usize = 16;

thread_local! {
    /// The integrations that ran last on this thread, the latest at the end.
    static KEPT: RefCell<Vec<Rc<Prepared>>> = const { RefCell::new(Vec::new()) };
}

/// What is compiled for the integration. A preview runs one integration twenty times, a test ten thousand times, and to
/// compile a contract takes a hundred times longer than to hold an answer against it.
///
/// It belongs to this very value of the integration: an edited one is another, and starts anew.
pub(crate) fn prepared(integration: &Arc<Integration>) -> Rc<Prepared> {
    KEPT.with_borrow_mut(|kept| {
        if let Some(index) = kept.iter().position(|known| known.is_for(integration)) {
            return Rc::clone(&kept[index]);
        }
        if kept.len() >= MOST_KEPT {
            kept.remove(0);
        }
        let new = Rc::new(Prepared::new(integration));
        kept.push(Rc::clone(&new));
        new
    })
}

/// The compiled patterns, contracts and paths of an integration. `check` looks at the same ones as the runs that it plays.
#[derive(Debug)]
pub(crate) struct Prepared {
    /// Keeps the place in memory, not the value: no other integration can stand at the same place as long as this lives.
    integration: Weak<Integration>,
    patterns: OnceCell<Vec<Option<Regex>>>,
    calls: Vec<PreparedCall>,
}

/// The same of one call. Each part is compiled when it is first needed.
#[derive(Debug, Default)]
pub(crate) struct PreparedCall {
    request_contract: OnceCell<Option<Result<Contract, String>>>,
    contract: OnceCell<Option<Result<Contract, String>>>,
    paths: OnceCell<Vec<Result<Path, String>>>,
}

impl Prepared {
    fn new(integration: &Arc<Integration>) -> Self {
        let calls = integration.calls.iter().map(|_| PreparedCall::default()).collect();
        Self { integration: Arc::downgrade(integration), patterns: OnceCell::new(), calls }
    }

    fn is_for(&self, integration: &Arc<Integration>) -> bool {
        std::ptr::eq(self.integration.as_ptr(), Arc::as_ptr(integration))
    }

    /// The pattern of each input, in order, for its whole text. One that is no regular expression is a finding of `check` and
    /// counts as none here.
    pub fn patterns(&self, inputs: &[Input]) -> &[Option<Regex>] {
        let compiled = |input: &Input| {
            let pattern = Some(&input.pattern).filter(|pattern| !pattern.is_empty())?;
            Regex::new(&format!("^(?:{pattern})$")).ok()
        };
        self.patterns.get_or_init(|| inputs.iter().map(compiled).collect())
    }

    /// What is compiled for the call at that position.
    pub fn call(&self, index: usize) -> Option<&PreparedCall> {
        self.calls.get(index)
    }
}

impl PreparedCall {
    /// The contract of the request's body, where there is one, or what is wrong with it.
    pub fn request_contract(&self, call: &Call) -> Option<&Result<Contract, String>> {
        let compiled = || match &call.body {
            Body::Json { schema, .. } => schema.as_ref().map(Contract::new),
            _ => None,
        };
        self.request_contract.get_or_init(compiled).as_ref()
    }

    /// The contract of the answer, where there is one, or what is wrong with it.
    pub fn contract(&self, call: &Call) -> Option<&Result<Contract, String>> {
        self.contract.get_or_init(|| call.response_schema.as_ref().map(Contract::new)).as_ref()
    }

    /// The path of each output, in order, or what is wrong with it.
    pub fn paths(&self, call: &Call) -> &[Result<Path, String>] {
        self.paths.get_or_init(|| call.outputs.iter().map(|output| Path::parse(&output.path)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Output;

    #[test]
    fn an_edited_integration_is_prepared_anew() {
        let output = |path: &str| Output { path: path.to_owned(), ..Output::default() };
        let call = Call { outputs: vec![output("$.a")], ..Call::default() };
        let mut integration = Arc::new(Integration { calls: vec![call], ..Integration::default() });
        let paths = |integration: &Arc<Integration>| {
            let prepared = prepared(integration);
            let paths = prepared.call(0).unwrap().paths(&integration.calls[0]);
            paths.iter().map(Result::is_ok).collect::<Vec<_>>()
        };
        assert_eq!(paths(&integration), [true]);
        assert!(Rc::ptr_eq(&prepared(&integration), &prepared(&integration)));
        Arc::make_mut(&mut integration).calls[0].outputs.push(output("no path"));
        assert_eq!(paths(&integration), [true, false]);
        for _ in 0..100 {
            prepared(&Arc::new(Integration::default()));
        }
        assert_eq!(paths(&integration), [true, false]);
    }
}
