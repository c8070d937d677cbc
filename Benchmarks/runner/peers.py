"""The programs that the tool is compared with. Each is optional."""

import os
import shutil
import subprocess

from .measuring import Command

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LITERALS = os.path.join(HERE, "literals.txt")

# Which Debian package has which program.
PACKAGES = {
    "cat": "coreutils", "gzip": "gzip", "rg": "ripgrep", "ugrep": "ugrep", "lnav": "lnav", "igzip": "isal",
    "pigz": "pigz", "bsdtar": "libarchive-tools", "jq": "jq",
    "xmllint": "libxml2-utils",
}

# Which module of Python is which program.
TRACE_READERS = {"dissect.etl": "dissect.etl", "etl-parser": "etl"}
MODULES = {"duckdb": "duckdb", **TRACE_READERS}


class Peers:
    """Commands of the peers that are installed; None for those that are not."""

    def __init__(self, scratch):
        self.scratch = scratch
        self.python = os.path.join(HERE, ".peers", "bin", "python")

    def missing(self):
        """Names of the programs that are not here."""
        names = [name for name in PACKAGES if not shutil.which(name)]
        names += [name for name, module in MODULES.items() if not self._has(module)]
        return names

    def versions(self):
        """What is installed, as each program says itself."""
        return {name: version for name in PACKAGES if (version := self._version(name))}

    def _version(self, name):
        program = shutil.which(name)
        # lnav insists on a terminal's settings; its version is not worth them.
        if not program or name == "lnav":
            return None
        result = subprocess.run([program, "--version"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        lines = result.stdout.decode(errors="replace").strip().splitlines()
        return lines[0] if lines else None

    def command(self, name, files):
        """The command that does a peer's part of the work on these files."""
        if name == "duckdb":
            return self._duckdb(files)
        if name == "duckdb, end codes":
            return self._duckdb_ends(files)
        if name in TRACE_READERS:
            return self._trace_reader(name, files)
        program = name.split()[0].rstrip(",")
        if not shutil.which(program):
            return None
        # Counts go into a file: some searchers stop at the first hit when nobody reads what they print.
        counts = self.scratch("peer.out")
        match name:
            case "cat" | "gzip -dc" | "igzip -dc" | "pigz -dc":
                return Command(name, name.split() + files)
            case "cat > copy":
                return Command(name, ["cat", *files], self.scratch("copy"))
            case "gzip -dc, gzip -1":
                return Command(name, ["sh", "-c", 'gzip -dc "$@" | gzip -1', "sh", *files], self.scratch("copy.gz"))
            case "xmllint --stream":
                return Command(name, ["xmllint", "--stream", "--noout", *files])
            case "rg -c":
                return Command(name, ["rg", "-c", "-i", "-F", "-f", LITERALS, *files], counts, (0, 1))
            case "ugrep -c":
                return Command(name, ["ugrep", "-c", "-i", "-F", "-f", LITERALS, *files], counts, (0, 1))
            case "ugrep -z":
                return Command(name, ["ugrep", "-z", "-c", "-i", "-F", "-f", LITERALS, *files], counts, (0, 1))
            case "igzip, 2 at once":
                # The least that unpacking alone takes on two cores.
                half = len(files) // 2
                script = 'half=$1; shift; igzip -dc "${@:1:half}" & igzip -dc "${@:half+1}"; wait'
                return Command(name, ["bash", "-c", script, "bash", str(half), *files])
            case "bsdtar -xO":
                script = 'for archive; do bsdtar -xOf "$archive"; done'
                return Command(name, ["sh", "-c", script, "sh", *files])
            case "lnav":
                return self._lnav(files, counts)
            case "jq":
                query = "select(.callId != null) | .callId"
                return Command(name, ["jq", "-c", query, *files])
            case "jq, end codes":
                query = "select(.properties.participantEndReason != null) | .properties.participantEndReason"
                script = 'jq -r "$0" "$@" | sort | uniq -c'
                return Command(name, ["sh", "-c", script, query, *files], self.scratch("jq.out"))
        raise ValueError(name)

    def _lnav(self, files, counts):
        query = (
            ";SELECT log_time, log_body FROM acs_console_log WHERE log_body LIKE '%call id%'"
            " OR log_body LIKE '%call state%' OR log_body LIKE '%call end reason%'")
        home = self.scratch("lnav-home")
        os.makedirs(home, exist_ok=True)
        return Command(
            "lnav", ["lnav", "-n", "-I", os.path.join(HERE, "lnav"), "-c", query, *files], counts,
            environment={"HOME": home, "XDG_CONFIG_HOME": home, "TERM": "dumb"})

    def _duckdb(self, files):
        if not self._has("duckdb"):
            return None
        script = (
            "import duckdb, sys\n"
            "words = [line.rstrip('\\n') for line in open(sys.argv[1])]\n"
            "test = ' or '.join(f\"contains(lower(line), '{word}')\" for word in words)\n"
            "table = \"read_csv(?, columns={'line': 'VARCHAR'}, delim='\\x01', quote='', escape='', header=false)\"\n"
            "print(duckdb.execute(f'select count(*) from {table} where {test}', [sys.argv[2:]]).fetchone())\n")
        return Command("duckdb", [self.python, "-c", script, LITERALS, *files], self.scratch("peer.out"))

    def _duckdb_ends(self, files):
        if not self._has("duckdb"):
            return None
        # The columns are given, so that none is guessed and nothing else is made of the rows.
        script = (
            "import duckdb, sys\n"
            "duckdb.execute('set threads = 2')\n"
            "duckdb.execute('set enable_progress_bar = false')\n"
            "columns = \"{properties: 'STRUCT(participantEndReason VARCHAR)'}\"\n"
            "rows = f\"read_json(?, format='newline_delimited', columns={columns})\"\n"
            "code = 'properties.participantEndReason'\n"
            "query = f'select count(*), {code} from {rows} where {code} is not null group by 2'\n"
            "for count, code in duckdb.execute(query, [sys.argv[1:]]).fetchall(): print(count, code)\n")
        return Command(
            "duckdb, end codes", [self.python, "-c", script, *files], self.scratch("duckdb.out"))

    def _trace_reader(self, name, files):
        if not self._has(TRACE_READERS[name]):
            return None
        script = os.path.join(HERE, "runner", "trace_peer.py")
        # All of its events are counted in the number that it prints.
        return Command(name, [self.python, script, name, *files], self.scratch(name + ".out"))

    def _has(self, module):
        if not os.path.exists(self.python):
            return False
        found = subprocess.run([self.python, "-c", f"import {module}"], stderr=subprocess.DEVNULL, check=False)
        return found.returncode == 0
