#!/usr/bin/env python3
"""Writes the manual pages: manual.py PROGRAM FOLDER [DATE].

What a page says of commands and options is what the program says of itself (`--experimental-dump-help`), so that
there is one place for it; exit codes, variables and files stand here.
"""

import datetime
import json
import os
import pathlib
import subprocess
import sys

EXIT_STATUS = [
    ("0", "All input was read."),
    ("1", "Something named by --fail-on was found, or no call has the ID given with --call; with redact --check, "
          "something sensitive was found."),
    ("2", "Some input could not be read whole; the report is written all the same and says what is missing."),
    ("64", "The command line or the config file was wrong."),
    ("73", "The report could not be written."),
    ("130", "Ctrl-C ended the reading; the report of what was read was written."),
]
ENVIRONMENT = [
    ("ACS_LOGSCAN_NO_CONFIG", "Where it is set and not empty, the config file is not read."),
    ("COLUMNS", "Columns of text where standard output is no terminal."),
    ("NO_COLOR", "Where it is set and not empty, there is no colour."),
    ("PAGER", "Shows long output on a terminal; less where it is not set, nothing for cat."),
    ("XDG_CONFIG_HOME", "The folder of config files, ~/.config where it is not set."),
]
FILES = [("$XDG_CONFIG_HOME/acs-logscan/config", "Defaults of options; see acs-logscan-config(1).")]


def escaped(text):
    """A line of text that groff takes as it stands."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text[:1] in (".", "'") else text


def paragraphs(text):
    """Prose line by line, and what is indented as it stands."""
    lines = []
    is_literal = False
    for line in text.split("\n"):
        if line.startswith("  ") and not is_literal:
            lines.append(".Bd -literal -offset indent")
            is_literal = True
        elif line and not line.startswith("  ") and is_literal:
            lines.append(".Ed")
            is_literal = False
        if is_literal:
            lines.append(escaped(line[2:]))
        elif line:
            lines.append(escaped(line))
        elif lines and lines[-1] != ".Pp":
            lines.append(".Pp")
    while is_literal and lines[-1] == "":
        lines.pop()
    if is_literal:
        lines.append(".Ed")
    # A display begins a paragraph by itself.
    return [line for index, line in enumerate(lines)
            if not (line == ".Pp" and lines[index + 1:index + 2] in ([], [".Bd -literal -offset indent"]))]


def names(argument):
    """Its spellings in the words of mdoc, short ones first."""
    ordered = sorted(argument.get("names", []), key=lambda name: name["kind"] != "short")
    return " , ".join(("Fl " if name["kind"] == "short" else "Fl Fl ") + escaped(name["name"]) for name in ordered)


def item(argument):
    value = escaped(argument.get("valueName", ""))
    head = names(argument) if argument["kind"] != "positional" else ""
    if argument["kind"] != "flag":
        head += f" Ar {value}"
    words = [argument.get("abstract", "")]
    default = argument.get("defaultValue")
    if default is not None and argument["kind"] == "option":
        words.append(f"The default is {default}.")
    return [f".It {head.strip()}"] + [escaped(word) for word in words if word]


def option_list(arguments):
    """All options, by the sections of the help."""
    shown = [argument for argument in arguments if argument.get("shouldDisplay", True)]
    lines = []
    sections = list(dict.fromkeys(argument.get("sectionTitle") or "" for argument in shown))
    for section in sorted(sections, key=lambda title: title == ""):
        lines.append(f".Ss {section or 'Other options'}")
        lines.append(".Bl -tag -width indent")
        for argument in shown:
            if (argument.get("sectionTitle") or "") == section:
                lines += item(argument)
        lines.append(".El")
    return lines


def table(title, rows, macro):
    lines = [f".Sh {title}", ".Bl -tag -width indent"]
    for name, words in rows:
        lines += [f".It {macro} {escaped(name)}", escaped(words)]
    return lines + [".El"]


def split(discussion):
    """What a discussion says, and its examples."""
    before, _, examples = discussion.partition("Examples:\n")
    return before.strip("\n"), examples.rstrip("\n")


def page(name, abstract, synopsis, body, also, date, version):
    lines = [f".Dd {date}", f".Dt {name.upper()} 1", f".Os acs-logscan {version}", ".Sh NAME", f".Nm {name}",
             f".Nd {escaped(abstract.rstrip('.'))}", ".Sh SYNOPSIS"] + synopsis + body
    lines.append(".Sh SEE ALSO")
    for index, other in enumerate(also):
        lines.append(f".Xr {other} 1" + (" ," if index + 1 < len(also) else ""))
    return "\n".join(lines) + "\n"


def synopsis(name, arguments):
    lines = [f".Nm {name}", ".Op Ar options"]
    for argument in arguments:
        if argument["kind"] == "positional":
            dots = " ..." if argument.get("isRepeating") else ""
            lines.append(f".Op Ar {argument['valueName']}{dots}")
    return lines


def commands_of(root):
    return [command for command in root["subcommands"] if command["commandName"] != "help"]


def pages(root, date, version):
    commands = commands_of(root)
    all_names = ["acs-logscan"] + ["acs-logscan-" + command["commandName"] for command in commands]
    discussion, examples = split(root.get("discussion", ""))
    body = [".Sh DESCRIPTION"] + paragraphs(discussion)
    body += [".Sh COMMANDS", "Each has a page of its own.", ".Bl -tag -width timeline"]
    for command in commands:
        body += [f".It Cm {command['commandName']}", escaped(command["abstract"])]
    body += [".El"] + table("EXIT STATUS", EXIT_STATUS, "Li") + table("ENVIRONMENT", ENVIRONMENT, "Ev")
    body += table("FILES", FILES, "Pa")
    if examples:
        body += [".Sh EXAMPLES"] + paragraphs(examples)
    start = [".Nm acs\\-logscan", ".Op Ar command", ".Op Ar options", ".Op Ar path ..."]
    yield "acs-logscan", page("acs-logscan", root["abstract"], start, body, all_names[1:], date, version)
    for command in commands:
        name = "acs-logscan-" + command["commandName"]
        discussion, examples = split(command.get("discussion", ""))
        body = [".Sh DESCRIPTION", escaped(command["abstract"])]
        if discussion:
            body += [".Pp"] + paragraphs(discussion)
        body += [".Sh OPTIONS"] + option_list(command["arguments"])
        if examples:
            body += [".Sh EXAMPLES"] + paragraphs(examples)
        others = [other for other in all_names if other != name]
        start = synopsis("acs-logscan " + command["commandName"], command["arguments"])
        yield name, page(name, command["abstract"], start, body, others, date, version)


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    run = lambda *arguments: subprocess.run(
        [program, *arguments], check=True, capture_output=True, text=True).stdout
    root = json.loads(run("--experimental-dump-help"))["command"]
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH", datetime.datetime.now().timestamp()))
    day = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    date = f"{day:%B} {day.day}, {day.year}"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages(root, date, run("--version").strip()):
        (folder / f"{name}.1").write_text(text)


if __name__ == "__main__":
    main()
