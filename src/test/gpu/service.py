#!/usr/bin/env python3
"""Serves the bundle that a link names, from a GPU: POST / {"text": …}, POST /reload, GET /version."""

import argparse
import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import encoder


class Loaded:
    """One release, read once; the link may move on without it."""

    def __init__(self, link: Path, device: str):
        folder = link.resolve(strict=True)
        manifest = (folder / "manifest.json").read_bytes()
        self.device = device
        self.version = json.loads(manifest)["version"]
        self.digest = "sha256:" + hashlib.sha256(manifest).hexdigest()
        self.model = encoder.load_bundle(folder, device)

    def identity(self):
        return {"version": self.version, "digest": self.digest, "device": self.device}


class Service(BaseHTTPRequestHandler):
    link: Path
    device: str
    loaded: Loaded
    one_at_a_time = threading.Lock()

    def do_GET(self):
        self.answer(200, self.loaded.identity()) if self.path == "/version" else self.answer(404, {})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            self.answer(200, self.reload() if self.path == "/reload" else self.predict(body))
        except Exception as e:  # A service says 500 and lives on.
            self.answer(500, {"error": str(e)})

    def reload(self):
        Service.loaded = Loaded(self.link, self.device)
        return self.loaded.identity()

    def predict(self, body):
        with self.one_at_a_time:
            found = encoder.scores(self.loaded.model, json.loads(body)["text"])
        return {"scores": found, **self.loaded.identity()}

    def answer(self, status, content):
        text = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--model", type=Path, required=True, help="the link `current` of a bundle")
    options.add_argument("--port", type=int, required=True)
    options.add_argument("--device", default="cuda")
    chosen = options.parse_args()
    Service.link, Service.device = chosen.model, chosen.device
    Service.loaded = Loaded(chosen.model, chosen.device)
    ThreadingHTTPServer(("127.0.0.1", chosen.port), Service).serve_forever()


if __name__ == "__main__":
    main()
