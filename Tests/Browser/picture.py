#!/usr/bin/env python3
"""`picture.py PROGRAM PNG` draws the README's picture: a call of Fixtures as the HTML report shows it."""
import os
import subprocess
import sys
import tempfile

from browser import Browser

program, picture = sys.argv[1:]
fixtures = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Fixtures")
with tempfile.TemporaryDirectory() as folder:
    page = os.path.join(folder, "report.html")
    subprocess.run([program, "timeline", "-q", "--format", "html", "-o", page, os.path.join(fixtures, "two-participants", "attachments")], check=True)
    browser = Browser()
    try:
        browser.size(1280, 1010)
        browser.open(page, "#call=c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10")
        browser.screenshot(picture)
    finally:
        browser.close()
