"""An LTI 1.3 platform on lti1p3platform that launches our tool: routes, a roster and a gradebook here,
login, launch, token, roster, line items, scores and results by the library's own handlers.

    python lti_platform.py CONFIG.json PORT

CONFIG: client_id, deployment_id, tool (login_url, launch_url, jwks_url), and optionally members (120)
and page (50, most members on a page). The issuer is http://127.0.0.1:PORT. Prints `ready` when it listens.

    /start?as=USER       sends the browser to the tool's login; USER is teacher-1 or student-1 … student-119
    /auth /token /jwks   what the tool is registered with
    /inspect/scores      every score as it came, in order    /inspect/lineitems   the columns
    /inspect/results     what the gradebook shows            /inspect/requests    "METHOD path" of every service call
"""

import json
import logging
import sys
from html import escape

import jwt
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric import rsa
from flask import Flask, jsonify, make_response, redirect, request
from lti1p3platform import exceptions
from lti1p3platform.ltiplatform import LTI1P3PlatformConfAbstract
from lti1p3platform.membership import Context
from lti1p3platform.message_launch import LTIAdvantageMessageLaunchAbstract
from lti1p3platform.oidc_login import OIDCLoginAbstract
from lti1p3platform.registration import Registration
from lti1p3platform.request import Request
from lti1p3platform.response import generate_next_link
from lti1p3platform.score import UpdateScoreStatus
from lti1p3platform.service_connector import AssignmentsGradesService, NamesRoleProvisioningService
from werkzeug.serving import make_server

ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
SCRIPTS = [
    "Amina Yusuf",
    "Siân Llŷr",
    "王小明",
    "Οδυσσέας Ελύτης",
    "محمد علي",
    "Jürgen Großmann",
    "Ìyábọ̀ Adé",
]
CONFIG = json.load(open(sys.argv[1], encoding="utf-8"))
PORT = int(sys.argv[2])
HERE = f"http://127.0.0.1:{PORT}"
COURSE = Context(id="course-1", label="BIO101", title="Field Biology")
LINK = "link-1"

app = Flask(__name__)
logging.getLogger("werkzeug").setLevel(logging.ERROR)
scores, line_items, results, requests_seen = [], {}, {}, []


def person(number):
    """The first is the teacher; every fortieth student has no name, as privacy settings leave it."""
    if number == 0:
        return {
            "user_id": "teacher-1",
            "roles": [ROLE + "Instructor"],
            "name": "Dr Ana Reyes",
            "email": "ana@example.test",
        }
    student = {
        "user_id": f"student-{number}",
        "roles": [ROLE + "Learner"],
        "lis_person_sourcedid": f"SIS-{number:04}",
    }
    if number % 40:
        student |= {
            "name": f"{SCRIPTS[number % len(SCRIPTS)]} {number}",
            "email": f"student-{number}@example.test",
        }
    return student


MEMBERS = [person(number) for number in range(CONFIG.get("members", 120))]


def registration():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()).decode()
    public = key.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo).decode()
    tool = CONFIG["tool"]
    known = (
        Registration()
        .set_iss(HERE)
        .set_client_id(CONFIG["client_id"])
        .set_deployment_id(CONFIG["deployment_id"])
    )
    known.set_oidc_login_url(tool["login_url"]).set_launch_url(tool["launch_url"]).set_tool_key_set_url(
        tool["jwks_url"]
    )
    return known.set_platform_private_key(private).set_platform_public_key(public)


REGISTRATION = registration()


class Platform(LTI1P3PlatformConfAbstract):
    def init_platform_config(self, **_):
        self._registration = REGISTRATION

    def get_registration_by_params(self, **_):
        return REGISTRATION


class Received(Request):
    """A Flask request as the library wants it: paging as numbers, for it counts with them."""

    def build_metadata(self, _request):
        query = {
            name: int(value) if name in ("limit", "page") else value for name, value in request.args.items()
        }
        return {
            "method": request.method,
            "form_data": request.form.to_dict(),
            "get_data": query,
            "headers": request.headers,
            "content_type": request.content_type,
            "path": request.path,
            "json": request.get_json(force=True, silent=True),
        }


class Login(OIDCLoginAbstract):
    def set_lti_message_hint(self, **hint):
        self._lti_message_hint = hint["hint"]

    def get_redirect(self, url):
        return redirect(url)


class Launch(LTIAdvantageMessageLaunchAbstract):
    def prepare_launch(self, preflight_response):
        who = next(member for member in MEMBERS if member["user_id"] == preflight_response["login_hint"])
        self.set_user_data(who["user_id"], who["roles"], who.get("name"), who.get("email"))
        self.set_resource_link_claim(LINK, title="Peer mentoring")
        self.set_launch_context_claim(
            COURSE.id,
            ["http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering"],
            COURSE.title,
            COURSE.label,
        )
        self.set_launch_presentation_claim("window", HERE)
        self.set_ags(HERE + "/lineitems")
        self.set_nrps(HERE + "/members")

    def render_launch_form(self, launch_data, **_):
        field = '<input type="hidden" name="{}" value="{}">'
        fields = "".join(field.format(name, escape(launch_data[name])) for name in ("id_token", "state"))
        return (
            f'<!doctype html><title>Launch</title><form method="post" action="{escape(launch_data["launch_url"])}">{fields}'
            "<button>Continue</button></form><script>document.forms[0].submit()</script>"
        )


class Roster(NamesRoleProvisioningService):
    def get_context_by_id(self):
        return COURSE

    def is_resource_link_valid(self, _context, link):
        return link == LINK

    def get_member_data_page(self, page=1, limit=None, role=None, **_):
        chosen = [
            member
            for member in MEMBERS
            if role is None or role in member["roles"] or ROLE + role in member["roles"]
        ]
        return slice_of(chosen, page, limit)


class Gradebook(AssignmentsGradesService):
    def find_lineitems(self, page=1, limit=None, resource_link_id=None, resource_id=None, tag=None, **_):
        asked = {"resourceLinkId": resource_link_id, "resourceId": resource_id, "tag": tag}
        wanted = {name: value for name, value in asked.items() if value is not None}
        return slice_of([item for item in line_items.values() if wanted.items() <= item.items()], page, limit)

    def find_lineitem(self, line_item_id):
        if line_item_id not in line_items:
            raise exceptions.LineItemNotFoundException(line_item_id)
        return line_items[line_item_id]

    def create_lineitem(self, creation_data):
        number = str(len(line_items) + 1)
        line_items[number] = creation_data | {"id": f"{HERE}/lineitems/{number}"}
        return line_items[number]

    def update_lineitem(self, update_data):
        number = update_data.pop("id")
        self.find_lineitem(number).update(update_data)
        return line_items[number]

    def delete_lineitem(self, line_item_id):
        self.find_lineitem(line_item_id)
        del line_items[line_item_id]

    def update_score(self, line_item_id, score):
        item = self.find_lineitem(line_item_id)
        scores.append({"line_item": item["id"], "score": score})
        before = results.get((line_item_id, score["userId"]))
        if before and before["timestamp"] >= score["timestamp"]:
            return UpdateScoreStatus.OLD_TIMESTAMP
        results[line_item_id, score["userId"]] = score
        return UpdateScoreStatus.SUCCESS if before else UpdateScoreStatus.CREATED

    def get_results(self, line_item_id, page=1, limit=None, user_id=None):
        item = self.find_lineitem(line_item_id)
        return slice_of(
            [
                result(item, score)
                for (number, user), score in results.items()
                if number == line_item_id and user_id in (None, user) and score.get("scoreGiven") is not None
            ],
            page,
            limit,
        )


def result(item, score):
    scaled = score["scoreGiven"] / score["scoreMaximum"] * item["scoreMaximum"]
    return {
        "id": f"{item['id']}/results/{score['userId']}",
        "scoreOf": item["id"],
        "userId": score["userId"],
        "resultScore": scaled,
        "resultMaximum": item["scoreMaximum"],
        "comment": score.get("comment"),
    }


def slice_of(everything, page, limit):
    end = len(everything) if limit is None else page * limit
    return {"content": everything[end - limit if limit else 0 : end], "has_next": end < len(everything)}


def answer(service, handler, *arguments):
    """Lets the library answer, and puts what it says on the wire."""
    requests_seen.append(f"{request.method} {request.full_path.rstrip('?')}")
    said = service.handle_resp(lambda: handler(*arguments))
    said_well = 200 <= said.code < 300
    body = said.result if said_well else {"error": said.message}
    following = body.get("next") if isinstance(body, dict) else None
    if isinstance(body, dict) and "content" in body:
        body = body["content"]
    response = make_response("" if body is None else json.dumps(body), said.code)
    response.content_type = said.media_type
    if following:
        response.headers["Link"] = generate_next_link(following)
    return response


@app.route("/start")
def start():
    login = Login(Received(request), Platform())
    login.set_lti_message_hint(hint=LINK)
    return login.initiate_login(request.args["as"])


@app.route("/auth", methods=["GET", "POST"])
def auth():
    return Launch(Received(request), Platform()).lti_launch()


@app.route("/token", methods=["POST"])
def token():
    requests_seen.append("POST /token")
    return jsonify(Platform().get_access_token(request.form.to_dict()))


@app.route("/jwks")
def jwks():
    return jsonify(Platform().get_jwks())


@app.route("/members")
def members():
    received = Received(request)
    most = CONFIG.get("page", 50)
    received.get_data["limit"] = min(received.get_data.get("limit", most), most)
    service = Roster(received, Platform(), HERE + "/members")
    return answer(service, service.handle_get_members)


def gradebook(item=None):
    return Gradebook(Received(request), Platform(), HERE + "/lineitems", item and f"{HERE}/lineitems/{item}")


@app.route("/lineitems", methods=["GET", "POST"])
def columns():
    service = gradebook()
    return answer(
        service, service.handle_create_lineitem if request.method == "POST" else service.handle_get_lineitems
    )


@app.route("/lineitems/<item>", methods=["GET", "PUT", "DELETE"])
def column(item):
    service = gradebook(item)
    handlers = {
        "GET": service.handle_get_lineitem,
        "PUT": service.handle_update_lineitem,
        "DELETE": service.handle_delete_lineitem,
    }
    return answer(service, handlers[request.method], item)


@app.route("/lineitems/<item>/scores", methods=["POST"])
def score_of(item):
    service = gradebook(item)
    return answer(service, service.handle_update_score, item)


@app.route("/lineitems/<item>/results")
def results_of(item):
    service = gradebook(item)
    return answer(service, service.handle_get_results, item)


@app.route("/inspect/<what>")
def inspect(what):
    shown = {
        "scores": scores,
        "lineitems": list(line_items.values()),
        "requests": requests_seen,
        "results": [result(line_items[item], score) for (item, _), score in results.items()],
    }
    return jsonify(shown[what])


@app.errorhandler(exceptions.PreflightRequestValidationException)
@app.errorhandler(exceptions.LtiException)
@app.errorhandler(exceptions.MissingRequiredClaim)
@app.errorhandler(exceptions.UnsupportedGrantType)
@app.errorhandler(jwt.PyJWTError)
def refused(refusal):
    return jsonify(error="invalid_request", error_description=repr(refusal)), 400


if __name__ == "__main__":
    server = make_server("127.0.0.1", PORT, app, threaded=True)
    print("ready", flush=True)
    server.serve_forever()
