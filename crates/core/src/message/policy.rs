//! What the background does around a call, by what the call does to the records.

use super::For;

/// The rules of one call to the background.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Its name on the wire.
    pub name: &'static str,
    /// Who may make it.
    pub askers: For,
    /// What it does to the records.
    pub policy: Policy,
}

/// What a call does to the records. Everything that happens around it follows from that, and only here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// It writes nothing, or asks the page or the network first and takes a turn of its own when it is to write.
    Read,
    /// It writes. Asked twice, it may do something twice.
    Write,
    /// It writes. Asked twice, it does the same as once.
    Idempotent,
}

impl Policy {
    /// Whether it waits in the write queue, behind the daily backup. What only reads does not: a page that hangs must
    /// not hold up the others' lists.
    #[must_use]
    pub const fn is_queued(self) -> bool {
        !matches!(self, Self::Read)
    }

    /// Whether it is asked once more when nobody knows whether it was heard.
    #[must_use]
    pub const fn repeats(self) -> bool {
        matches!(self, Self::Read | Self::Idempotent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happens_around_a_call_follows_from_what_it_does() {
        for (policy, queued, repeats) in
            [(Policy::Read, false, true), (Policy::Write, true, false), (Policy::Idempotent, true, true)]
        {
            assert_eq!(policy.is_queued(), queued, "{policy:?}");
            assert_eq!(policy.repeats(), repeats, "{policy:?}");
        }
    }
}
