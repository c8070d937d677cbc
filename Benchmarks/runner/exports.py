"""Exports of Azure Monitor as they come from a diagnostic setting: rows of calls, most of them media statistics."""

import json
import os
import random
import uuid

SUBSCRIPTION = "00000000-1111-2222-3333-444444444444"
RESOURCE = (
    f"/SUBSCRIPTIONS/{SUBSCRIPTION}/RESOURCEGROUPS/DESK/PROVIDERS/MICROSOFT.COMMUNICATION/COMMUNICATIONSERVICES/DESK")
AGENT = (
    "azure-communication-services/1.27.4 azsdk-js-communication-calling/1.27.4 (javascript_calling_sdk). Mozilla/5.0 "
    "(Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36")
STREAMS = [
    ("audio", "send", "OPUS", ["JitterInMs", "RttInMs", "PacketsLostPerSecond", "BitsPerSecond", "AudioInputLevel"]),
    ("audio", "recv", "OPUS", ["JitterInMs", "PacketsLostPerSecond", "BitsPerSecond", "JitterBufferInMs"]),
    ("video", "send", "H264", ["FrameRateSent", "BitsPerSecond", "PacketsLostPerSecond", "FrameWidthSent"]),
    ("video", "recv", "H264", ["FrameRateReceived", "BitsPerSecond", "JitterInMs", "FreezesPerSecond"]),
]
OPERATIONS = ["CallAgentInit", "Join", "EnterCall", "MuteMicrophone", "UnmuteMicrophone", "StartVideo", "CreateView",
              "State-changed", "IsMuted-changed", "StopVideo", "DisposeView", "Hangup"]
ENDS = [("0", "0")] * 6 + [("487", "0"), ("490", "4521"), ("480", "10037"), ("500", "0"), ("603", "0")]


class Export:
    """Rows of one call after the other; `ends` counts the end codes of its summaries.

    Media statistics are written every ten seconds. Without a number of such intervals, calls take five minutes to an hour.
    """

    def __init__(self, seed=1, intervals=None, only_media=False):
        self.random = random.Random(seed)
        self.intervals = intervals
        self.only_media = only_media
        self.ends = {}
        self.calls = 0
        self.start = 1_718_000_000

    def _guid(self):
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    @staticmethod
    def _time(seconds, milliseconds):
        day, rest = divmod(seconds, 86_400)
        return f"2024-06-{1 + day % 28:02}T{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}.{milliseconds:03}Z"

    def _envelope(self, category, correlation, time, properties):
        return (
            f'{{"time":"{time}","resourceId":"{RESOURCE}","operationName":"{category}","operationVersion":"1.0",'
            f'"category":"{category}","correlationId":"{correlation}","properties":{{{properties}}}}}\n')

    def call(self):
        """The rows of the next call, two participants."""
        call, rows, self.calls = self._guid(), [], self.calls + 1
        intervals = self.intervals or self.random.randrange(30, 361)
        self.start += 40
        people = [(self._guid(), self._guid(), self._guid()) for _ in range(2)]
        written = self._time(self.start + 900, 0)
        for person in people:
            self._operations(rows, call, person, written)
        for interval in range(intervals):
            stamp = self._time(self.start + 10 * interval, 250)
            for person in people:
                self._media(rows, call, person, written, stamp)
        if not self.only_media:
            for person in people:
                self._sums(rows, call, person, intervals * 10)
        return rows

    def _operations(self, rows, call, person, written):
        if self.only_media:
            return
        participant, endpoint, instance = person
        for place, name in enumerate(OPERATIONS):
            stamp = self._time(self.start + place * 8, 120)
            rows.append(self._envelope(
                "CallClientOperations", call, written,
                f'"callClientTimeStamp":"{stamp}","operationName":"{name}","callId":"{call}","participantId":'
                f'"{participant}","operationType":"client-api-request","operationId":"{self._guid()}","durationMs":'
                f'{self.random.randrange(900)},"resultType":"Succeeded","resultSignature":200,"sdkVersion":'
                f'"1.27.4.0_stable","userAgent":"{AGENT}","clientInstanceId":"{instance}","endpointId":"{endpoint}",'
                f'"operationPayload":"{{\\"StreamType\\":\\"Video\\",\\"Source\\":\\"remote\\"}}"'))

    def _media(self, rows, call, person, written, stamp):
        participant, endpoint, instance = person
        number = self.random.random
        for medium, direction, codec, metrics in STREAMS:
            for metric in metrics:
                average = int(number() * 2000) / 10
                rows.append(self._envelope(
                    "CallClientMediaStatsTimeSeries", call, written,
                    f'"callClientTimeStamp":"{stamp}","operationName":"CallClientMediaStatsTimeSeries","callId":'
                    f'"{call}","participantId":"{participant}","metricName":"{metric}","count":10,"sum":'
                    f'{int(average * 10)},"average":{average},"minimum":{int(average / 2)},"maximum":'
                    f'{int(average * 2) + 1},"mediaStreamDirection":"{direction}","mediaStreamType":"{medium}",'
                    f'"mediaStreamCodec":"{codec}","clientInstanceId":"{instance}","endpointId":"{endpoint}",'
                    f'"aggregationIntervalSeconds":10'))

    def _sums(self, rows, call, person, seconds):
        participant, endpoint, _ = person
        written = self._time(self.start + 3000, 500)
        for medium, direction, _, _ in STREAMS:
            rows.append(self._envelope(
                "CallDiagnostics", call, written,
                f'"identifier":"acs:{endpoint}_{endpoint}","participantId":"{participant}","endpointId":"{endpoint}",'
                f'"endpointType":"VoIP","mediaType":"{medium.title()}","streamId":"{self.random.randrange(20000)}",'
                f'"streamDirection":"{"Outbound" if direction == "send" else "Inbound"}","transportType":"UDP",'
                f'"roundTripTimeAvg":"{self.random.randrange(300)}","roundTripTimeMax":"400","jitterAvg":"2",'
                '"jitterMax":"9","packetLossRateAvg":"0.01","packetLossRateMax":"0.04"'))
        code, sub_code = self.random.choice(ENDS)
        self.ends[code] = self.ends.get(code, 0) + 1
        rows.append(self._envelope(
            "CallSummary", call, written,
            f'"identifier":"acs:{endpoint}_{endpoint}","callStartTime":"{self._time(self.start, 0)}","callDuration":'
            f'{seconds},"callType":"Group","participantId":"{participant}","participantStartTime":'
            f'"{self._time(self.start, 0)}","participantDuration":"{seconds}","participantEndReason":"{code}",'
            f'"participantEndSubCode":"{sub_code}","resultCategory":"{"Success" if code == "0" else "ExpectedError"}",'
            f'"endpointId":"{endpoint}","endpointType":"VoIP","sdkVersion":"1.27.4.0","osVersion":"Windows 10"'))


def write(path, size, *, calls=None, container="lines", seed=1):
    """Writes about `size` bytes. With `calls`, media statistics of so many calls; else whole calls, as many as fit.

    Returns what is in it: calls, records, and end codes of summaries with how often each stands there.
    """
    records = 0
    # A call of two participants has 34 rows of some 840 bytes in each interval.
    intervals = None if calls is None else max(1, size // (calls * 34 * 840))
    export = Export(seed, intervals, only_media=calls is not None)
    written = 0
    with open(path + ".part", "w", encoding="ascii", buffering=1 << 20) as file:
        if container == "records":
            file.write('{"records":[')
        while export.calls < calls if calls else written < size:
            rows = export.call()
            if container == "records":
                text = ("," if records else "") + ",".join(row[:-1] for row in rows)
            else:
                text = "".join(rows)
            file.write(text)
            written += len(text)
            records += len(rows)
        if container == "records":
            file.write("]}")
    os.rename(path + ".part", path)
    return {"calls": export.calls, "records": records, "ends": export.ends}


def corpus(folder, size, **options):
    """The file and its truth, made where they are not there yet."""
    path, truth = os.path.join(folder, "PT1H.json"), os.path.join(folder, "truth.json")
    if not os.path.exists(truth):
        os.makedirs(folder, exist_ok=True)
        with open(truth + ".part", "w", encoding="utf-8") as file:
            json.dump(write(path, size, **options), file)
        os.rename(truth + ".part", truth)
    with open(truth, encoding="utf-8") as file:
        return path, json.load(file)
