"""An LTI 1.3 tool on pylti1p3next, so that our LMS is judged by software that is not ours.

    python pylti_tool.py CONFIG.json PORT

CONFIG holds one registration: iss, client_id, deployment_id, auth_url, token_url, jwks_url, and
optionally limit (members asked for per page, 50). Prints `ready` when it listens. Register in the
platform: /login, /launch (the only redirect_uri) and /jwks. A launch answers JSON: what the library
made of the message, the roster read over pages, a line item made or found, a score posted for the
person launching, and the results read back. What a service refused stands under `failed`.
"""

import json
import logging
import sys
from datetime import datetime, timezone
from urllib.parse import urlencode

from cachelib import SimpleCache
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric import rsa
from flask import Flask, jsonify
from pylti1p3.contrib.flask import FlaskCacheDataStorage, FlaskMessageLaunch, FlaskOIDCLogin, FlaskRequest
from pylti1p3.exception import LtiException
from pylti1p3.grade import Grade
from pylti1p3.lineitem import LineItem
from pylti1p3.service_connector import LtiServiceException
from pylti1p3.tool_config import ToolConfDict
from werkzeug.serving import make_server

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
ROSTER = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"

app = Flask(__name__)
app.secret_key = "only for tests"
logging.getLogger("werkzeug").setLevel(logging.ERROR)


def registration(config):
    """What the library wants to know of the platform, with a key pair of our own."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    public = key.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
    known = ToolConfDict(
        {
            config["iss"]: [
                {
                    "default": True,
                    "client_id": config["client_id"],
                    "auth_login_url": config["auth_url"],
                    "auth_token_url": config["token_url"],
                    "key_set_url": config["jwks_url"],
                    "deployment_ids": [config["deployment_id"]],
                }
            ]
        }
    )
    known.set_private_key(config["iss"], private.decode(), client_id=config["client_id"])
    known.set_public_key(config["iss"], public.decode(), client_id=config["client_id"])
    return known


CONFIG = json.load(open(sys.argv[1], encoding="utf-8"))
KNOWN = registration(CONFIG)
STORAGE = FlaskCacheDataStorage(SimpleCache(threshold=100_000, default_timeout=600))


@app.route("/login", methods=["GET", "POST"])
def login():
    request = FlaskRequest(request_is_secure=False)
    flow = FlaskOIDCLogin(request, KNOWN, launch_data_storage=STORAGE)
    return flow.redirect(request.get_param("target_link_uri"))


@app.route("/launch", methods=["POST"])
def launch():
    message = FlaskMessageLaunch(FlaskRequest(request_is_secure=False), KNOWN, launch_data_storage=STORAGE)
    claims = message.get_launch_data()
    answer = {
        "library": "pylti1p3next",
        "sub": claims["sub"],
        "name": claims.get("name"),
        "roles": claims[CLAIM + "roles"],
        "failed": {},
    }
    for name, service in [("roster", roster), ("score", score)]:
        try:
            answer |= service(message, claims)
        except (LtiException, LtiServiceException) as refusal:
            answer["failed"][name] = repr(refusal)[:300]
    return jsonify(answer)


def roster(message, claims):
    address = claims[ROSTER]["context_memberships_url"]
    url = f"{address}{'&' if '?' in address else '?'}{urlencode({'limit': CONFIG.get('limit', 50)})}"
    members, pages = [], 0
    while url:
        page, url = message.get_nrps().get_members_page(url)
        members, pages = members + page, pages + 1
    return {"members": len(members), "pages": pages, "first_member": members[0] if members else None}


def score(message, claims):
    service = message.get_ags()
    wanted = (
        LineItem()
        .set_label("Third party")
        .set_score_maximum(10)
        .set_tag("third-party")
        .set_resource_id("third-party")
    )
    item = service.find_or_create_lineitem(wanted)
    given = Grade().set_user_id(claims["sub"]).set_score_given(7.5).set_score_maximum(10)
    given.set_activity_progress("Completed").set_grading_progress("FullyGraded")
    given.set_timestamp(datetime.now(timezone.utc).isoformat(timespec="milliseconds"))
    service.put_grade(given, item)
    return {"line_item": item.get_id(), "score_posted": True, "results": list(service.get_grades(item))}


@app.route("/jwks")
def jwks():
    return jsonify(KNOWN.get_jwks())


@app.errorhandler(LtiException)
def refused(refusal):
    return jsonify(library="pylti1p3next", refused=str(refusal)), 400


if __name__ == "__main__":
    server = make_server("127.0.0.1", int(sys.argv[2]), app, threaded=True)
    print("ready", flush=True)
    server.serve_forever()
