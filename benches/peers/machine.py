"""The machine and the versions that figures belong to."""

import os
import platform
import subprocess
from pathlib import Path

from settings import BINARY


def told(*words):
    try:
        return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def processor():
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or "unknown"
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown")


def facts(*others):
    """Of this machine; `others` are versions of what else takes part."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": f"{processor()}, {os.cpu_count()} cores",
        "memory": f"{memory / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}, {platform.machine()}",
        "load before": f"{os.getloadavg()[0]:.1f}",
        "versions": ", ".join(
            [told(str(BINARY), "--version"), *others, told("rustc", "--version"), f"Python {platform.python_version()}"]
        ),
    }
