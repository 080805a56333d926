//! How the program ends: the window goes from the screen, what is left to do is done behind it, and from then on
//! nobody can come back to it any more.

use std::sync::{Mutex, PoisonError};

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Open,
    /// The window is not on the screen any more, and can be brought back.
    UnderWay,
    /// It is being taken apart.
    Gone {
        /// Somebody has started the program meanwhile, and is owed a window.
        again: bool,
    },
}

/// How far the program has ended.
#[derive(Debug, Default)]
pub(crate) struct Closing(Mutex<State>);

impl Closing {
    /// The window is closed; false if that was known.
    pub(crate) fn begin(&self) -> bool {
        self.from(State::Open, State::UnderWay)
    }

    /// Whether the window is closed and can still be brought back.
    pub(crate) fn is_under_way(&self) -> bool {
        self.look(|state| *state == State::UnderWay)
    }

    /// All is done and the program ends; false if somebody has come back.
    pub(crate) fn finish(&self) -> bool {
        self.from(State::UnderWay, State::Gone { again: false })
    }

    /// Somebody has started the program a second time: true if the window can be brought back, false if it is too
    /// late for that and the program has to begin anew once it has ended.
    pub(crate) fn come_back(&self) -> bool {
        self.look(|state| {
            if let State::Gone { again } = state {
                *again = true;
                return false;
            }
            *state = State::Open;
            true
        })
    }

    /// Whether somebody came too late, so that the program is to begin anew.
    pub(crate) fn begins_again(&self) -> bool {
        self.look(|state| *state == State::Gone { again: true })
    }

    fn from(&self, before: State, after: State) -> bool {
        self.look(|state| {
            let right = *state == before;
            if right {
                *state = after;
            }
            right
        })
    }

    fn look<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::Closing;

    #[test]
    fn whoever_comes_back_in_time_keeps_the_window() {
        let closing = Closing::default();
        assert!(closing.come_back(), "it is not closed at all");
        assert!(closing.begin() && !closing.begin());
        assert!(closing.come_back() && !closing.is_under_way());
        assert!(!closing.finish(), "and it does not end");
        assert!(closing.begin(), "it can be closed again");
    }

    #[test]
    fn whoever_comes_too_late_gets_another_window() {
        let closing = Closing::default();
        assert!(closing.begin() && closing.finish());
        assert!(!closing.begins_again(), "nobody has come");
        assert!(!closing.come_back());
        assert!(closing.begins_again());
    }
}
