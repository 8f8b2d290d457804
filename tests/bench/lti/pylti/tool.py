"""A small tool on pylti1p3next (Flask), measured beside ours.

At its best: the platform's keys are cached, and what a launch keeps is in memory, where one process
with several threads finds it.
"""

import datetime
import importlib.metadata
import json
import os

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from flask import Flask, jsonify, redirect, request
from flask_caching import Cache
from pylti1p3.contrib.flask import (
    FlaskCacheDataStorage,
    FlaskMessageLaunch,
    FlaskOIDCLogin,
    FlaskRequest,
    FlaskServiceConnector,
)
from pylti1p3.grade import Grade
from pylti1p3.lineitem import LineItem
from pylti1p3.tool_config import ToolConfDict

VERSION = "pylti1p3next " + importlib.metadata.version("pylti1p3next")

app = Flask(__name__)
app.secret_key = "only-for-measurements"
app.config.from_mapping(CACHE_TYPE="SimpleCache", CACHE_DEFAULT_TIMEOUT=3600, CACHE_THRESHOLD=1_000_000)
cache = Cache(app)


def registered():
    with open(os.environ["REGISTRATION"], encoding="utf-8") as file:
        platform = json.load(file)
    one = {
        "default": True,
        "client_id": platform["client_id"],
        "auth_login_url": platform["auth_url"],
        "auth_token_url": platform["token_url"],
        "key_set_url": platform["jwks_url"],
        "deployment_ids": [platform["deployment_id"]],
    }
    config = ToolConfDict({platform["iss"]: [one]})
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    config.set_private_key(platform["iss"], private.decode(), client_id=platform["client_id"])
    config.set_public_key(platform["iss"], public.decode(), client_id=platform["client_id"])
    return config


CONFIG = registered()


def kept():
    return FlaskCacheDataStorage(cache)


def launched(launch_id):
    # Without the connector it falls back to an abstract one.
    return FlaskMessageLaunch.from_cache(
        launch_id,
        FlaskRequest(request_is_secure=False),
        CONFIG,
        launch_data_storage=kept(),
        service_connector_cls=FlaskServiceConnector,
    )


@app.route("/login", methods=["GET", "POST"])
def login():
    asked = FlaskRequest(request_is_secure=False)
    begun = FlaskOIDCLogin(asked, CONFIG, launch_data_storage=kept())
    return begun.redirect(asked.get_param("target_link_uri"))


@app.route("/launch", methods=["POST"])
def launch():
    message = FlaskMessageLaunch(
        FlaskRequest(request_is_secure=False), CONFIG, launch_data_storage=kept()
    )
    message.set_public_key_caching(kept())
    message.validate()
    return redirect(f"/page/{message.get_launch_id()}", code=303)


@app.route("/page/<launch_id>")
def page(launch_id):
    data = launched(launch_id).get_launch_data()
    at = f"/page/{launch_id}"
    return jsonify(
        name=data["name"], version=VERSION, roster=f"{at}/roster", scores=f"{at}/scores"
    )


@app.route("/page/<launch_id>/roster")
def roster(launch_id):
    return jsonify(members=len(launched(launch_id).get_nrps().get_members()))


@app.route("/page/<launch_id>/scores")
def scores(launch_id):
    wanted = int(request.args["n"])
    grades = launched(launch_id).get_ags()
    column = LineItem().set_tag("bench").set_label("Bench").set_score_maximum(1).set_resource_id("bench")
    column = grades.find_or_create_lineitem(column)
    for number in range(wanted):
        now = datetime.datetime.now(datetime.timezone.utc)
        mark = Grade().set_score_given(1).set_score_maximum(1).set_user_id(f"user-{number}")
        mark.set_activity_progress("Completed").set_grading_progress("FullyGraded")
        mark.set_timestamp(now.isoformat(timespec="milliseconds"))
        grades.put_grade(mark, column)
    return jsonify(scores=wanted)
