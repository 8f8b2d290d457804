//! How often one source may knock at the doors that stand open to everybody (decision 5).
//!
//! A source is an IPv4 address or the /64 of an IPv6 address, which is what one household or machine is
//! given. What it has used is counted in one of a fixed number of places, chosen by a hash nobody
//! outside can foresee: no flood takes more memory than that, and nothing has to be thrown away.

mod source;

use std::{
    hash::{BuildHasher, RandomState},
    net::SocketAddr,
    num::NonZeroU32,
    sync::Once,
    time::Duration,
};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use governor::{
    Quota, RateLimiter,
    clock::{self, Clock as _},
    middleware::NoOpMiddleware,
    nanos::Nanos,
    state::keyed::HashMapStateStore,
};

use crate::{app::App, clock::Clock, error::Error, troubles::Whom};

pub use source::{BadNetwork, network};

/// Logins, launches and proofs of one source, each: a lecture hall behind one address has 600 people
/// who press at once, and after them one more every sixtieth of a second.
const HALL: (u32, Duration) = (600, Duration::from_nanos(1_000_000_000 / 60));

/// Registrations of platforms: a technologist who corrects an address a dozen times does not notice.
const DESK: (u32, Duration) = (20, Duration::from_secs(6));

/// Ways in for administrators: secrets of 256 bits are not guessed at any pace, so this is for the
/// noise alone.
const ENTRANCE: (u32, Duration) = (20, Duration::from_secs(3));

/// Places to count in. Two sources share one once in so many; a place takes some thirty bytes.
const PLACES: u64 = 1 << 16;

/// A door that is counted by itself.
#[derive(Clone, Copy, Debug)]
enum Door {
    Login,
    Launch,
    Prove,
    Register,
    Enter,
    SignIn,
}

impl Door {
    /// The door a request knocks at.
    fn of(path: &str) -> Option<Self> {
        match path {
            "/lti/login" => Some(Self::Login),
            "/lti/launch" => Some(Self::Launch),
            "/lti/prove" => Some(Self::Prove),
            "/lti/register" => Some(Self::Register),
            "/admin/enter" => Some(Self::Enter),
            "/admin/sign-in" => Some(Self::SignIn),
            _ => None,
        }
    }
}

/// The app's clock as the limiter reads it.
#[derive(Clone, Debug)]
struct Ticks(Clock);

impl clock::Clock for Ticks {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        let millis = u64::try_from(self.0.now().0).unwrap_or_default();
        Duration::from_millis(millis).into()
    }
}

type Counts = RateLimiter<u64, HashMapStateStore<u64>, Ticks, NoOpMiddleware<Nanos>>;

/// What every source has used lately.
pub(crate) struct Limits {
    doors: [Counts; 6],
    clock: Ticks,
    places: RandomState,
    said: Once,
}

impl Limits {
    /// Nobody has come yet.
    pub(crate) fn new(clock: &Clock) -> Self {
        let clock = Ticks(clock.clone());
        let doors = [HALL, HALL, HALL, DESK, ENTRANCE, ENTRANCE];
        Self {
            doors: doors.map(|(burst, pause)| counts(burst, pause, &clock)),
            clock,
            places: RandomState::new(),
            said: Once::new(),
        }
    }

    /// Behind a proxy that is not believed all visitors are one source, and nobody would know why they
    /// are sent away. Anybody can send the header, so it is said once.
    fn say_once_that_a_proxy_is_not_believed(&self) {
        self.said.call_once(|| {
            tracing::warn!(
                "X-Forwarded-For came from a machine that is not in ALONGSIDE_TRUSTED_PROXIES: limits do not count by it"
            );
        });
    }

    /// Counts one more; how long to wait where it is too many.
    fn count(&self, door: Door, source: u64) -> Result<(), Duration> {
        let place = self.places.hash_one(source) % PLACES;
        self.doors[door as usize]
            .check_key(&place)
            .map_err(|until| until.wait_time_from(self.clock.now()))
    }
}

fn counts(burst: u32, pause: Duration, clock: &Ticks) -> Counts {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::with_period(pause).unwrap_or(Quota::per_second(burst));
    let quota = quota.allow_burst(burst);
    RateLimiter::new(quota, HashMapStateStore::default(), clock.clone())
}

/// Refuses whoever knocks too often, before anything of the request is read.
pub(crate) async fn at_doors(State(app): State<App>, request: Request, next: Next) -> Response {
    match knocked(&app, &request) {
        Ok(()) => next.run(request).await,
        Err(error) => {
            let now = app.now();
            app.troubles.note_error(Whom::default(), &error, now);
            error.into_response()
        }
    }
}

fn knocked(app: &App, request: &Request) -> Result<(), Error> {
    let Some(door) = Door::of(request.uri().path()) else {
        return Ok(());
    };
    // Whoever calls the router without a connection is a part of this process.
    let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>() else {
        return Ok(());
    };
    let proxies = &app.config.trusted_proxies;
    if source::is_unbelieved(peer.ip(), request.headers(), proxies) {
        app.limits.say_once_that_a_proxy_is_not_believed();
    }
    let Some(source) = source::of(peer.ip(), request.headers(), proxies) else {
        return Ok(());
    };
    app.limits.count(door, source::key(source)).map_err(|wait| {
        let seconds = wait.as_secs().saturating_add(1);
        Error::new(StatusCode::TOO_MANY_REQUESTS, "too-many")
            .because(request.uri().path())
            .after(seconds)
    })
}

#[cfg(test)]
mod tests {
    use domain::{Timestamp, time::Span};

    use super::*;

    /// How many of so many are let through.
    fn passed(limits: &Limits, door: Door, source: u64, tries: u32) -> u32 {
        let tries = (0..tries).map(|_| limits.count(door, source));
        u32::try_from(tries.flatten().count()).unwrap()
    }

    #[test]
    fn a_lecture_hall_comes_in_at_once_and_a_flood_does_not() {
        let clock = Clock::standing_at(Timestamp(1_790_586_000_000));
        let limits = Limits::new(&clock);
        assert_eq!(passed(&limits, Door::Login, 7, 2_000), 600);
        assert_eq!(passed(&limits, Door::Launch, 7, 600), 600, "another door");
        let wait = limits.count(Door::Login, 7).unwrap_err();
        assert!(wait <= Duration::from_millis(17), "{wait:?}");
        clock.advance(Span::seconds(1));
        assert_eq!(passed(&limits, Door::Login, 7, 2_000), 60);
        clock.advance(Span::seconds(10));
        assert_eq!(passed(&limits, Door::Login, 7, 2_000), 600);
    }

    #[test]
    fn a_clock_that_is_set_back_lets_nobody_wait_for_long() {
        let clock = Clock::standing_at(Timestamp(1_790_586_000_000));
        let limits = Limits::new(&clock);
        assert_eq!(passed(&limits, Door::SignIn, 7, 21), 20);
        clock.advance(Span::seconds(-1));
        let wait = limits.count(Door::SignIn, 7).unwrap_err();
        assert!(wait <= Duration::from_secs(4), "{wait:?}");
    }

    #[test]
    fn a_million_sources_take_no_more_places_than_there_are() {
        let clock = Clock::standing_at(Timestamp(1_790_586_000_000));
        let limits = Limits::new(&clock);
        let passed = (0..1_000_000).filter(|source| limits.count(Door::Login, *source).is_ok());
        assert_eq!(passed.count(), 1_000_000, "few to a place");
        assert!(limits.doors[Door::Login as usize].len() <= 1 << 16);
    }
}
