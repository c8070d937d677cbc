#!/usr/bin/env python3
"""Prints the bill of materials of a built program, as CycloneDX 1.5: sbom.py PROGRAM.

Packages are those of `swift package show-dependencies` with the revisions of Package.resolved; libraries are those that the
program is linked with, with the versions of the Debian packages that have them. The standard library is part of the program.
"""

import datetime
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import urllib.parse
import uuid

ROOT = pathlib.Path(__file__).resolve().parent.parent
LICENCES = {
    "swift-argument-parser": "Apache-2.0", "swift-asn1": "Apache-2.0", "swift-crypto": "Apache-2.0",
    "swift-mustache": "Apache-2.0", "grdb.swift": "MIT", "yams": "MIT",
}


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


def licences(identity):
    return [{"license": {"id": LICENCES[identity]}}] if identity in LICENCES else []


def package(pin):
    state = pin["state"]
    version = state.get("version", state["revision"])
    location = re.sub(r"^https://|\.git$", "", pin["location"])
    component = {
        "type": "library", "bom-ref": pin["identity"], "name": pin["identity"], "version": version,
        "purl": f"pkg:swift/{location}@{version}",
        "externalReferences": [{"type": "vcs", "url": pin["location"]}],
        "properties": [{"name": "acs-logscan:revision", "value": state["revision"]}],
    }
    if licences(pin["identity"]):
        component["licenses"] = licences(pin["identity"])
    return component


def system_libraries(program):
    """What the program itself names as needed, but its loader, found as that finds it; not what those need in turn."""
    needed = set(re.findall(r"NEEDED.*\[(.+)\]", run("readelf", "-d", program)))
    paths = dict(re.findall(r"^\s*(\S+) => (\S+) ", run("ldd", program), re.MULTILINE))
    for name in sorted(name for name in needed if not name.startswith("ld-")):
        path = paths.get(name)
        owner = path and next((found for found in [owner_of(path), owner_of(os.path.realpath(path))] if found), None)
        component = {"type": "library", "bom-ref": name, "name": name}
        if owner:
            version = run("dpkg-query", "-W", "-f", "${Version}", owner)
            package_name, _, architecture = owner.partition(":")
            component["version"] = version
            qualifiers = f"?arch={architecture}" if architecture else ""
            component["purl"] = f"pkg:deb/debian/{package_name}@{urllib.parse.quote(version)}{qualifiers}"
        yield component


def owner_of(path):
    """The Debian package of a file; libraries of / are recorded below /lib or /usr/lib."""
    for spelling in [path, "/usr" + path, path.removeprefix("/usr")]:
        found = subprocess.run(["dpkg-query", "-S", spelling], capture_output=True, text=True)
        if found.returncode == 0:
            return found.stdout.rsplit(": ", 1)[0]
    return None


def dependencies(node, seen):
    """Which package depends on which, as SwiftPM resolved it."""
    if node["identity"] not in seen:
        seen[node["identity"]] = sorted(child["identity"] for child in node["dependencies"])
        for child in node["dependencies"]:
            dependencies(child, seen)
    return seen


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    version = run(str(program), "--version").strip()
    pins = json.loads((ROOT / "Package.resolved").read_text())["pins"]
    tree = json.loads(run("swift", "package", "--ignore-lock", "show-dependencies", "--format", "json"))
    libraries = list(system_libraries(str(program)))
    toolchain = re.search(r"Swift version (\S+)", run("swift", "--version")).group(1)
    standard_library = {
        "type": "library", "bom-ref": "swift-standard-library", "name": "swift-standard-library",
        "version": toolchain, "licenses": [{"license": {"id": "Apache-2.0"}}],
        "description": "With Foundation; linked into the program.",
    }
    graph = dependencies(tree, {})
    root = tree["identity"]
    digest = hashlib.sha256(program.read_bytes()).hexdigest()
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH", datetime.datetime.now().timestamp()))
    moment = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    own = graph.pop(root) + ["swift-standard-library"] + [library["bom-ref"] for library in libraries]
    print(json.dumps({
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'acs-logscan:' + digest)}",
        "metadata": {
            "timestamp": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application", "bom-ref": "acs-logscan", "name": "acs-logscan", "version": version,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
                "hashes": [{"alg": "SHA-256", "content": digest}],
            },
        },
        "components": [package(pin) for pin in pins] + [standard_library] + libraries,
        "dependencies": [{"ref": "acs-logscan", "dependsOn": sorted(own)}]
        + [{"ref": name, "dependsOn": graph[name]} for name in sorted(graph)],
    }, indent=2))


if __name__ == "__main__":
    main()
