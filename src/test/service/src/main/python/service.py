"""A small model service, as ASGI (`asgi`, for uvicorn) and as WSGI (`wsgi`, Flask).

It loads what the link $MODEL names at POST /reload, and says at GET /version what it has loaded.
POST / wants JSON with a text, and is as strict as FastAPI: a body that is missing is a 422.
"""

import hashlib
import json
import os

loaded = {}


def answer(method, path, body):
    """Returns a status and a document."""
    if (method, path) == ("GET", "/version"):
        return (200, loaded) if loaded else (503, {"error": "nothing is loaded"})
    if (method, path) == ("POST", "/reload"):
        with open(os.path.join(os.environ["MODEL"], "manifest.json"), "rb") as file:
            manifest = file.read()
        loaded["version"] = json.loads(manifest)["version"]
        # Upper case without the algorithm, as some libraries print a digest.
        loaded["digest"] = hashlib.sha256(manifest).hexdigest().upper()
        return 200, {"reloaded": loaded["version"]}
    if (method, path) == ("POST", "/"):
        try:
            text = json.loads(body)["text"]
        except (ValueError, KeyError, TypeError):
            return 422, {"error": "no JSON with a text: %d bytes" % len(body)}
        return 200, {"score": len(text) / 8, "label": "road"}
    return 404, {"error": "not found"}


async def asgi(scope, receive, send):
    if scope["type"] == "lifespan":
        while True:
            event = await receive()
            await send({"type": event["type"] + ".complete"})
            if event["type"] == "lifespan.shutdown":
                return
    body, more = b"", True
    while more:
        event = await receive()
        body += event.get("body", b"")
        more = event.get("more_body", False)
    status, document = answer(scope["method"], scope["path"], body)
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(document).encode()})


def _flask():
    from flask import Flask, request

    app = Flask(__name__)

    @app.route("/", methods=["GET", "POST"], defaults={"path": ""})
    @app.route("/<path:path>", methods=["GET", "POST"])
    def every(path):
        status, document = answer(request.method, "/" + path, request.get_data())
        return document, status

    return app


def __getattr__(name):
    """Flask only where it is wanted: uvicorn does not need it."""
    if name == "wsgi":
        globals()["wsgi"] = _flask()
        return globals()["wsgi"]
    raise AttributeError(name)
