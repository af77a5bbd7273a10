"""Processes that end with the script that started them, however it ends: at its end, by SIGTERM, SIGINT or SIGHUP."""
import atexit, signal, subprocess, sys

_started = []


def start(argv, **options):
    """subprocess.Popen of something that must not outlive this script."""
    p = subprocess.Popen(argv, **options)
    _started.append(p)
    return p


def _end():
    for p in _started:
        if p.poll() is None:
            p.terminate()
    for p in _started:
        try:
            p.wait(20)
        except subprocess.TimeoutExpired:
            p.kill()
            p.wait()


atexit.register(_end)
for _number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(_number, lambda number, frame: sys.exit(128 + number))
