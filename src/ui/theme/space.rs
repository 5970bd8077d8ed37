//! Distances, heights, radii and icon sizes, all in points.

/// Inside a group of things that belong together, such as the rows of a list.
pub const XS: f32 = 4.0;
/// Inside a control, and between controls.
pub const S: f32 = 8.0;
/// Between cards in dense places.
pub const M: f32 = 12.0;
/// Between cards, and the smaller card padding.
pub const L: f32 = 16.0;
/// Between the columns of a form, and the larger card padding.
pub const XL: f32 = 24.0;
/// The margin of a page.
pub const XXL: f32 = 32.0;

/// Height of buttons, fields and tree rows.
pub const CONTROL: f32 = 32.0;
/// Height of buttons in dense places.
pub const CONTROL_SMALL: f32 = 28.0;
/// Height of a pill.
pub const PILL: f32 = 28.0;
/// Height of a chip.
pub const CHIP: f32 = 24.0;
/// Height of a tag.
pub const TAG: f32 = 20.0;
/// Least height of a row in the left list.
pub const LIST_ROW: f32 = 48.0;
/// The smallest target a pointer must hit.
pub const TARGET: f32 = 24.0;

/// Thickness of every line.
pub const STROKE: f32 = 1.0;
/// Thickness of the edge of what is selected, and of the ring around what has the focus.
pub const RING: f32 = 2.0;

/// Radius of tags and check boxes.
pub const RADIUS_TAG: u8 = 4;
/// Radius of chips.
pub const RADIUS_CHIP: u8 = 6;
/// Radius of controls and rows.
pub const RADIUS_CONTROL: u8 = 8;
/// Radius of cards and menus.
pub const RADIUS_CARD: u8 = 12;
/// Radius of pills: half their height.
pub const RADIUS_PILL: u8 = 14;
/// Radius of a message in the phone.
pub const RADIUS_BUBBLE: u8 = 10;
/// Radius of the phone.
pub const RADIUS_PHONE: u8 = 24;

/// Icons in chips and small text.
pub const ICON_SMALL: f32 = 15.0;
/// Icons in buttons and rows.
pub const ICON: f32 = 18.0;
/// Icons that are a button by themselves.
pub const ICON_BUTTON: f32 = 20.0;
/// Icons of empty states.
pub const ICON_LARGE: f32 = 28.0;

/// Width of the question in a form row.
pub const QUESTION_WIDTH: f32 = 188.0;
