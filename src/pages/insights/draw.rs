//! The draw: its form, who takes part, and what came of it.

use hashcart_core::Millis;
use hashcart_core::insights::{
    Draw, DrawError, DrawFault, DrawRules, Draws, Handle, MOST_HANDLES, MOST_WINNERS, Pool, Sightings,
};
use hashcart_core::tweet::TweetId;

use super::Field;

/// The most that are drawn at once.
const MOST: usize = 100;

/// The form, as it is filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// Among whose who answered which post.
    pub post: Option<TweetId>,
    /// Until when, as the field has it.
    pub cutoff: String,
    /// How many win.
    pub winners: String,
    /// How many stand by.
    pub alternates: String,
    /// Who may not take part; `None`: as was chosen before.
    pub blocked: Option<String>,
    /// The seed.
    pub seed: String,
    /// Whether who won before may win again.
    pub again: bool,
    /// The record that is to be checked.
    pub record: String,
    /// Who takes part; `None` before that is worked out.
    pub pool: Option<Pool>,
    /// What came of it.
    pub drawn: Option<Result<Draw, DrawError>>,
    /// What the check says: the line that is no record's, or what is wrong with it.
    pub checked: Option<Result<Result<usize, DrawFault>, usize>>,
}

impl Default for Form {
    fn default() -> Self {
        Self {
            post: None,
            cutoff: String::new(),
            winners: "1".to_owned(),
            alternates: "2".to_owned(),
            blocked: None,
            seed: String::new(),
            again: false,
            record: String::new(),
            pool: None,
            drawn: None,
            checked: None,
        }
    }
}

impl Form {
    /// What stands in one of its fields; whether that is one of its fields.
    pub fn write(&mut self, field: Field, value: &str) -> bool {
        let value = value.to_owned();
        match field {
            Field::DrawPost => self.post = value.parse().ok(),
            Field::Cutoff => self.cutoff = value,
            Field::Winners => self.winners = value,
            Field::Alternates => self.alternates = value,
            Field::Blocked => self.blocked = Some(value),
            Field::Seed => self.seed = value,
            Field::Again => self.again = value == "true",
            Field::Record => {
                (self.record, self.checked) = (value, None);
                return true;
            }
            _ => return false,
        }
        self.drawn = None;
        true
    }

    /// Works out who takes part. `local` reads a time of the user's clock.
    pub fn settle(
        &mut self,
        set: &Sightings,
        own: &[Handle],
        draws: &Draws,
        local: &dyn Fn(&str) -> Option<Millis>,
    ) {
        self.pool = self.post.as_ref().map(|post| {
            let rules = DrawRules {
                posts: vec![post.clone()],
                cutoff: local(&self.cutoff),
                own: own.to_vec(),
                blocked: self.blocked(draws),
                earlier: if self.again { Vec::new() } else { draws.winners.clone() },
            };
            Pool::of(set, &rules)
        });
    }

    /// Who may not take part.
    #[must_use]
    pub fn blocked(&self, draws: &Draws) -> Vec<Handle> {
        self.blocked.as_deref().map_or_else(|| draws.blocked.clone(), handles)
    }

    /// Draws; what is to be remembered of it, where that was done. `again` is whether the seed was given anew.
    pub fn draw(&mut self, draws: &Draws) -> Option<Draws> {
        let pool = self.pool.clone()?;
        let number = |text: &str| text.trim().parse::<usize>().unwrap_or(0).min(MOST);
        let drawn = pool.draw(self.seed.trim(), number(&self.winners), number(&self.alternates));
        let remembered = drawn.as_ref().ok().map(|draw| {
            let mut winners = draws.winners.clone();
            for winner in &draw.winners {
                if !winners.contains(winner) {
                    winners.push(winner.clone());
                }
            }
            // The oldest are forgotten where there are too many.
            let excess = winners.len().saturating_sub(MOST_WINNERS);
            winners.drain(..excess);
            Draws { blocked: self.blocked(draws), winners }
        });
        self.drawn = Some(drawn);
        remembered
    }

    /// Checks the record that was pasted.
    pub fn check(&mut self) {
        let read = self.record.trim().parse::<Draw>();
        self.checked = Some(match read {
            Err(error) => Err(error.line),
            Ok(draw) => Ok(draw.verify().map(|()| draw.pool.entries.len())),
        });
    }

    /// The record of what was drawn.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        self.drawn.as_ref()?.as_ref().ok().map(Draw::to_string)
    }
}

/// The handles in a text, whatever stands between them.
#[must_use]
pub fn handles(text: &str) -> Vec<Handle> {
    let mut all: Vec<Handle> = Vec::new();
    let words = text.split(|sign: char| sign.is_whitespace() || matches!(sign, ',' | ';'));
    for handle in words.filter_map(|word| word.parse::<Handle>().ok()) {
        if !all.iter().any(|there| there.is(&handle)) {
            all.push(handle);
        }
    }
    all.truncate(MOST_HANDLES);
    all
}

#[cfg(test)]
mod tests {
    use super::super::samples::{handle, id_at, post, reply, set};
    use super::*;

    const START: Millis = 1_764_000_000_000.0;

    fn form() -> (Form, Sightings) {
        let id = id_at(START);
        let names = ["bob", "cleo", "dan", "eve", "fay"];
        let mut set = set([post(&id, "ada")], []);
        for (minute, name) in (1..).zip(names) {
            set.take_reply(reply(START + f64::from(minute) * 60_000.0, name, &id));
        }
        let mut form = Form::default();
        assert!(form.write(Field::DrawPost, id.as_str()));
        (form, set)
    }

    fn local(text: &str) -> Option<Millis> {
        text.parse().ok()
    }

    #[test]
    fn a_draw_is_repeated_from_its_own_record() {
        let (mut form, set) = form();
        form.write(Field::Blocked, "@EVE, nobody here");
        form.write(Field::Cutoff, &(START + 240_000.0).to_string());
        form.write(Field::Seed, "12345");
        form.settle(&set, &[handle("bob")], &Draws::default(), &local);
        let pool = form.pool.clone().unwrap();
        let excluded = (pool.excluded.own, pool.excluded.blocked, pool.excluded.late);
        assert_eq!((pool.entries.len(), excluded), (2, (1, 1, 1)));
        let remembered = form.draw(&Draws::default()).unwrap();
        assert_eq!((remembered.winners.len(), remembered.blocked.len()), (1, 3));
        form.write(Field::Record, &form.text().unwrap());
        form.check();
        assert_eq!(form.checked, Some(Ok(Ok(2))));
        let bent = form.record.replace("seed: 12345", "seed: 12346");
        form.write(Field::Record, &bent);
        assert_eq!(form.checked, None, "what was said was about another text");
        form.check();
        assert_eq!(form.checked, Some(Ok(Err(DrawFault::Drawn))));
        form.write(Field::Record, "something else");
        form.check();
        assert_eq!(form.checked, Some(Err(1)));
    }

    #[test]
    fn who_won_before_stays_out_until_they_are_let_in() {
        let (mut form, set) = form();
        form.write(Field::Seed, "1");
        let mut draws = Draws::default();
        for left in (0..5).rev() {
            form.settle(&set, &[], &draws, &local);
            draws = form.draw(&draws).unwrap();
            assert_eq!(form.pool.as_ref().map(|pool| pool.entries.len()), Some(left + 1));
        }
        form.settle(&set, &[], &draws, &local);
        assert_eq!((form.draw(&draws), form.drawn.clone()), (None, Some(Err(DrawError::NoEntries))));
        form.write(Field::Again, "true");
        form.settle(&set, &[], &draws, &local);
        assert!(form.draw(&draws).is_some());
    }

    #[test]
    fn a_draw_without_a_seed_or_a_winner_is_none() {
        let (mut form, set) = form();
        form.settle(&set, &[], &Draws::default(), &local);
        form.draw(&Draws::default());
        assert_eq!(form.drawn, Some(Err(DrawError::Seed)));
        form.write(Field::Seed, "1");
        form.write(Field::Winners, "-3");
        form.draw(&Draws::default());
        assert_eq!(form.drawn, Some(Err(DrawError::NoWinners)));
    }
}
