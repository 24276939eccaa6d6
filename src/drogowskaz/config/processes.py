"""The processes of one installation: started together, stopped together."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import FrameType

PATIENCE = 25  # seconds a process may take to finish what it does
PR_SET_PDEATHSIG = 1


class Stopped(Exception):
    """Somebody asked us to stop: Ctrl-C, or the system."""


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


def _end_with_parent() -> None:
    """Ask Linux to end this process when the one that started it is gone, however it went."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Together:
    """Named processes that live as long as all of them live."""

    def __init__(self) -> None:
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Together":
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _stop)
        return self

    def __exit__(self, *failure: object) -> None:
        """Ask every process to finish, and end those that do not."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        until = time.monotonic() + PATIENCE
        for process in self.running.values():
            try:
                process.wait(timeout=max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def start(self, name: str, arguments: Sequence[str]) -> None:
        """Start `python arguments…`, in a session of its own, so that Ctrl-C reaches it only through us."""
        self.running[name] = subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, *arguments],
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )

    def dead(self) -> str:
        """The name of a process that has ended, with how it ended; empty while all live."""
        for name, process in self.running.items():
            if process.poll() is not None:
                return f"{name} (exit status {process.returncode})"
        return ""

    def watch(self, ready: Callable[[], bool], announce: Callable[[], None]) -> str:
        """Call `announce` once `ready` says yes; return when a process has died, with its name."""
        told = False
        while True:
            if dead := self.dead():
                return dead
            if not told and ready():
                announce()
                told = True
            time.sleep(0.5 if told else 0.05)
