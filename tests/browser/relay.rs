//! The line between the browser and the tool, which a test can cut.

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream, tcp},
    sync::watch,
};

/// What the line does with what is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// It carries everything.
    Whole,
    /// It carries what the browser sends; no answer comes back.
    OneWay,
    /// Every connection breaks, and a new one breaks at once.
    Cut,
}

/// A line that listens on a port of its own.
pub(crate) struct Relay {
    /// Where the browser is to be sent.
    pub(crate) port: u16,
    line: watch::Sender<Line>,
}

impl Relay {
    /// A whole line to the tool's port on this machine.
    pub(crate) async fn to(tool: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (line, state) = watch::channel(Line::Whole);
        tokio::spawn(async move {
            while let Ok((browser, _)) = listener.accept().await {
                tokio::spawn(carry(browser, tool, state.clone()));
            }
        });
        Self { port, line }
    }

    /// From now on the line is like this.
    pub(crate) fn set(&self, line: Line) {
        self.line.send_replace(line);
    }
}

async fn carry(browser: TcpStream, tool: u16, mut line: watch::Receiver<Line>) {
    if *line.borrow() == Line::Cut {
        return;
    }
    let Ok(tool) = TcpStream::connect(("localhost", tool)).await else {
        return;
    };
    let (from_browser, to_browser) = browser.into_split();
    let (from_tool, to_tool) = tool.into_split();
    let answers = line.clone();
    // Whichever ends first ends the connection.
    tokio::select! {
        () = pump(from_browser, to_tool, || true) => {}
        () = pump(from_tool, to_browser, || *answers.borrow() == Line::Whole) => {}
        _ = line.wait_for(|line| *line == Line::Cut) => {}
    }
}

async fn pump(
    mut from: tcp::OwnedReadHalf,
    mut to: tcp::OwnedWriteHalf,
    carries: impl Fn() -> bool,
) {
    let mut bytes = vec![0; 64 * 1024];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        if carries() && to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
}
