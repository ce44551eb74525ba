//! At which side of the window the panel stands: at the other where it would lie over what has the focus (WCAG 2.2,
//! 2.4.11). In a window that it fills from side to side, the other one is the window's other end.

/// A box in the window, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct WindowBox {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl WindowBox {
    /// The same box at the other side of a window of this width and height.
    fn across(self, (width, height): (f64, f64)) -> Self {
        if self.left < 1.0 && self.right > width - 1.0 {
            return Self { top: height - self.bottom, bottom: height - self.top, ..self };
        }
        Self { left: width - self.right, right: width - self.left, ..self }
    }

    fn meets(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// Whether the panel is to stand at the other side. What reaches over both sides changes nothing.
pub(super) fn stands_aside(focus: WindowBox, panel: WindowBox, window: (f64, f64), is_aside: bool) -> bool {
    let other = panel.across(window);
    let (home, aside) = if is_aside { (other, panel) } else { (panel, other) };
    focus.meets(home) && !focus.meets(aside)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: (f64, f64) = (1000.0, 800.0);
    const PANEL: WindowBox = WindowBox { left: 644.0, top: 500.0, right: 984.0, bottom: 784.0 };
    const ASIDE: WindowBox = WindowBox { left: 16.0, top: 500.0, right: 356.0, bottom: 784.0 };

    fn at(left: f64, top: f64, width: f64) -> WindowBox {
        WindowBox { left, top, right: left + width, bottom: top + 30.0 }
    }

    #[test]
    fn it_gives_way_to_what_has_the_focus_and_comes_back() {
        let under = at(700.0, 600.0, 100.0);
        assert!(stands_aside(under, PANEL, WINDOW, false));
        assert!(stands_aside(under, ASIDE, WINDOW, true), "it stays while it must");
        assert!(!stands_aside(at(700.0, 100.0, 100.0), ASIDE, WINDOW, true), "above it");
        assert!(!stands_aside(at(50.0, 600.0, 100.0), ASIDE, WINDOW, true), "at the other side");
        assert!(!stands_aside(at(50.0, 600.0, 900.0), PANEL, WINDOW, false), "over both sides");
    }

    #[test]
    fn where_it_fills_the_width_it_goes_to_the_other_end() {
        let window = (400.0, 800.0);
        let foot = WindowBox { left: 0.0, top: 500.0, right: 400.0, bottom: 800.0 };
        let top = WindowBox { top: 0.0, bottom: 300.0, ..foot };
        assert_eq!(foot.across(window), top);
        assert!(stands_aside(at(20.0, 700.0, 100.0), foot, window, false));
        assert!(stands_aside(at(20.0, 700.0, 100.0), top, window, true));
        assert!(!stands_aside(at(20.0, 100.0, 100.0), top, window, true));
    }
}
