//! Manners of platforms: each habit of the sandbox that asks something of a tool, turned on alone, and
//! the tool copes with it.

mod choices;
mod grades;
mod logins;
mod people;
mod tokens;

use it::World;
use sandbox::{Config, Manners, Quirks};

use crate::scores::{READY, allow, until_marked};

/// An LMS with this habit and no other, and with what else is said of it.
async fn with(habit: impl FnOnce(&mut Quirks), more: impl FnOnce(&mut Config)) -> World {
    World::with(|config| {
        let mut quirks = Quirks::plain();
        habit(&mut quirks);
        config.quirks = Some(quirks);
        more(config);
    })
    .await
}

/// The same with nothing else.
async fn alone(habit: impl FnOnce(&mut Quirks)) -> World {
    with(habit, |_| {}).await
}

/// The same in the writing of Canvas: opaque ids, whole addresses of roles.
async fn canvas(habit: impl FnOnce(&mut Quirks)) -> World {
    with(habit, |config| config.manners = Manners::Canvas).await
}

/// With a scheme and its roster.
async fn begun(habit: impl FnOnce(&mut Quirks)) -> World {
    let world = alone(habit).await;
    world.begin().await;
    world
}

/// Every mark comes to the gradebook under this habit.
async fn marked(habit: impl FnOnce(&mut Quirks)) -> World {
    let world = begun(habit).await;
    allow(&world).await;
    until_marked(&world, READY).await;
    world
}
