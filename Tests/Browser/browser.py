"""A headless Chromium, driven over a pipe by the DevTools protocol; needs nothing but Python and the browser."""
import base64
import json
import os
import shutil
import subprocess
import tempfile
import threading
import time


def executable():
    """The browser's path, or None where there is none."""
    names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]
    return next((path for path in map(shutil.which, names) if path), None)


class Browser:
    """One browser with one page. Notes everything that a page says on its console and everything it asks a network for."""

    def __init__(self, zone="Europe/Berlin"):
        self.folder = tempfile.mkdtemp(prefix="acs-logscan-browser-")
        down_read, down_write = os.pipe()
        up_read, up_write = os.pipe()

        def descriptors():
            os.dup2(down_read, 33)
            os.dup2(up_write, 34)
            os.dup2(33, 3)
            os.dup2(34, 4)

        arguments = ["--headless=new", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu", "--disable-dev-shm-usage",
                     "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
                     f"--user-data-dir={self.folder}", "about:blank"]
        # The sandbox of the browser needs rights that root in a container does not have.
        if os.getuid() == 0:
            arguments.insert(0, "--no-sandbox")
        self.process = subprocess.Popen(
            [executable()] + arguments, preexec_fn=descriptors, close_fds=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ, TZ=zone))
        os.close(down_read)
        os.close(up_write)
        self.down = os.fdopen(down_write, "wb", buffering=0)
        self.up = os.fdopen(up_read, "rb")
        self.replies = {}
        self.condition = threading.Condition()
        self.number = 0
        self.console = []
        self.requests = []
        self.events = []
        threading.Thread(target=self._read, daemon=True).start()
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network", "Performance"]:
            self.call(f"{domain}.enable")

    session = None

    def _read(self):
        held = b""
        while True:
            piece = self.up.read1(1 << 20)
            if not piece:
                break
            held += piece
            *messages, held = held.split(b"\0")
            for message in messages:
                self._take(json.loads(message))

    def _take(self, message):
        with self.condition:
            if "id" in message:
                self.replies[message["id"]] = message
            else:
                method, values = message["method"], message.get("params", {})
                self.events.append(method)
                if method == "Runtime.consoleAPICalled":
                    self.console.append(" ".join(str(a.get("value", a.get("description"))) for a in values["args"]))
                elif method == "Runtime.exceptionThrown":
                    details = values["exceptionDetails"]
                    self.console.append(details.get("exception", {}).get("description", details["text"]))
                elif method == "Log.entryAdded":
                    self.console.append(values["entry"]["text"])
                elif method == "Network.requestWillBeSent":
                    self.requests.append(values["request"]["url"][:200])
            self.condition.notify_all()

    def call(self, method, **values):
        """One command of the protocol, and its result."""
        with self.condition:
            self.number += 1
            number = self.number
        message = {"id": number, "method": method, "params": values}
        if self.session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[self.down.write(data):]
        with self.condition:
            if not self.condition.wait_for(lambda: number in self.replies, timeout=60):
                raise TimeoutError(method)
            reply = self.replies.pop(number)
        if "error" in reply:
            raise RuntimeError(f"{method}: {reply['error']}")
        return reply["result"]

    def open(self, path, fragment=""):
        """Loads a file and waits until its script has drawn it."""
        self.console.clear()
        self.requests.clear()
        self.call("Page.navigate", url="about:blank")
        self.requests.clear()
        self.call("Page.navigate", url=f"file://{os.path.abspath(path)}{fragment}")
        self.wait("document.documentElement.dataset.ready === 'yes'")

    def evaluate(self, expression):
        """The value of an expression in the page."""
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True, userGesture=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"].get("exception", {}).get("description", expression))
        return result["result"].get("value")

    def wait(self, condition, seconds=20):
        end = time.time() + seconds
        while time.time() < end:
            try:
                if self.evaluate(condition):
                    return
            except RuntimeError:
                pass
            time.sleep(0.02)
        raise TimeoutError(f"{condition}; the console says {self.console}")

    def size(self, width, height, dark=False):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        time.sleep(0.1)

    def key(self, key, text=None):
        """Presses a key as a person does."""
        codes = {"Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38, "ArrowLeft": 37, "ArrowRight": 39, "End": 35, "Home": 36, "Tab": 9, "PageDown": 34}
        text = text or {"Enter": "\r"}.get(key) or (key if len(key) == 1 else None)
        values = {"key": key, "windowsVirtualKeyCode": codes.get(key, ord(key[0].upper()))}
        self.call("Input.dispatchKeyEvent", type="keyDown", **dict(values, **({"text": text} if text else {})))
        self.call("Input.dispatchKeyEvent", type="keyUp", **values)

    def type(self, text):
        self.call("Input.insertText", text=text)

    def mouse(self, kind, x, y, **values):
        self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, **values)

    def click(self, selector):
        """With the mouse, in the middle of the first element of a selector."""
        x, y = self.evaluate(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: 'center'}}); "
            "const b = e.getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]; })()")
        self.mouse("mouseMoved", x, y)
        for kind in ["mousePressed", "mouseReleased"]:
            self.mouse(kind, x, y, button="left", clickCount=1)

    def screenshot(self, path, whole=False):
        picture = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        with open(path, "wb") as file:
            file.write(base64.b64decode(picture["data"]))

    def close(self):
        try:
            self.session = None
            self.call("Browser.close")
            self.process.wait(timeout=10)
        except Exception:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
