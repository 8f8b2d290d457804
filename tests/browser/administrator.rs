//! An administrator comes in by a link, adds a passkey, leaves, and comes back with it. Chromium's
//! virtual authenticator stands for the person's finger (`WebDriver` extensions of `WebAuthn` Level 3).

use serde_json::{Value, json};
use thirtyfour::By;

use crate::{
    chromium::{Browser, Screen, Storage},
    demo::Demo,
};

impl Browser {
    /// A device that can keep passkeys and whose owner is there.
    async fn has_a_device(&self) -> Value {
        self.cdp("WebAuthn.enable", &json!({})).await;
        let options = json!({
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": true,
            "hasUserVerification": true,
            "isUserVerified": true,
            "automaticPresenceSimulation": true,
        });
        let asked = json!({ "options": options });
        let made = self.cdp("WebAuthn.addVirtualAuthenticator", &asked).await;
        made["authenticatorId"].clone()
    }

    /// Whether the device's owner can prove that it is them.
    async fn owner_is(&self, device: &Value, is_there: bool) {
        let told = json!({ "authenticatorId": device, "isUserVerified": is_there });
        self.cdp("WebAuthn.setUserVerified", &told).await;
    }
}

#[tokio::test]
async fn an_administrator_comes_back_with_a_passkey_until_it_is_removed() {
    let demo = Demo::start(20);
    let browser = Browser::start(Screen::Desk, Storage::Untouched).await;
    let device = browser.has_a_device().await;
    let admin = format!("{}/admin", demo.tool_url);

    browser.driver.goto(demo.admin_link()).await.unwrap();
    browser.is_accessible("the link's page").await;
    browser.click("main button").await;
    browser.says("Add a passkey").await;
    browser
        .driver
        .goto(format!("{admin}/access"))
        .await
        .unwrap();
    let name = browser.find("#passkey").await;
    name.send_keys("Priya’s laptop").await.unwrap();
    browser.click("form[data-passkey] button").await;
    browser.says("The passkey has been added.").await;
    browser.is_accessible("access").await;

    sign_out(&browser).await;
    browser.is_accessible("signing in").await;
    browser.owner_is(&device, false).await;
    browser.click("form[data-passkey] button").await;
    browser.says("The browser gave no passkey.").await;
    browser.owner_is(&device, true).await;
    browser.click("form[data-passkey] button").await;
    browser.says("Waiting for you").await;

    browser
        .driver
        .goto(format!("{admin}/access"))
        .await
        .unwrap();
    browser.says("Passkey Priya’s laptop").await;
    browser.click("form[action$='/remove'] button").await;
    browser.says("is the last passkey").await;
    browser
        .is_accessible("the question before the last passkey goes")
        .await;
    browser
        .fits("the question before the last passkey goes")
        .await;
    browser.click("form[action$='/remove'] button.main").await;
    // Whoever removes the passkey they came with goes with it.
    browser.says("No passkey?").await;
    browser.click("form[data-passkey] button").await;
    browser.says("This passkey opens nothing here.").await;
}

/// By then the device has it: it must not be lost for want of a name.
#[tokio::test]
async fn a_passkey_without_a_name_is_kept_under_its_day() {
    let demo = Demo::start(20);
    let browser = Browser::start(Screen::Desk, Storage::Untouched).await;
    browser.has_a_device().await;
    browser.driver.goto(demo.admin_link()).await.unwrap();
    browser.click("main button").await;
    browser.click("a[href='/admin/access'].main").await;
    browser.click("form[data-passkey] button").await;
    browser.says("The passkey has been added.").await;
    browser.says("Passkey of ").await;
}

async fn sign_out(browser: &Browser) {
    browser.click("form[action='/admin/leave'] button").await;
    browser.says("No passkey?").await;
}

#[tokio::test]
async fn what_is_copied_is_the_whole_address_and_is_said() {
    let demo = Demo::start(20);
    let browser = Browser::start(Screen::Phone, Storage::Untouched).await;
    let grant = json!({ "origin": demo.tool_url, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    browser.cdp("Browser.grantPermissions", &grant).await;
    browser.driver.goto(demo.admin_link()).await.unwrap();
    browser.click("main button").await;
    browser.click("a[href^='/admin/platforms/0']").await;
    browser.click("button[data-copy='ours-login-url']").await;
    browser
        .until(
            "it is said",
            "return document.getElementById('said').textContent.startsWith('Copied')",
        )
        .await;
    let read = "const done = arguments[0]; navigator.clipboard.readText().then(done, error => done(String(error)))";
    let copied = browser.driver.execute_async(read, vec![]).await.unwrap();
    assert_eq!(
        *copied.json(),
        json!(format!("{}/lti/login", demo.tool_url))
    );
    browser.fits("a platform's page").await;
    let fields = browser
        .driver
        .find_all(By::Css("input[readonly]"))
        .await
        .unwrap();
    assert!(
        fields.len() >= 9,
        "without a script each value can be selected"
    );
}

#[tokio::test]
async fn wrong_values_are_put_right_by_keyboard_and_the_page_says_what_was_reached() {
    let demo = Demo::start(20);
    let browser = Browser::start(Screen::Phone, Storage::Untouched).await;
    browser.driver.goto(demo.admin_link()).await.unwrap();
    browser.click("main button").await;
    let new = format!("{}/admin/platforms/new", demo.tool_url);
    browser.driver.goto(&new).await.unwrap();
    browser.click("#by-hand summary").await;
    let lms = &demo.lms_url;
    let values = [
        ("name", "Moodle".to_owned()),
        ("issuer", lms.clone()),
        ("client_id", "second".to_owned()),
        ("jwks_url", "banana".to_owned()),
        ("token_url", format!("{lms}/lti/token")),
        ("auth_url", format!("{lms}/lti/auth")),
    ];
    for (field, value) in &values {
        let field = browser.find(&format!("#{field}")).await;
        field.send_keys(value).await.unwrap();
    }
    browser.click("#by-hand form button").await;
    browser
        .until(
            "the page begins with what is wrong",
            "return document.activeElement.id === 'faults'",
        )
        .await;
    browser.is_accessible("a wrong address").await;
    browser.fits("a wrong address").await;
    browser.click("#faults a").await;
    browser
        .until(
            "its field is next",
            "return document.activeElement.id === 'jwks_url'",
        )
        .await;
    let field = browser.find("#jwks_url").await;
    field.clear().await.unwrap();
    field.send_keys(format!("{lms}/lti/jwks")).await.unwrap();
    browser.click("#by-hand form button").await;
    browser
        .says("Saved, and the platform’s keys were read.")
        .await;
    browser.is_accessible("a platform that was saved").await;
    browser.fits("a platform that was saved").await;
    browser.click("#correct summary").await;
    let issuer = browser.find("#issuer").await;
    issuer.send_keys("/").await.unwrap();
    browser.click("#correct form button").await;
    browser.says("Nothing has changed yet.").await;
    browser.is_accessible("what would change").await;
    browser.fits("what would change").await;
}
