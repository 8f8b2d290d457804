use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::login::LoginRequest;
use crate::testing::{registration, url};

const PLATFORM: &str = "https://lms.example";

fn put(value: Option<&str>) -> Message {
    let request = Request::Put {
        key: "state_s-1".to_owned(),
        value: value.map(str::to_owned),
    };
    Message::new("m-1", request).unwrap()
}

fn get() -> Message {
    let key = "state_s-1".to_owned();
    Message::new("m-1", Request::Get { key }).unwrap()
}

fn all() -> Message {
    Message::new("m-1", Request::Capabilities).unwrap()
}

fn read(asked: &Message, reply: &Value) -> Result<Reply, NotTheReply> {
    let platform = url(PLATFORM).origin();
    Reply::read(reply.to_string().as_bytes(), PLATFORM, asked, &platform)
}

#[test]
fn messages_are_written_as_platforms_read_them() {
    let check = |message: Message, expected: Value| {
        let written = message.to_json();
        let value: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(value, expected);
        assert_eq!(Message::read(written.as_bytes()), Ok(message));
    };
    check(
        all(),
        json!({"subject": "lti.capabilities", "message_id": "m-1"}),
    );
    check(
        put(Some("v")),
        json!({"subject": "lti.put_data", "message_id": "m-1", "key": "state_s-1", "value": "v"}),
    );
    check(
        put(None),
        json!({"subject": "lti.put_data", "message_id": "m-1", "key": "state_s-1", "value": null}),
    );
    check(
        get(),
        json!({"subject": "lti.get_data", "message_id": "m-1", "key": "state_s-1"}),
    );
    let old =
        json!({"subject": "org.imsglobal.lti.get_data", "message_id": "m-1", "key": "state_s-1"});
    assert_eq!(Message::read(old.to_string().as_bytes()), Ok(get()));
}

#[test]
fn what_no_platform_needs_to_take_is_not_sent() {
    let long = "k".repeat(LONGEST_ENTRY);
    let put = |key: &str, value: &str| Request::Put {
        key: key.to_owned(),
        value: Some(value.to_owned()),
    };
    for (id, request) in [
        ("", Request::Capabilities),
        ("m\n1", Request::Capabilities),
        (&long[..256], Request::Capabilities),
        ("m-1", put("", "v")),
        ("m-1", put("k\0", "v")),
        ("m-1", put("k", &long)),
        ("m-1", Request::Get { key: String::new() }),
    ] {
        assert_eq!(
            Message::new(id, request.clone()),
            Err(Unsendable),
            "{request:?}"
        );
    }
    assert!(Message::new("m-1", put("k", &long[1..])).is_ok());
}

#[test]
fn a_platform_answers_what_it_cannot_do_and_ignores_what_is_not_for_it() {
    let check = |sent: Value, answer: Option<&str>| {
        let refused = Message::read(sent.to_string().as_bytes()).unwrap_err();
        let code = refused.to_json().map(|text| {
            let reply: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(reply["message_id"], "m");
            reply["error"]["code"].as_str().unwrap().to_owned()
        });
        assert_eq!(code.as_deref(), answer, "{sent}");
    };
    check(
        json!({"subject": "lti.put_data", "message_id": "m"}),
        Some("bad_request"),
    );
    check(
        json!({"subject": "lti.get_data", "message_id": "m", "key": 7}),
        Some("bad_request"),
    );
    let long = "x".repeat(5_000);
    let put = json!({"subject": "lti.put_data", "message_id": "m", "key": "k", "value": long});
    check(put, Some("bad_request"));
    check(
        json!({"subject": "lti.fly", "message_id": "m"}),
        Some("unsupported_subject"),
    );
    check(json!({"subject": "lti.get_data", "key": "k"}), None);
    check(json!({"message_id": "m"}), None);
    check(json!({"subject": {}, "message_id": "m"}), None);
    assert_eq!(Message::read(b"hello"), Err(Refused::Stranger));
    assert_eq!(
        Message::read(&vec![b' '; LONGEST + 1]),
        Err(Refused::Stranger)
    );
}

#[test]
fn replies_are_read_as_they_were_written() {
    let frame = StorageTarget::parse("post_message_forwarding").unwrap();
    let supported = ["lti.put_data", "lti.get_data"].map(|subject| Supported {
        subject: subject.to_owned(),
        frame: Some(frame.clone()),
    });
    let capabilities = Capabilities {
        supported: supported.to_vec(),
    };
    assert_eq!(capabilities.storage(None), Some(frame));
    for (asked, reply) in [
        (all(), Reply::Capabilities(capabilities)),
        (put(Some("v")), Reply::Done),
        (put(None), Reply::Done),
        (get(), Reply::Got(Some("v".to_owned()))),
        (get(), Reply::Got(None)),
        (
            put(Some("v")),
            Reply::Failed(Failure {
                code: FailureCode::StorageExhaustion,
                message: Some("Reached key limit".to_owned()),
            }),
        ),
    ] {
        let written: Value = serde_json::from_str(&reply.to_json(&asked)).unwrap();
        assert_eq!(read(&asked, &written), Ok(reply), "{written}");
    }
}

#[test]
fn failures_of_every_form_are_failures() {
    let check = |error: Value, code: FailureCode, message: Option<&str>| {
        let reply =
            json!({"subject": "lti.put_data.response", "message_id": "m-1", "error": error});
        let Ok(Reply::Failed(failure)) = read(&put(Some("v")), &reply) else {
            panic!("a failure: {reply}");
        };
        assert_eq!((failure.code, failure.message.as_deref()), (code, message));
    };
    check(
        json!({"code": "bad_request", "message": "no\u{0} key"}),
        FailureCode::BadRequest,
        Some("no key"),
    );
    check(
        json!({"code": "wrong_origin"}),
        FailureCode::WrongOrigin,
        None,
    );
    check(
        json!({"code": "unauthorized"}),
        FailureCode::Other("unauthorized".to_owned()),
        None,
    );
    for odd in [json!("no"), json!(true), json!({}), json!([])] {
        check(odd, FailureCode::Other(String::new()), None);
    }
}

#[test]
fn where_things_are_kept_is_told_by_capabilities_first() {
    let told = |list: Value| {
        let reply = json!({
            "subject": "org.imsglobal.lti.capabilities.response", "message_id": "m-1",
            "supported_messages": list,
        });
        match read(&all(), &reply) {
            Ok(Reply::Capabilities(capabilities)) => capabilities,
            other => panic!("{other:?}"),
        }
    };
    let login = StorageTarget::parse("lti_storage_frame").unwrap();
    let both = json!([{"subject": "lti.put_data"}, {"subject": "lti.get_data"}, {"subject": "lti.frameResize"}]);
    assert_eq!(
        told(both.clone()).storage(None),
        Some(StorageTarget::Parent)
    );
    assert_eq!(
        told(both.clone()).storage(Some(&login)),
        Some(login.clone())
    );
    assert!(told(both).takes(RESIZE_SUBJECT));
    let half = json!([{"subject": "org.imsglobal.lti.put_data", "frame": "f"}]);
    assert_eq!(told(half).storage(Some(&login)), None);
    let bent = json!([{"subject": "lti.put_data", "frame": "\"><script>"}, {"subject": "lti.get_data"}, 7, {}]);
    assert_eq!(told(bent).storage(Some(&login)), None);
}

/// The attack: another window of the page answers in the platform's place.
#[test]
fn attack_a_reply_of_another_window_or_to_another_message_is_not_the_reply() {
    let good = json!({"subject": "lti.get_data.response", "message_id": "m-1", "key": "state_s-1", "value": "v"});
    let text = good.to_string();
    let platform = registration(PLATFORM, "tool-1").message_origin();
    for origin in [
        "https://evil.example",
        "http://lms.example",
        "https://lms.example:8443",
        "https://lms.example/",
        "https://lms.example.evil.example",
        "null",
        "*",
        "",
    ] {
        let read = Reply::read(text.as_bytes(), origin, &get(), &platform);
        assert_eq!(read, Err(NotTheReply::Origin), "{origin}");
    }
    let opaque = url("data:,x").origin();
    let read_opaque = Reply::read(text.as_bytes(), "null", &get(), &opaque);
    assert_eq!(read_opaque, Err(NotTheReply::Origin));
    let bent = |name: &str, value: Value| {
        let mut reply = good.clone();
        reply[name] = value;
        read(&get(), &reply)
    };
    assert_eq!(bent("message_id", json!("m-2")), Err(NotTheReply::Stranger));
    assert_eq!(
        bent("message_id", json!(["m-1"])),
        Err(NotTheReply::Stranger)
    );
    assert_eq!(
        bent("subject", json!("lti.get_data")),
        Err(NotTheReply::Stranger)
    );
    assert_eq!(
        bent("subject", json!("lti.put_data.response")),
        Err(NotTheReply::Stranger)
    );
    assert_eq!(
        bent("key", json!("state_s-2")),
        Err(NotTheReply::Unreadable)
    );
    assert_eq!(bent("value", json!({"a": 1})), Err(NotTheReply::Unreadable));
    assert_eq!(
        bent("value", json!("v")),
        Ok(Reply::Got(Some("v".to_owned())))
    );
}

/// The attack: a login, which nobody signs, names a frame that is script, markup or a selector.
#[test]
fn attack_a_storage_target_that_is_no_name_is_none() {
    for bad in [
        "",
        "_top",
        "_self",
        "_blank",
        "__proto__",
        "<script>alert(1)</script>",
        "\"];alert(1);//",
        "a b",
        "a'b",
        "frame\r\nSet-Cookie: a=b",
        "javascript:alert(1)//",
        "ünïcode",
        &"f".repeat(256),
    ] {
        assert_eq!(StorageTarget::parse(bad), Err(TargetError), "{bad}");
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("iss", PLATFORM)
            .append_pair("login_hint", "7")
            .append_pair("target_link_uri", "https://tool.example/")
            .append_pair("lti_storage_target", bad)
            .finish();
        let login = LoginRequest::parse(query.as_bytes()).unwrap();
        assert_eq!(login.storage(), None, "{bad}");
    }
    for good in [
        "_parent",
        "lti_storage_frame",
        "post_message_forwarding",
        "f-1.2:3",
    ] {
        let target = StorageTarget::parse(good).unwrap();
        assert_eq!(target.to_string(), good);
    }
}

#[test]
fn a_frame_asks_for_its_height_in_pixels() {
    let resize = FrameResize {
        height: 600,
        token: Some("t".to_owned()),
    };
    let sent: Value = serde_json::from_str(&resize.to_json()).unwrap();
    let expected = json!({"height": 600, "subject": "lti.frameResize", "token": "t"});
    assert_eq!(sent, expected);
    assert_eq!(FrameResize::read(resize.to_json().as_bytes()), Some(resize));
    let height = |height: Value| {
        let message = json!({"subject": RESIZE_SUBJECT, "height": height});
        FrameResize::read(message.to_string().as_bytes()).map(|resize| resize.height)
    };
    assert_eq!(height(json!(600.5)), Some(600));
    assert_eq!(height(json!("600px")), Some(600));
    assert_eq!(height(json!("600")), Some(600));
    assert_eq!(height(json!(0)), Some(1));
    assert_eq!(height(json!(4_000_000)), Some(100_000));
    for bad in [
        json!(-1),
        json!("100%"),
        json!(null),
        json!(1e30),
        json!("1e3"),
    ] {
        assert_eq!(height(bad.clone()), None, "{bad}");
    }
    assert_eq!(
        FrameResize::read(b"{\"subject\":\"lti.close\",\"height\":1}"),
        None
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_kept_comes_back(key in "[^\\p{Cc}]{1,40}", value in "\\PC{1,200}", id in "[a-z0-9-]{1,40}") {
        let request = Request::Put { key: key.clone(), value: Some(value.clone()) };
        let message = Message::new(id.clone(), request).unwrap();
        prop_assert_eq!(Message::read(message.to_json().as_bytes()), Ok(message));
        let asked = Message::new(id, Request::Get { key }).unwrap();
        let written = Reply::Got(Some(value.clone())).to_json(&asked);
        let platform = url(PLATFORM).origin();
        let got = Reply::read(written.as_bytes(), PLATFORM, &asked, &platform);
        prop_assert_eq!(got, Ok(Reply::Got(Some(value))));
    }

    #[test]
    fn any_event_is_read_without_panic(text in "\\PC{0,120}") {
        let _ = Message::read(text.as_bytes());
        let _ = FrameResize::read(text.as_bytes());
        let _ = StorageTarget::parse(&text);
        let _ = Reply::read(text.as_bytes(), PLATFORM, &get(), &url(PLATFORM).origin());
    }
}
