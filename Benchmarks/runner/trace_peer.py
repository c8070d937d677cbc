"""Decodes every event of a binary Windows trace with one of the peers, and prints how many there are.

Run by the interpreter that has the peers: `trace_peer.py dissect.etl|etl-parser FILE`.
"""

import os
import sys


def with_dissect(path):
    from dissect.etl.etl import ETL, Buffer

    count = 0
    with open(path, "rb") as file:
        trace = ETL(file)
        offset, end = 0, os.path.getsize(path)
        # Its own loop believes the header, which does not count the buffers of a trace that was not stopped.
        while offset < end:
            buffer = Buffer(trace, offset)
            for record in buffer:
                try:
                    record.event.ts()
                    record.event.event_values()
                except (AttributeError, KeyError, EOFError):
                    # Some of its layouts do not fit the library beneath it.
                    pass
                count += 1
            offset = buffer.next_buffer
    return count


def with_etl_parser(path):
    from etl.etl import IEtlFileObserver, build_from_stream
    from etl.error import EtlException

    class Observer(IEtlFileObserver):
        count = 0

        def on_event_record(self, event):
            self.count += 1
            for decode in (event.parse_tracelogging, event.parse_etw):
                try:
                    decode()
                    return
                except (EtlException, LookupError):
                    continue

        def on_trace_record(self, event):
            self.count += 1

        def on_perfinfo_trace(self, obj):
            self.count += 1

        def on_system_trace(self, obj):
            self.count += 1

        def on_win_trace(self, obj):
            self.count += 1

    observer = Observer()
    with open(path, "rb") as file:
        build_from_stream(file.read()).parse(observer)
    return observer.count


if __name__ == "__main__":
    events = {"dissect.etl": with_dissect, "etl-parser": with_etl_parser}[sys.argv[1]](sys.argv[2])
    # A reader that finds nothing, as in a compressed trace, is no measure.
    sys.exit("no events") if events == 0 else print(events)
