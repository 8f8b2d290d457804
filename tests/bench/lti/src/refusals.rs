//! Launches that nobody should accept: ours must refuse every one; what others accept is told.

use anyhow::{Result, ensure};

use crate::{
    fire::{COURSE, follow},
    launch::{Flaw, Prepared, Who, login, sign},
    platform::Platform,
    tool::{Kind, Tool},
    wire::Connection,
};

/// What is tried, as the table says it.
const TRIED: [(&str, Flaw); 3] = [
    ("a bad signature", Flaw::Signature),
    ("a token for another tool", Flaw::Audience),
    ("a nonce it never gave", Flaw::Nonce),
];
const REPLAY: &str = "a launch replayed";

/// Which of them the tool accepts. Ours accepting one is an error.
pub(crate) async fn accepted(tool: &Tool, platform: &Platform) -> Result<Vec<&'static str>> {
    let mut accepted = Vec::new();
    let mut connection = tool.connection();
    for (name, flaw) in TRIED {
        let launch = prepared(&mut connection, tool, platform, flaw).await?;
        if is_accepted(&mut connection, tool, launch).await? {
            accepted.push(name);
        }
    }
    let good = prepared(&mut connection, tool, platform, Flaw::None).await?;
    follow(&mut connection, tool.launch_path, good.clone()).await?;
    if is_accepted(&mut connection, tool, good).await? {
        accepted.push(REPLAY);
    }
    ensure!(
        tool.kind != Kind::Ours || accepted.is_empty(),
        "ours accepted {}",
        accepted.join(" and ")
    );
    Ok(accepted)
}

async fn prepared(
    connection: &mut Connection,
    tool: &Tool,
    platform: &Platform,
    flaw: Flaw,
) -> Result<Prepared> {
    let who = Who {
        course: COURSE.to_owned(),
        student: Some(1),
    };
    let begun = login(connection, tool, platform, who).await?;
    sign(platform, tool, &begun, flaw)
}

async fn is_accepted(connection: &mut Connection, tool: &Tool, launch: Prepared) -> Result<bool> {
    let answer = connection
        .post(tool.launch_path, &launch.cookies, launch.form)
        .await?;
    Ok(answer.status.is_redirection())
}
