//! Processes that run until they are told to end: the service under a supervisor, the demonstration.

use std::{
    io::Write as _,
    net::TcpStream,
    path::Path,
    time::{Duration, Instant},
};

use it::{
    Host, candidate,
    process::{Process, alongside, free_port},
    tab::Answer,
};
use sandbox::visitor::Visitor;

use crate::binary::refused;

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_can_end_the_service_while_people_are_connected() {
    let host = Host::registered(|_| {}).await;
    let began = Instant::now();
    let service = host.serve().await;
    println!("started in {:?}", began.elapsed());
    let idle = Visitor::new(http::HeaderMap::new()).unwrap();
    let page = idle.get(&format!("{}/health/ready", host.tool_url)).await;
    assert_eq!(page.unwrap().status, 200);
    let mut half = TcpStream::connect(("127.0.0.1", host.port)).unwrap();
    half.write_all(b"GET /health/live HTTP/1.1\r\nHost: x\r\n")
        .unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    expect_prompt_end(service, &[host.port]).await;
}

/// Ends a process and expects it to be gone with its ports within five seconds.
async fn expect_prompt_end(process: Process, ports: &[u16]) {
    let asked = Instant::now();
    let ended = process.end().await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(
        asked.elapsed() < Duration::from_secs(5),
        "{:?}",
        asked.elapsed()
    );
    for port in ports {
        let left = TcpStream::connect(("127.0.0.1", *port));
        assert!(left.is_err(), "somebody still listens on {port}");
    }
}

/// A demonstration in a folder.
struct Demo {
    process: Process,
    lms: String,
    ports: [u16; 2],
}

impl Demo {
    async fn start(folder: &Path, ports: [u16; 2], more: &[&str]) -> Self {
        let [tool, lms] = ports.map(|port| port.to_string());
        let began = Instant::now();
        let line = [
            "demo",
            "--headless",
            "--students",
            "40",
            "--port",
            &tool,
            "--lms-port",
            &lms,
        ];
        let mut command = alongside(line);
        command.arg("--data").arg(folder).args(more);
        let mut process = Process::start(&mut command);
        let ready = process.says("ready: ").await;
        println!(
            "ready after {:?}, {:?} bytes",
            began.elapsed(),
            process.memory()
        );
        let lms = ready.strip_prefix("ready: ").unwrap().to_owned();
        Self {
            process,
            lms,
            ports,
        }
    }

    /// The tab of the first candidate at a gate, who has attended: the ready ones come before.
    async fn candidate(&self) -> it::Tab {
        let visitor = Visitor::new(http::HeaderMap::new()).unwrap();
        let page = visitor.open(&self.lms, "alongside", "student006").await;
        let page = page.unwrap();
        Answer::of(&page).expect_ok();
        it::Tab { visitor, page }
    }

    async fn sign(&self) {
        candidate::sign(&self.candidate().await).await;
    }

    async fn has_signed(&self) -> bool {
        match self.candidate().await.shown("code").await {
            api::Page::Code { code } => code.signed_at.is_some(),
            other => panic!("not the code: {other:?}"),
        }
    }

    /// Ends it; it has said that it is ready once.
    async fn end(self) {
        let said = self.process.said();
        let ready = said
            .lines()
            .filter(|line| line.starts_with("ready: "))
            .count();
        assert_eq!(ready, 1, "{said}");
        expect_prompt_end(self.process, &self.ports).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demonstration_sets_itself_up_goes_on_where_it_was_and_begins_anew() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    let ports = [free_port(), free_port()];
    let first = Demo::start(&data, ports, &[]).await;
    assert!(!first.has_signed().await);
    first.sign().await;
    assert!(first.has_signed().await);
    first.end().await;
    let second = Demo::start(&data, ports, &[]).await;
    assert!(second.has_signed().await, "it goes on where it was");
    second.end().await;
    let other = [free_port(), free_port()];
    let third = Demo::start(&data, other, &["--manners", "canvas"]).await;
    assert!(!third.has_signed().await, "another LMS, another course");
    third.end().await;
    let fourth = Demo::start(&data, ports, &["--reset"]).await;
    assert!(!fourth.has_signed().await, "it begins anew");
    fourth.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demonstration_touches_no_database_of_the_service() {
    let host = Host::registered(|_| {}).await;
    for more in [&["demo"][..], &["demo", "--reset"]] {
        let mut arguments = more.to_vec();
        let ports = [free_port(), free_port()].map(|port| port.to_string());
        arguments.extend([
            "--data",
            "data",
            "--port",
            &ports[0],
            "--lms-port",
            &ports[1],
        ]);
        refused(
            &host,
            &arguments,
            "start-demo-data",
            "was not made by a demonstration",
        )
        .await;
    }
}
