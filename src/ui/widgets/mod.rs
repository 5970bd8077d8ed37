//! The parts every view is built from. They know the theme and nothing else of the program.
//!
//! A part that answers with nothing but a [`Response`](egui::Response) is an [`egui::Widget`]: `ui.add(Button::primary("Send"))`,
//! `ui.add_enabled(ready, …)`. A part that answers with more has a `show` or is a function.

mod button;
mod card;
mod chip;
pub mod chip_text;
mod code_block;
mod empty_state;
mod field;
mod finding_box;
mod follow_focus;
mod form_row;
mod list_row;
mod menu;
mod outcome_row;
pub(in crate::ui) mod paint;
pub mod phone;
mod pick_row;
mod pill;
mod rail;
mod row;
mod segmented;
mod select;
mod sentence;
mod stepper;
mod switch;
mod text;
mod toast;

pub use button::{Button, IconButton};
pub use card::{card, card_frame, card_wide, well};
pub use chip::{Chip, ChipKind, ChipLook};
pub use chip_text::{ChipText, ChipTextOutput, ClickedChip};
pub use code_block::{CodeBlock, key_value};
pub use empty_state::EmptyState;
pub use field::{Field, FieldState, NumberField, TextArea};
pub use finding_box::{FindingBox, FindingOutput};
pub use follow_focus::follow_focus;
pub use form_row::{FormRow, FormRowOutput};
pub use list_row::{ListRow, NavRow};
pub use menu::{MenuItem, context_menu, menu, menu_label, menu_line, menu_of_width, popup_at, popup_frame};
pub use outcome_row::{OutcomeRow, OutcomeRowOutput};
pub use pick_row::PickRow;
pub use pill::{Pill, PillTone, Tag};
pub use rail::RailButton;
pub use row::{row, row_of_height, row_with_end};
pub use segmented::{OptionCard, option_cards, segmented};
pub use select::{Choice, Pick, Select, select_value};
pub use sentence::{Piece, sentence};
pub use stepper::{Step, stepper};
pub use switch::{Checkbox, Switch};
pub use text::{
    icon_of_size, icon_words, icon_words_small, remark, section_label, text, text_line, text_with_names,
    without_marks,
};
pub use toast::{Toast, ToastOutput};
