//! What is going on in the window: actions in, effects out; the whole program without a window.
