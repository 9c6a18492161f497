"""Writes events.tfevents with TensorBoard 2.21's own protocol buffers and writer: python3 make_events.py

python3 make_events.py DIRECTORY prints what TensorBoard reads from the event files there.
"""

import math
import pathlib
import sys

HERE = pathlib.Path(__file__).parent

ENTRIES = [
    (1764230400.5, 0, "loss/training", 2.5),
    (1764230401.25, 127, "loss/training", 0.1),
    (1764230401.25, 128, "größe", -1e-30),
    (1764230402.0, 300, "accuracy/validation", 0.0),
    (1764230402.0, 2**40 + 5, "loss/training", math.nan),
    (1764230402.0, 2**40 + 6, "loss/training", math.inf),
]
RESUMED = (1764230500.0, 129, [(1764230501.0, 129, "loss/training", 0.05)])


def write():
    from tensorboard.compat.proto import event_pb2, summary_pb2
    from tensorboard.summary.writer.record_writer import RecordWriter

    def scalars(out, entries):
        for time, step, tag, value in entries:
            value = summary_pb2.Summary.Value(tag=tag, simple_value=value)
            summary = summary_pb2.Summary(value=[value])
            event = event_pb2.Event(wall_time=time, step=step, summary=summary)
            out.write(event.SerializeToString(deterministic=True))

    def start(out, time):
        event = event_pb2.Event(wall_time=time, file_version="brain.Event:2")
        out.write(event.SerializeToString(deterministic=True))

    with open(HERE / "events.tfevents", "wb") as file:
        out = RecordWriter(file)
        start(out, 1764230400.0)
        scalars(out, ENTRIES)
    with open(HERE / "resumed.tfevents", "wb") as file:
        out = RecordWriter(file)
        time, step, entries = RESUMED
        start(out, time)
        session = event_pb2.SessionLog(status=event_pb2.SessionLog.START)
        out.write(event_pb2.Event(wall_time=time, step=step, session_log=session)
                  .SerializeToString(deterministic=True))
        scalars(out, entries)


def read(directory):
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    events = EventAccumulator(directory)
    events.Reload()
    for tag in events.Tags()["scalars"]:
        print(tag, [(e.wall_time, e.step, e.value) for e in events.Scalars(tag)])


if __name__ == "__main__":
    read(sys.argv[1]) if len(sys.argv) > 1 else write()
