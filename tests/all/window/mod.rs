//! The window without a window: widgets drawn and used on a machine with neither screen nor graphics driver.

mod gallery;
mod picture;
mod raster;
