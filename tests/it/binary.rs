//! The binary as an operator meets it: starts that fail, commands, the demonstration.

use std::{
    collections::BTreeMap,
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
};

use it::{
    Host, candidate,
    process::{Ended, Process},
};
use serde_json::{Value, json};

/// A command that must fail: its one line holds the code and these words, and no file is other than
/// it was.
pub(crate) async fn refused(host: &Host, arguments: &[&str], code: &str, words: &str) {
    let before = host.files();
    let ended = host.run(arguments).await;
    expect_refusal(&ended, code, words);
    expect_unchanged(&before, &host.files());
}

fn expect_unchanged(before: &BTreeMap<PathBuf, Vec<u8>>, after: &BTreeMap<PathBuf, Vec<u8>>) {
    let other = |path: &&PathBuf| before.get(*path) != after.get(*path);
    let changed: Vec<_> = before.keys().chain(after.keys()).filter(other).collect();
    assert_eq!(changed, Vec::<&PathBuf>::new());
}

fn expect_refusal(ended: &Ended, code: &str, words: &str) {
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert_eq!(ended.out, "", "{ended:?}");
    let said: Vec<&str> = ended.err.lines().collect();
    let line = said.iter().rfind(|line| !line.starts_with('{'));
    let line = line.unwrap_or_else(|| panic!("{ended:?}"));
    let start = format!("alongside: {code}");
    assert!(line.starts_with(&start) && line.contains(words), "{line}");
    let spoken = said.iter().filter(|line| !line.starts_with('{')).count();
    assert_eq!(spoken, 1, "one line for a person: {ended:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_with_settings_that_cannot_work_is_refused_and_leaves_nothing() {
    let host = Host::new(|_| {}).await;
    let url = |url| ["serve", "--public-url", url];
    let code = "start-public-url";
    refused(&host, &url("mentoring"), code, "not a URL").await;
    refused(&host, &url("http://a.example"), code, "must be https").await;
    refused(&host, &url("https://a.example/b"), code, "without a path").await;
    let taken = TcpListener::bind(("127.0.0.1", host.port)).unwrap();
    let words = format!("127.0.0.1:{} cannot be listened on", host.port);
    refused(&host, &["serve"], "start-address-taken", &words).await;
    drop(taken);
    assert_eq!(host.files().len(), 0, "not even a key");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_beside_its_database_is_refused() {
    let host = Host::new(|_| {}).await;
    fs::create_dir(host.path("elsewhere")).unwrap();
    let check = async |key: &str, database: Option<&str>| {
        let mut arguments = vec!["serve", "--key-file", key];
        arguments.extend(database.iter().flat_map(|url| ["--database-url", url]));
        refused(&host, &arguments, "start-key-place", "name a place outside").await;
    };
    check("data/key", None).await;
    check("data/deeper/key", None).await;
    check("elsewhere/../data/key", None).await;
    let elsewhere = format!("sqlite://{}", host.path("other/a.db").display());
    check("other/key", Some(&elsewhere)).await;
    fs::create_dir(host.path("data")).unwrap();
    std::os::unix::fs::symlink(host.path("data"), host.path("link")).unwrap();
    check("link/key", None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_not_this_programs_is_refused_and_left_alone() {
    let host = Host::registered(|_| {}).await;
    let key = host.path("data.key");
    let mine = fs::read(&key).unwrap();
    fs::remove_file(&key).unwrap();
    refused(
        &host,
        &["serve"],
        "store-wrong-key",
        "is missing: restore it",
    )
    .await;
    fs::write(&key, [7; 32]).unwrap();
    refused(&host, &["serve"], "store-wrong-key", "is not the one").await;
    fs::write(&key, [7; 31]).unwrap();
    refused(
        &host,
        &["serve"],
        "store-wrong-key",
        "not a key of 32 bytes",
    )
    .await;
    fs::write(&key, mine).unwrap();

    let file = host.path("data/alongside.db");
    let read_only = format!("sqlite://{}?mode=ro", file.display());
    let arguments = ["serve", "--database-url", &read_only];
    refused(&host, &arguments, "store-read-only", "make it writable").await;

    host.meddle("insert into schema_version (version, name, checksum) values (99, 'x', 'x')")
        .await;
    refused(&host, &["serve"], "store-newer", "schema version 99").await;
    fs::write(&file, "not a database, and long enough to be looked at").unwrap();
    refused(&host, &["serve"], "store-failed", "not a database").await;
}

/// The folder is closed to the user whom the service runs as. Root may write everywhere, so then the
/// service runs as somebody else.
#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_its_user_may_not_write_is_refused() {
    use std::os::unix::{fs::PermissionsExt as _, process::CommandExt as _};
    let host = Host::registered(|_| {}).await;
    let close = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    close(&host.path(""), 0o755);
    close(&host.path("data/alongside.db"), 0o444);
    close(&host.path("data"), 0o555);
    let mut command = host.command(["serve"]);
    if rustix::process::geteuid().is_root() {
        let program = host.path("alongside");
        fs::copy(it::process::binary(), &program).unwrap();
        let told = command
            .get_envs()
            .map(|(name, value)| (name.to_owned(), value.unwrap().to_owned()));
        let told: Vec<_> = told.collect();
        command = std::process::Command::new(program);
        command
            .arg("serve")
            .env_clear()
            .envs(told)
            .uid(65534)
            .gid(65534);
    }
    let before = host.files();
    let ended = Process::start(&mut command).ended().await;
    expect_refusal(&ended, "store-read-only", "make it writable");
    expect_unchanged(&before, &host.files());
    close(&host.path("data"), 0o755);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_commands_answer_in_json_and_in_lines() {
    let host = Host::registered(|_| {}).await;
    let institutions = host.json(["institution", "list"]).await;
    assert_eq!(institutions[0]["slug"], "example");
    let again = ["institution", "add", "--name", "B", "--slug", "example"];
    refused(&host, &again, "this institution exists already", "").await;

    let add = host.platform_add();
    let add: Vec<&str> = add.iter().map(String::as_str).collect();
    refused(
        &host,
        &add,
        "a registration of this issuer",
        "exists already",
    )
    .await;
    let platform = host.json(["platform", "list"]).await[0]["id"].clone();
    let platform = platform.as_str().unwrap();
    let shown = host.json(["platform", "show", platform]).await;
    assert_eq!(shown["deployments"][0]["approved"], true);
    host.json(["platform", "approve", platform, "2"]).await;
    let shown = host.json(["platform", "show", platform]).await;
    assert_eq!(shown["deployments"].as_array().unwrap().len(), 2);
    assert_eq!(shown["algorithms"], json!(["RS256"]));
    let takes = ["platform", "edit", platform, "--algorithms", "RS256,ES256"];
    let shown = host.json(takes).await;
    assert_eq!(shown["algorithms"], json!(["RS256", "ES256"]));
    let shared = ["platform", "edit", platform, "--algorithms", "HS256"];
    let ended = host.run(&shared).await;
    assert!(ended.err.contains("HS256"), "{ended:?}");
    let rotate = ["platform", "rotate", platform];
    assert_eq!(host.json(rotate).await["minutes"], 60);
    refused(&host, &rotate, "a new key already waits", "--now").await;
    let now = host.json(["platform", "rotate", platform, "--now"]).await;
    assert_eq!((&now["minutes"], &now["destroyed"]), (&json!(0), &json!(2)));
    host.json(["platform", "disable", platform]).await;
    let listed = host.json(["platform", "list"]).await;
    assert_eq!(listed[0]["state"], "disabled");
    refused(
        &host,
        &["platform", "show", "x"],
        "this is not the id of a platform",
        "",
    )
    .await;
    assert_eq!(host.json(["scheme", "list"]).await, Value::Array(vec![]));
    refused(
        &host,
        &["scheme", "approve", "x"],
        "this is not the id of a scheme",
        "",
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn adding_a_platform_prints_what_to_paste_into_it() {
    let host = Host::new(|_| {}).await;
    let ended = host.run(host.platform_add()).await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let origin = &host.tool_url;
    for line in [
        format!("login_url: {origin}/lti/login"),
        format!("redirect_uri: {origin}/lti/launch"),
        format!("target_link_uri: {origin}/lti/launch"),
        format!("jwks_url: {origin}/lti/jwks.json"),
    ] {
        assert!(ended.out.lines().any(|said| said == line), "{}", ended.out);
    }
    let institutions = host.json(["institution", "list"]).await;
    assert_eq!(institutions.as_array().unwrap().len(), 1, "made for it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_roster_is_read_and_marks_are_sent_from_the_command_line() {
    let host = Host::registered(|config| config.roster_page = Some(5)).await;
    let service = host.serve().await;
    println!("idle: {:?} bytes", service.memory());
    let scheme = host.begin().await;
    assert_eq!(service.end().await.code, Some(0));
    let course = host.json(["course", "list"]).await[0]["id"].clone();
    let read = host
        .json(["roster", "sync", course.as_str().unwrap()])
        .await;
    assert_eq!(
        (&read["members"], &read["pages"]),
        (&13.into(), &3.into()),
        "{read}"
    );
    assert_eq!(read["requests"], 4, "three pages and a token: {read}");
    assert!(read["seconds"].as_f64().unwrap() > 0.0);

    let three = &host.students()[..3];
    let rows = three.iter().map(|one| candidate::complete(&one.number));
    let file = candidate::HEADER.to_owned() + &rows.collect::<String>();
    assert_eq!(host.read_attributes(&scheme, &file).await["people"], 3);
    let flushed = host.json(["scores", "flush"]).await;
    assert_eq!(
        (&flushed["waiting"], &flushed["carried"]),
        (&3.into(), &3.into())
    );
    for one in three {
        candidate::expect_one_effective(&host.lms, &one.username);
    }
    let flushed = host.json(["scores", "flush"]).await;
    assert_eq!(
        (&flushed["waiting"], &flushed["requests"]),
        (&0.into(), &0.into())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flush_beside_the_running_service_sends_nothing_twice() {
    let host = Host::registered(|config| config.students = 50).await;
    let service = host.serve().await;
    let scheme = host.begin().await;
    host.lms.set_faults(sandbox::Faults {
        delay_ms: 20,
        ..sandbox::Faults::default()
    });
    let forty = &host.students()[..40];
    let rows = forty.iter().map(|one| candidate::complete(&one.number));
    let file = candidate::HEADER.to_owned() + &rows.collect::<String>();
    host.read_attributes(&scheme, &file).await;
    host.json(["scores", "flush"]).await;
    host.until("every mark has arrived", async || {
        let arrived =
            |one: &sandbox::MemberView| candidate::has_whole_mark(&host.lms, &one.username);
        forty.iter().all(arrived)
    })
    .await;
    for one in forty {
        candidate::expect_one_effective(&host.lms, &one.username);
    }
    assert_eq!(host.lms.gradebook().columns.len(), 1, "one column for both");
    assert_eq!(service.end().await.code, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_attribute_file_is_refused_with_its_line_and_nothing_is_read() {
    let host = Host::registered(|_| {}).await;
    let service = host.serve().await;
    let scheme = host.begin().await;
    assert_eq!(service.end().await.code, Some(0));
    let file = host.path("people.csv");
    let arguments = ["attributes", "read", &scheme, file.to_str().unwrap()];
    let check = async |text: &[u8], words: &str| {
        fs::write(&file, text).unwrap();
        let ended = host.run(arguments).await;
        expect_refusal(&ended, "", words);
    };
    let good = "number,year,discipline,mode,commute,part,quiz\nA1,2,Ecology,full-time,yes,new,2026-05-15\n";
    let with = |row: &str| format!("{good}{row}\n").into_bytes();
    check(b"", "the first line names no column `number`").await;
    check(b"name;year\n", "the first line names no column `number`").await;
    check(
        b"number,part,part\n",
        "the first line names the column `part` twice",
    )
    .await;
    check(&with("A2,2"), "line 3 has another number of fields").await;
    check(&with(",2,,,,,"), "line 3: `number` cannot be read").await;
    check(&with("A2,two,,,,,"), "line 3: `year` cannot be read").await;
    check(&with("A2,0,,,,,"), "line 3: `year` cannot be read").await;
    check(&with("A2,,,,maybe,,"), "line 3: `commute` cannot be read").await;
    check(&with("A2,,,,,lurker,"), "line 3: `part` cannot be read").await;
    check(&with("A2,,,,,,15/05/2026"), "line 3: `quiz` cannot be read").await;
    check(&with("A2,,,,,,2026-02-30"), "line 3: `quiz` cannot be read").await;
    check(
        &with("A1,,,,,,"),
        "line 3: this number stands in the file before",
    )
    .await;
    check(
        &with("A2,,\"Eco,,,,"),
        "line 3: a quotation mark is not closed",
    )
    .await;
    check(
        &with(&format!("A2,,{},,,,", "x".repeat(121))),
        "line 3: `discipline`",
    )
    .await;
    check(
        &with(&format!("{},,,,,,", "x".repeat(65))),
        "line 3: `number`",
    )
    .await;
    check(
        &with("A2,,\u{0},,,,"),
        "line 3: `discipline` cannot be read",
    )
    .await;
    check(
        b"number,discipline\nA1,\xc9cologie\n",
        "line 2 is not UTF-8",
    )
    .await;
    assert_eq!(host.rows("select count(*) from attribute").await, 0);
    let stranger = ["attributes", "read", "x", file.to_str().unwrap()];
    expect_refusal(
        &host.run(stranger).await,
        "this is not the id of a scheme",
        "",
    );
    fs::write(&file, good).unwrap();
    assert_eq!(host.json(arguments).await["people"], 1);
    assert_eq!(host.rows("select count(*) from attribute").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_are_formed_from_files_and_checked() {
    let host = Host::new(|_| {}).await;
    fs::create_dir(host.path("in")).unwrap();
    let write = |name: &str, text: &str| fs::write(host.path("in").join(name), text).unwrap();
    write("mentors.csv", "id,lo,hi\nanna,1,2\nben,1,2\n");
    write("mentees.csv", "id\nx\ny\nz\n");
    write(
        "edges.csv",
        "mentee,mentor,cost\nx,anna,1\nx,ben,5\ny,anna,2\ny,ben,9\nz,anna,0\nz,ben,3\n",
    );
    let formed = host.run(["form", "in", "--out", "out", "--json"]).await;
    assert_eq!(formed.code, Some(0), "{formed:?}");
    let outcome: Value = serde_json::from_str(&formed.out).unwrap();
    assert_eq!(
        (&outcome["status"], &outcome["objective"]),
        (&"optimal".into(), &6.into())
    );
    let groups = fs::read_to_string(host.path("out/groups.csv")).unwrap();
    let mut rows: Vec<&str> = groups.lines().skip(1).collect();
    rows.sort_unstable();
    assert_eq!(rows, ["x,anna", "y,anna", "z,ben"]);
    assert_eq!(host.run(["verify", "in", "out"]).await.code, Some(0));
    fs::write(
        host.path("out/groups.csv"),
        groups.replace("z,ben", "z,anna"),
    )
    .unwrap();
    assert_eq!(host.run(["verify", "in", "out"]).await.code, Some(1));

    write("mentors.csv", "id,lo,hi\nanna,1,1\nben,1,1\n");
    assert_eq!(
        host.run(["form", "in", "--out", "none"]).await.code,
        Some(2)
    );
    assert_eq!(
        host.run(["verify", "in", "none"]).await.code,
        Some(0),
        "a conflict is proven"
    );
    write("edges.csv", "mentee,mentor,cost\nx,anna,cheap\n");
    let bad = host.run(["form", "in", "--out", "bad"]).await;
    assert_eq!(bad.code, Some(1));
    assert!(bad.err.contains('2'), "the line: {}", bad.err);
    assert!(!host.path("bad").exists(), "nothing was written");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_only_looks_makes_nothing_and_one_that_misses_says_so() {
    let host = Host::new(|_| {}).await;
    let no_data = "there is no database";
    refused(&host, &["platform", "list"], "start-no-data", no_data).await;
    assert_eq!(host.files().len(), 0, "neither a database nor a key");
    let added = [
        "institution",
        "add",
        "--name",
        "Example",
        "--slug",
        "example",
    ];
    assert_eq!(host.run(&added).await.code, Some(0));
    let listed = host.run(&["platform", "list"]).await;
    assert_eq!((listed.code, &*listed.out), (Some(0), "none"));

    let nobody = domain::id::RegistrationId::new(domain::Timestamp(0), [7; 10]).to_string();
    let check = async |arguments: &[&str], words: &str| {
        let ended = host.run(arguments).await;
        assert_eq!(ended.code, Some(1), "{arguments:?}: {ended:?}");
        assert!(ended.err.contains(words), "{ended:?}");
    };
    let unknown = "there is no such platform";
    check(&["platform", "disable", &nobody], unknown).await;
    check(&["platform", "approve", &nobody, "1"], unknown).await;
    check(&["platform", "show", &nobody], unknown).await;
    check(&["platform", "rotate", &nobody], unknown).await;
    check(&["form"], "Usage").await;
    let lms = "https://lms.example.ac.uk";
    let add = |issuer: &str, jwks: &str| {
        format!(
            "platform add --name A --issuer {issuer} --client-id 1 --auth-url {lms}/auth \
             --token-url {lms}/token --jwks-url {jwks}"
        )
    };
    for (issuer, jwks, words) in [
        (
            "banana",
            "https://lms.example.ac.uk/jwks",
            "a whole address",
        ),
        (lms, "http://lms.example.ac.uk/jwks", "begin with https://"),
        (lms, "https://10.0.0.7/jwks", "ALONGSIDE_PRIVATE_HOSTS"),
        (lms, "https://lms.example.ac.uk/token", "each of the three"),
    ] {
        let add = add(issuer, jwks);
        check(&add.split_whitespace().collect::<Vec<_>>(), words).await;
    }
    let twice = [
        "institution",
        "add",
        "--name",
        "A",
        "--slug",
        "a",
        "--languages",
        "en,en",
    ];
    check(&twice, "languages").await;
    let nameless = ["institution", "add", "--name", " ", "--slug", "a"];
    check(&nameless, "name").await;
}
