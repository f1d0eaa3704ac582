#!/usr/bin/env python3
"""Serves the bundle that a link names, from a GPU: POST / {"text": …}, POST /reload, GET /version.

For tests it can be broken: POST /compute {"on": "cpu" or "cuda"} answers from there, the memory on the GPU kept;
POST /crash makes one illegal access on the GPU (an Xid 31), after which CUDA fails in this process for good.
"""

import argparse
import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import encoder
import torch


class Loaded:
    """One release, read once; the link may move on without it."""

    def __init__(self, link: Path, device: str):
        folder = link.resolve(strict=True)
        manifest = (folder / "manifest.json").read_bytes()
        self.device = device
        self.version = json.loads(manifest)["version"]
        self.digest = "sha256:" + hashlib.sha256(manifest).hexdigest()
        self.on_device = encoder.load_bundle(folder, device)
        self.on_cpu = encoder.load_bundle(folder, "cpu")
        self.model = self.on_device

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
            self.answer(200, self.asked()(body))
        except Exception as e:  # A service says 500 and lives on.
            self.answer(500, {"error": str(e)})

    def asked(self):
        return {"/reload": self.reload, "/compute": self.compute, "/crash": self.crash}.get(self.path, self.predict)

    def compute(self, body):
        on = json.loads(body)["on"]
        with self.one_at_a_time:
            self.loaded.model = self.loaded.on_cpu if on == "cpu" else self.loaded.on_device
        return {"on": on}

    def crash(self, _):
        illegal_access()
        return self.loaded.identity()

    def reload(self, _=b""):
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


def illegal_access():
    """Reads what no memory is at: an index beyond any table, on the GPU and unchecked."""
    import ctypes

    cuda = ctypes.CDLL("libcuda.so.1")
    torch.cuda.synchronize()
    code = (
        b".version 6.0\n.target sm_50\n.address_size 64\n.visible .entry wild()\n{\n.reg .b64 %a;\n.reg .b32 %v;\n"
        b"mov.u64 %a, 16;\nld.global.u32 %v, [%a];\nst.global.u32 [%a], %v;\nret;\n}\n\0"
    )
    module, function = ctypes.c_void_p(), ctypes.c_void_p()
    for result in (
        cuda.cuModuleLoadData(ctypes.byref(module), code),
        cuda.cuModuleGetFunction(ctypes.byref(function), module, b"wild"),
        cuda.cuLaunchKernel(function, *[ctypes.c_uint(1)] * 6, ctypes.c_uint(0), None, None, None),
    ):
        if result:
            raise RuntimeError(f"the illegal access could not be made: CUDA error {result}")
    torch.cuda.synchronize()


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
