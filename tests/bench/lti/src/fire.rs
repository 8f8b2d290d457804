//! Posts launches and follows each to its page, so many at once, and times them.

use std::{cell::RefCell, rc::Rc, time::Instant};

use anyhow::{Context, Result, bail};
use axum::http::StatusCode;
use tokio::task::LocalSet;
use url::Url;

use crate::{
    launch::{Prepared, Who, login, sign_all},
    platform::Platform,
    tool::Tool,
    wire::{Answer, Connection},
};

/// What so many launches came to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Burst {
    pub(crate) p50: f64,
    pub(crate) p99: f64,
    /// Launches a second.
    pub(crate) rate: f64,
    /// Milliseconds of processor the tool used for one.
    pub(crate) cpu: f64,
}

/// Students who launch, one after another.
pub(crate) const STUDENTS: usize = 500;
/// The course they launch from.
pub(crate) const COURSE: &str = "launches";

/// Fresh launches, each with a login, a nonce and a signed token of its own.
pub(crate) async fn prepare(
    tool: &Tool,
    platform: &Platform,
    count: usize,
) -> Result<Vec<Prepared>> {
    let mut connection = tool.connection();
    let mut begun = Vec::with_capacity(count);
    for number in 0..count {
        let who = Who {
            course: COURSE.to_owned(),
            student: Some(number % STUDENTS),
        };
        begun.push(login(&mut connection, tool, platform, who).await?);
    }
    sign_all(platform, tool, &begun)
}

/// Posts each launch once, so many at a time. One that is not accepted, or whose page does not name
/// its person, ends the bench: then the work was not the same.
pub(crate) async fn burst(tool: &Tool, launches: Vec<Prepared>, at_once: usize) -> Result<Burst> {
    let count = launches.len();
    let queue = Rc::new(RefCell::new(launches));
    let times = Rc::new(RefCell::new(Vec::with_capacity(count)));
    let cpu = tool.process().cpu();
    let began = Instant::now();
    let local = LocalSet::new();
    let workers: Vec<_> = (0..at_once)
        .map(|_| {
            let (queue, times) = (Rc::clone(&queue), Rc::clone(&times));
            let mut connection = tool.connection();
            let path = tool.launch_path;
            local.spawn_local(async move {
                loop {
                    let Some(launch) = queue.borrow_mut().pop() else {
                        return Ok(());
                    };
                    let start = Instant::now();
                    follow(&mut connection, path, launch).await?;
                    times.borrow_mut().push(start.elapsed().as_secs_f64() * 1e3);
                }
            })
        })
        .collect();
    local
        .run_until(async {
            for worker in workers {
                let done: Result<()> = worker.await?;
                done.with_context(|| format!("{}, {at_once} at once", tool.name))?;
            }
            Ok::<_, anyhow::Error>(())
        })
        .await?;
    let seconds = began.elapsed().as_secs_f64();
    let cpu = tool.process().cpu() - cpu;
    let mut times = times.take();
    times.sort_by(f64::total_cmp);
    let all = f64::from(u32::try_from(count)?);
    Ok(Burst {
        p50: times[count / 2],
        p99: times[count * 99 / 100],
        rate: all / seconds,
        cpu: cpu * 1e3 / all,
    })
}

/// A launch to its page, which names the person; the cookies the browser has then.
pub(crate) async fn follow(
    connection: &mut Connection,
    path: &str,
    launch: Prepared,
) -> Result<(String, String, Answer)> {
    let Prepared {
        form,
        mut cookies,
        name,
    } = launch;
    let posted = connection.post(path, &cookies, form).await?;
    if !matches!(posted.status, StatusCode::FOUND | StatusCode::SEE_OTHER) {
        bail!("a good launch was refused: {}", posted.says());
    }
    for cookie in posted.cookies() {
        cookies = format!("{cookies}; {cookie}");
    }
    let page = path_of(posted.location()?);
    let answer = connection.get(&page, &cookies).await?;
    let body = String::from_utf8_lossy(&answer.body);
    if answer.status != StatusCode::OK || !body.contains(&name) {
        bail!("the page of {name} does not name them: {}", answer.says());
    }
    Ok((page, cookies, answer))
}

/// The path of an address, with its query.
fn path_of(location: &str) -> String {
    match Url::parse(location) {
        Ok(url) => match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        },
        Err(_) => location.to_owned(),
    }
}
