"""Makes folders of invented attachments: the same ones on every run."""

import os
import uuid
from datetime import datetime, timedelta, timezone
from typing import Iterator, List

_START = datetime(2026, 3, 2, 8, tzinfo=timezone.utc)
_PER_FOLDER = 200
# So many lines about the connection for each call, which say nothing of it.
_PINGS = 20


def call_id(number: int) -> str:
    """The ID of a call, by its number; the call with number 0 is everywhere."""
    return str(uuid.UUID(int=(0xC0FFEE << 104) | 0x4000_8000_0000_0000_0000 | number))


def write(folder: str, artifacts: int, calls: int, shared_by: int) -> None:
    """Tickets of two logs each, of two participants.

    Each log has calls of its own, every tenth of which the other participant's log has, too.

    shared_by: In so many logs, spread evenly, stands the call with number 0.
    """
    every = max(1, artifacts // max(1, shared_by))
    own: List[List[int]] = [[] for _ in range(artifacts)]
    for number in range(1, calls):
        own[number % artifacts].append(number)
    for artifact in range(artifacts):
        partner = artifact ^ 1
        theirs = [n for n in own[partner] if n // artifacts % 10 == 0] if partner < artifacts else []
        hub = [0] if artifact % every == 0 and artifact // every < shared_by else []
        path = os.path.join(folder, f"{artifact // _PER_FOLDER:04}", f"ticket-{artifact // 2:06}", f"console-{artifact % 2}.log")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(_log(artifact, sorted(own[artifact] + theirs + hub)))


def _log(artifact: int, calls: List[int]) -> Iterator[str]:
    # No two logs have a line in common: they would be taken for those of one client.
    own = timedelta(milliseconds=artifact)
    yield f"{_sdk(_START + own)} CallClient1 created\n"
    for number in calls:
        start = _START + timedelta(seconds=200 * (number + 1)) + own
        me = uuid.UUID(int=(0xA11CE << 108) | 0x4000_8000_0000_0000_0000 | (artifact << 32 | number))

        def line(seconds: float, words: str) -> str:
            return f"{_time(start + timedelta(seconds=seconds))} {words}\n"

        yield line(0, f"joinCall callId={me} participantId={uuid.UUID(int=me.int ^ 0xFF << 100)}")
        yield line(0.01, "Call state changed  Connecting")
        yield line(1.2, f"Call id Changed  {call_id(number)}")
        yield line(2.1, "Call state changed  Connected")
        for ping in range(_PINGS):
            yield f"{_sdk(start + timedelta(seconds=3 + ping * 5))} CallClient1:CallStack:Trouter [Connection] Ping interval fired\n"
        if number % 50 == 3:
            yield line(104, "UFD Diagnostic changed: networkReconnect value=3 valueType=DiagnosticQuality")
        yield line(110, "Call state changed  Disconnecting")
        yield line(110.1, "Call state changed  Disconnected")
        yield line(110.2, f"Call end reason: code: {'490, subcode: 4502' if number % 50 == 3 else '0, subcode: 0'}")


def _time(time: datetime) -> str:
    return f"{time:%Y-%m-%dT%H:%M:%S}.{time.microsecond // 1000:03}Z"


def _sdk(time: datetime) -> str:
    return f"azure:ACS-calling:info {_time(time)}"
