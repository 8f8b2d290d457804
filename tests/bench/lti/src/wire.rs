//! HTTP/1.1 as a browser's connection does it: kept open while the tool keeps it open.

use std::{net::SocketAddr, time::Duration};

use anyhow::{Context, Result, bail};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use hyper::{
    body::Bytes,
    client::conn::http1::{self, SendRequest},
};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpStream, time::timeout};

/// Longer than anything measured here takes: a thousand marks one after another.
const PATIENCE: Duration = Duration::from_mins(2);

/// An answer, read whole.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    /// Where it leads.
    pub(crate) fn location(&self) -> Result<&str> {
        let location = self.headers.get(header::LOCATION);
        let location = location.with_context(|| format!("no way on: {}", self.says()))?;
        Ok(location.to_str()?)
    }

    /// `name=value` of every cookie it sets.
    pub(crate) fn cookies(&self) -> impl Iterator<Item = &str> {
        let set = self.headers.get_all(header::SET_COOKIE).iter();
        set.filter_map(|cookie| cookie.to_str().ok()?.split(';').next())
    }

    /// Status and the beginning of the body, for a message.
    pub(crate) fn says(&self) -> String {
        let body = String::from_utf8_lossy(&self.body);
        let code = self.headers.get("alongside-code");
        let code = code.and_then(|code| code.to_str().ok()).unwrap_or_default();
        let words: String = body.chars().take(300).collect();
        format!("{} {code} {words}", self.status)
    }
}

/// One connection to a tool.
pub(crate) struct Connection {
    address: SocketAddr,
    /// What the tool is called in `Host`.
    host: String,
    sender: Option<SendRequest<Full<Bytes>>>,
}

impl Connection {
    /// Not connected yet.
    pub(crate) const fn new(address: SocketAddr, host: String) -> Self {
        Self {
            address,
            host,
            sender: None,
        }
    }

    /// `GET`, with cookies.
    pub(crate) async fn get(&mut self, path: &str, cookies: &str) -> Result<Answer> {
        self.ask(Method::GET, path, cookies, Bytes::new()).await
    }

    /// `POST` of a form, with cookies.
    pub(crate) async fn post(&mut self, path: &str, cookies: &str, form: Bytes) -> Result<Answer> {
        self.ask(Method::POST, path, cookies, form).await
    }

    /// Sends once more on a new connection where the old one was closed meanwhile.
    async fn ask(
        &mut self,
        method: Method,
        path: &str,
        cookies: &str,
        form: Bytes,
    ) -> Result<Answer> {
        let mut request = Request::builder()
            .method(&method)
            .uri(path)
            .header(header::HOST, &self.host);
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies);
        }
        if method == Method::POST {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        let request = request.body(Full::new(form))?;
        for _ in 0..2 {
            let reused = self.sender.is_some();
            match timeout(PATIENCE, self.send(request.clone())).await {
                Ok(Ok(answer)) => return Ok(answer),
                Ok(Err(_)) if reused => self.sender = None,
                Ok(Err(error)) => return Err(error),
                Err(_) => bail!("{method} {path}: no answer in {} s", PATIENCE.as_secs()),
            }
        }
        bail!("{method} {path}: the connection was closed twice")
    }

    async fn send(&mut self, request: Request<Full<Bytes>>) -> Result<Answer> {
        let sender = match self.sender.take() {
            Some(sender) => self.sender.insert(sender),
            None => self.sender.insert(connect(self.address).await?),
        };
        sender.ready().await?;
        let answer = sender.send_request(request).await?;
        let (parts, body) = answer.into_parts();
        let body = body.collect().await?.to_bytes();
        let close = parts.headers.get(header::CONNECTION);
        if close.is_some_and(|word| word.as_bytes().eq_ignore_ascii_case(b"close")) {
            self.sender = None;
        }
        Ok(Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        })
    }
}

async fn connect(address: SocketAddr) -> Result<SendRequest<Full<Bytes>>> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    // An end of the connection is seen where the next request is sent.
    tokio::spawn(connection);
    Ok(sender)
}
