//! A tool that is launched and says who came. A proxy in front of it speaks https.
use axum::http::{HeaderMap, StatusCode, Uri, header::SET_COOKIE};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Router, extract::RawForm, extract::State};
use lti1p3::keys::{KeyCache, KeySet, Keys};
use lti1p3::login::{Binding, LoginAnswer, LoginRequest};
use lti1p3::{Expected, Nonce, Registration, Timestamp, UnverifiedLaunch, Url};
use std::{collections::HashSet, env, error::Error, sync::Arc};
use tokio::{net::TcpListener, sync::Mutex};

type Tool = (Registration, Url, Mutex<(KeyCache, HashSet<Nonce>)>);
type Answer = Result<Response, Box<dyn Error + Send + Sync>>;

fn login((platform, launch_url, _): &Tool, form: &[u8]) -> Answer {
    let mut random = [0; 32];
    aws_lc_rs::rand::fill(&mut random)?;
    let (tie, asked) = (Binding::new(random), LoginRequest::parse(form)?);
    let to = asked.authentication_url(platform, launch_url.as_str(), tie.state(), tie.nonce());
    Ok(([(SET_COOKIE, tie.set_cookie())], Redirect::to(to.as_str())).into_response())
}

async fn launch((platform, here, held): &Tool, headers: &HeaderMap, form: &[u8]) -> Answer {
    let (id_token, state) = LoginAnswer::parse(form)?.launched()?;
    let nonce = Binding::nonce_of(&state, headers)?;
    let launch = UnverifiedLaunch::read(id_token)?;
    launch.check_parties(platform)?;
    let (now, (keys, used)) = (Timestamp::now(), &mut *held.lock().await);
    if let Keys::Fetch = keys.ask(launch.key_id(), now) {
        let reply = reqwest::get(platform.jwks_url.as_str()).await?;
        let headers = reply.headers().clone();
        keys.fetched(KeySet::parse(&reply.bytes().await?)?, &headers, now);
    }
    let keys = keys.ask(launch.key_id(), now).ready()?;
    let launch = launch.verify(&Expected::new(platform, &keys, &nonce, here, now))?;
    // Here: is `launch.deployment_id` one that you know?
    used.insert(nonce).then_some(()).ok_or("used before")?;
    Ok(format!("Hello, {}!", launch.person.name.unwrap_or_default()).into_response())
}

/// For both addresses. A tool knows its platform, where that posts launches, keys, used nonces.
pub async fn serve(tool: State<Arc<Tool>>, at: Uri, headers: HeaderMap, form: RawForm) -> Response {
    let answer = match at.path() {
        "/login" => login(&tool, &form.0),
        _ => launch(&tool, &headers, &form.0).await,
    };
    answer.unwrap_or_else(|fault| (StatusCode::BAD_REQUEST, fault.to_string()).into_response())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let set = |name: &str| env::var(name).expect(name);
    let url = |name: &str| Url::parse(&set(name)).expect(name);
    let (issuer, client_id) = (set("ISSUER").parse()?, set("CLIENT_ID").parse()?);
    let (auth, token, keys) = (url("AUTH_URL"), url("TOKEN_URL"), url("KEYS_URL"));
    let platform = Registration::new(issuer, client_id, auth, token, keys);
    let tool = Arc::new((platform, url("LAUNCH_URL"), Mutex::default()));
    let app = Router::new().fallback(serve).with_state(tool);
    Ok(axum::serve(TcpListener::bind("127.0.0.1:8000").await?, app).await?)
}
