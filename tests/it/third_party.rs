//! Our LMS judged by two tools that are not ours, and our tool by a platform that is not ours.

use std::process::Command;

use api::home::Mark;
use http::HeaderMap;
use it::{
    Host, Tab, candidate,
    process::{Process, free_port, told},
    tab::Answer,
};
use sandbox::{
    Lms, Manners, Tool, ToolKeys,
    visitor::{Visited, Visitor},
};
use serde_json::{Value, json};

/// A tool that somebody else wrote, with the program that serves it here.
#[derive(Clone, Copy, Debug)]
enum Theirs {
    Pylti,
    Ltijs,
}

impl Theirs {
    const fn name(self) -> &'static str {
        match self {
            Self::Pylti => "pylti1p3next",
            Self::Ltijs => "ltijs",
        }
    }

    /// The command that serves it, or none where the machine does not have it.
    fn command(self) -> Option<Command> {
        let scripts = concat!(env!("CARGO_MANIFEST_DIR"), "/third_party/tools");
        match self {
            Self::Pylti => {
                let mut python = Command::new(told("TEST_PYTHON")?);
                python.arg(format!("{scripts}/pylti_tool.py"));
                Some(python)
            }
            Self::Ltijs => {
                let mut node = Command::new("node");
                node.env("NODE_PATH", told("TEST_NODE_MODULES")?);
                node.arg(format!("{scripts}/ltijs_tool.cjs"));
                Some(node)
            }
        }
    }
}

/// Writes what a program is told and starts it on a port.
async fn start(mut command: Command, host: &Host, config: &Value, port: u16) -> Process {
    let file = host.path("config.json");
    std::fs::write(&file, config.to_string()).unwrap();
    let mut process = Process::start(command.arg(file).arg(port.to_string()));
    process.says("ready").await;
    process
}

/// An LMS of 240 students with somebody else's tool in its course, and that tool.
async fn with_tool(theirs: Theirs, manners: Manners) -> Option<(Host, Process)> {
    let command = theirs.command()?;
    let port = free_port();
    let at = |path: &str| format!("http://localhost:{port}{path}");
    let tool = Tool::new(
        "theirs",
        theirs.name(),
        at("/login"),
        at("/launch"),
        ToolKeys::At(at("/jwks")),
    );
    let host = Host::new(|config| {
        config.students = 240;
        config.manners = manners;
        config.tools = vec![tool];
    })
    .await;
    let lms = &host.lms_url;
    let known = json!({
        "iss": lms, "client_id": "theirs", "deployment_id": "1",
        "auth_url": format!("{lms}/lti/auth"),
        "token_url": format!("{lms}/lti/token"),
        "jwks_url": format!("{lms}/lti/jwks"),
    });
    let process = start(command, &host, &known, port).await;
    Some((host, process))
}

/// Launches the tool as a student; it reads the whole roster, makes a column, posts 7.5 of 10 for
/// the student and reads it back.
async fn check(theirs: Theirs, manners: Manners) {
    let Some((host, process)) = with_tool(theirs, manners).await else {
        return;
    };
    let student = host.students().remove(0);
    let visitor = Visitor::new(HeaderMap::new()).unwrap();
    let page = visitor.open(&host.lms_url, "theirs", &student.username);
    let page = page.await.unwrap();
    let said = || format!("{}\n{}", page.body, process.said());
    let answer: Value = serde_json::from_str(&page.body).unwrap_or_else(|_| panic!("{}", said()));
    assert_eq!(answer["library"], theirs.name(), "{}", said());
    assert_eq!(answer["failed"], json!({}), "{}", said());
    assert_eq!(answer["sub"], student.id, "{}", said());
    assert_eq!(answer["name"], json!(student.name), "{}", said());
    assert_eq!(answer["members"], 243, "{}", said());
    assert_eq!(answer["pages"], 5, "{}", said());
    let result = &answer["results"][0];
    assert_eq!(result["userId"], student.id, "{}", said());
    assert_eq!(result["resultScore"], 7.5, "{}", said());
    expect_mark(&host.lms, &student.username);
}

fn expect_mark(lms: &Lms, username: &str) {
    let book = lms.gradebook();
    let columns: Vec<&str> = book.columns.iter().map(|one| &*one.resource_id).collect();
    assert_eq!(columns, ["third-party"]);
    let [mark] = &book.marks[..] else {
        panic!("one mark, not {:?}", book.marks);
    };
    assert_eq!(mark.username.as_deref(), Some(username));
    assert_eq!((mark.score, mark.score_maximum), (Some(7.5), 10.0));
    let [post] = &lms.scores()[..] else {
        panic!("one post, not {:?}", lms.scores());
    };
    assert!(post.stored, "{post:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn pylti_works_in_our_lms_with_the_manners_of_moodle() {
    check(Theirs::Pylti, Manners::Moodle).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pylti_works_in_our_lms_with_the_manners_of_canvas() {
    check(Theirs::Pylti, Manners::Canvas).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ltijs_works_in_our_lms_with_the_manners_of_moodle() {
    check(Theirs::Ltijs, Manners::Moodle).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ltijs_works_in_our_lms_with_the_manners_of_canvas() {
    check(Theirs::Ltijs, Manners::Canvas).await;
}

/// A platform on lti1p3platform with our tool registered in it and it in our tool.
struct Platform {
    host: Host,
    url: String,
    _process: Process,
}

impl Platform {
    async fn new() -> Option<Self> {
        let mut python = Command::new(told("TEST_PYTHON")?);
        let script = "/third_party/platform/lti_platform.py";
        python.arg(format!("{}{script}", env!("CARGO_MANIFEST_DIR")));
        let port = free_port();
        let url = format!("http://127.0.0.1:{port}");
        let mut host = Host::new(|_| {}).await;
        host.private_hosts.push(format!("127.0.0.1:{port}"));
        let tool = &host.tool_url;
        let config = json!({
            "client_id": "ours", "deployment_id": "d-1",
            "tool": {
                "login_url": format!("{tool}/lti/login"),
                "launch_url": format!("{tool}/lti/launch"),
                "jwks_url": format!("{tool}/lti/jwks.json"),
            },
        });
        let process = start(python, &host, &config, port).await;
        let add = format!(
            "platform add --name Theirs --issuer {url} --client-id ours --auth-url {url}/auth \
             --token-url {url}/token --jwks-url {url}/jwks --deployment-id d-1"
        );
        host.json(add.split(' ')).await;
        Some(Self {
            host,
            url,
            _process: process,
        })
    }

    /// Opens our tool from it as somebody.
    async fn open(&self, who: &str) -> Tab {
        let visitor = Visitor::new(HeaderMap::new()).unwrap();
        let page = visitor.get(&format!("{}/start?as={who}", self.url)).await;
        let page = self.expect_form(page.unwrap());
        let page = visitor.submit(&page, "/lti/launch", &[]).await.unwrap();
        Answer::of(&page).expect_ok();
        Tab { visitor, page }
    }

    fn expect_form(&self, page: Visited) -> Visited {
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(page.url.as_str().starts_with(&self.url), "{}", page.url);
        page
    }

    async fn inspect(&self, what: &str) -> Value {
        let url = format!("{}/inspect/{what}", self.url);
        let visitor = Visitor::new(HeaderMap::new()).unwrap();
        serde_json::from_str(&visitor.get(&url).await.unwrap().body).unwrap()
    }

    async fn requests(&self, beginning: &str) -> usize {
        let requests = self.inspect("requests").await;
        let requests = requests.as_array().unwrap().iter();
        requests
            .filter(|request| request.as_str().unwrap().starts_with(beginning))
            .count()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn our_tool_works_in_a_platform_that_is_not_ours() {
    let Some(platform) = Platform::new().await else {
        return;
    };
    let host = &platform.host;
    let service = host.serve().await;
    let teacher = platform.open("teacher-1").await;
    let (course, scheme) = host.begin_as(&teacher).await;
    let read = host.json(["roster", "sync", &course]).await;
    assert_eq!(read["members"], 120, "{read}");
    assert_eq!(read["pages"], 3, "{read}");
    assert!(platform.requests("GET /members").await >= 3);

    let file = candidate::HEADER.to_owned() + &candidate::attended("SIS-0001");
    host.read_attributes(&scheme, &file).await;
    let student = platform.open("student-1").await;
    candidate::sign(&student).await;
    assert_eq!(candidate::hand_in(&student).await, Some(200));
    host.until("the mark was read back", async || {
        candidate::mark(&student).await == Mark::InGradebook
    })
    .await;

    let columns = platform.inspect("lineitems").await;
    assert_eq!(columns.as_array().unwrap().len(), 1, "{columns}");
    assert_eq!(columns[0]["resourceId"], "alongside:completion");
    assert_eq!(columns[0]["tag"], "alongside");
    let scores = platform.inspect("scores").await;
    assert_eq!(scores.as_array().unwrap().len(), 1, "{scores}");
    assert_eq!(scores[0]["score"]["userId"], "student-1");
    let results = platform.inspect("results").await;
    assert_eq!(results[0]["resultScore"], 1.0, "{results}");
    assert_eq!(results[0]["resultMaximum"], 1.0, "{results}");
    assert!(platform.requests("GET /lineitems/1/results").await >= 1);
    assert_eq!(service.end().await.code, Some(0));
}
