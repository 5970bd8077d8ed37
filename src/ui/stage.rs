//! How an environment looks everywhere: demo green, tests amber, real customers red with a globe.

use egui::{Response, Ui};

use super::theme::{Icon, Tone, icons};
use super::widgets::{PillTone, remark};
use crate::model::{Environment, Stage};
use crate::state::State;

/// The look of a stage.
#[derive(Clone, Copy, Debug)]
pub struct StageLook {
    /// Its picture.
    pub icon: Icon,
    /// The colour of a pill.
    pub pill: PillTone,
    /// The colour of words.
    pub tone: Tone,
    /// What it means, as a sentence.
    pub sentence: &'static str,
}

/// The look of a stage.
pub fn look(stage: Stage) -> StageLook {
    match stage {
        Stage::Demo => StageLook {
            icon: icons::ICON_SCIENCE,
            pill: PillTone::Green,
            tone: Tone::Ok,
            sentence: "Sample systems on this computer. Nothing real is touched.",
        },
        Stage::Test => StageLook {
            icon: icons::ICON_BUILD,
            pill: PillTone::Amber,
            tone: Tone::Warn,
            sentence: "Test systems. No real customer is touched.",
        },
        Stage::Production => StageLook {
            icon: icons::ICON_PUBLIC,
            pill: PillTone::Red,
            tone: Tone::Err,
            sentence: "Real systems and real customers.",
        },
    }
}

/// The stage of where *Send* goes. Where nothing is known, real customers have to be reckoned with.
pub fn reached(state: &State) -> Stage {
    let environment = state.project.environment(&state.view.environment);
    environment.map_or(Stage::Production, |environment: &Environment| environment.stage)
}

/// The name of an environment of real customers, in its colour.
pub fn production(ui: &mut Ui, name: &str) -> Response {
    let look = look(Stage::Production);
    remark(ui, look.icon, look.tone, if name.is_empty() { "Real systems" } else { name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stage_has_a_colour_of_its_own() {
        let looks = [Stage::Demo, Stage::Test, Stage::Production].map(look);
        for (index, one) in looks.iter().enumerate() {
            for other in &looks[index + 1..] {
                assert!(one.pill != other.pill && one.tone != other.tone && one.sentence != other.sentence);
            }
        }
    }
}
