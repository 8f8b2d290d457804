//! Connections: whoever is slow to say what they want is not waited for.

use std::{io, net::SocketAddr, time::Duration};

use axum::{Router, extract::ConnectInfo, http::Request};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

/// How long the first lines of a request may take; a phone with a bad line needs some of it.
const HEADERS_WITHIN: Duration = Duration::from_secs(15);

/// The pause after the system had no more room for a connection.
const NO_ROOM: Duration = Duration::from_millis(500);

/// Answers requests on a listener until `end`, then finishes those under way.
pub async fn serve(
    router: Router,
    listener: TcpListener,
    end: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let connections = GracefulShutdown::new();
    tokio::pin!(end);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => converse(&router, stream, peer, &connections),
                Err(error) => rest(&error).await,
            },
            () = &mut end => break,
        }
    }
    drop(listener);
    connections.shutdown().await;
    Ok(())
}

/// A connection that broke off before it was taken is nobody's concern; no room for one is.
async fn rest(error: &io::Error) {
    let is_theirs = matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
    );
    if !is_theirs {
        tracing::error!(%error, "a connection cannot be taken");
        tokio::time::sleep(NO_ROOM).await;
    }
}

fn converse(router: &Router, stream: TcpStream, peer: SocketAddr, connections: &GracefulShutdown) {
    let with_peer = move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request.map(axum::body::Body::new)
    };
    let service = router.clone().map_request(with_peer);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let connection = connections.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection ended badly");
        }
    });
}
