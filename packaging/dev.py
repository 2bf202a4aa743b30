"""Set up, run and test Diptych from a checkout, with nothing but Python and its venv and pip.

    python3 packaging/dev.py run [ARGUMENT...]    make the environment and open the window
    python3 packaging/dev.py test                 make the environment and run the whole test suite
    python3 packaging/dev.py package linux        build the program as one folder and try it

The environment lies in ``.venv``; it is made once, from the hashed pins of ``constraints.txt``, and
renewed when those change. Without a display, ``run`` builds the library of the bundled articles all
the same and writes what it holds as a page and a picture.
"""

from __future__ import annotations

import argparse
import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "diptych-stamp"
SPEC = ROOT / "packaging" / "diptych.spec"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"

# Debian package: the library in it that Qt looks for. The first six serve Qt without a screen too.
QT_OFFSCREEN = {
    "libgl1": "GL",
    "libegl1": "EGL",
    "libxkbcommon0": "xkbcommon",
    "libfontconfig1": "fontconfig",
    "libglib2.0-0": "glib-2.0",
    "libdbus-1-3": "dbus-1",
}
QT_WINDOW = {
    "libxcb-cursor0": "xcb-cursor",
    "libxcb-icccm4": "xcb-icccm",
    "libxcb-image0": "xcb-image",
    "libxcb-keysyms1": "xcb-keysyms",
    "libxcb-randr0": "xcb-randr",
    "libxcb-render-util0": "xcb-render-util",
    "libxcb-shape0": "xcb-shape",
    "libxcb-sync1": "xcb-sync",
    "libxcb-xfixes0": "xcb-xfixes",
    "libxcb-xkb1": "xcb-xkb",
    "libxkbcommon-x11-0": "xkbcommon-x11",
    "libx11-xcb1": "X11-xcb",
}


def main() -> int:
    """Do what the command line asks for; returns the exit status."""
    parser = argparse.ArgumentParser(description="Set up, run and test Diptych from a checkout.")
    parser.add_argument("task", choices=("run", "test", "package"))
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="passed on to diptych or pytest")
    options = parser.parse_args()
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        return _say(f"Diptych needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}.", status=1)
    if sys.platform.startswith("linux") and not install_system_libraries(windowed=has_display()):
        return 1
    try:
        make_environment()
    except subprocess.CalledProcessError as error:
        return _say(
            f"The environment could not be made: `{' '.join(error.cmd)}` failed, see above.", status=1
        )
    return {"run": run, "test": test, "package": package}[options.task](options.arguments)


def run(arguments: list[str]) -> int:
    """Open the window, or without a display write what the library holds as a page and a picture."""
    if has_display() or arguments:
        return _call("-m", "diptych", *arguments)
    _say("There is no display, so no window can open. What the library holds:")
    return _call("-m", "diptych", "overview", "--to", str(ROOT / "build" / "overview"))


def test(arguments: list[str]) -> int:
    """Run every check; all run even when one fails. ``arguments`` go to pytest."""
    core = ["tests/unit", "tests/fuzz"]
    others = [f"--ignore={folder}" for folder in core]
    quick = ["-m", "pytest", "-q", "-n", "2"]
    lint_imports = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    results = {
        "ruff": _call("-m", "ruff", "check"),
        "format": _call("-m", "ruff", "format", "--check"),
        "mypy": _call("-m", "mypy"),
        "import contracts": _call("-c", lint_imports),
        "core tests, Qt blocked": _call(
            *quick, "-p", "no:pytest-qt", *core, *arguments, DIPTYCH_BLOCK_QT="1"
        ),
        "other tests": _call(*quick, "tests", *others, *arguments, QT_QPA_PLATFORM="offscreen"),
        "self-test": _call("-m", "diptych", "self-test", QT_QPA_PLATFORM="offscreen"),
    }
    for name, status in results.items():
        print(f"{'ok    ' if status == 0 else 'FAILED'}  {name}")
    return 1 if any(results.values()) else 0


def package(arguments: list[str]) -> int:
    """Build one folder with everything in it under ``build/dist``, and run its self-test as nobody."""
    if arguments != ["linux"] or not sys.platform.startswith("linux"):
        return _say("Only `package linux` exists so far, and only on Linux.", status=2)
    build = ROOT / "build"
    bundle = build / "dist" / "diptych"
    folders = ["--distpath", str(bundle.parent), "--workpath", str(build / "pyinstaller")]
    # With a fixed date and hash seed two builds are the same to the byte.
    fixed = {"SOURCE_DATE_EPOCH": "1767225600", "PYTHONHASHSEED": "0"}
    made = _call("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *folders, str(SPEC), **fixed)
    if made:
        return made
    strip(bundle)
    size = sum(file.stat().st_size for file in bundle.rglob("*") if file.is_file() and not file.is_symlink())
    _say(f"{bundle}: {size / 1e6:.0f} MB")
    return try_bundle(bundle)


def strip(bundle: Path) -> None:
    """Take the debugging symbols out of the libraries that carry most; doing so to numpy breaks it."""
    if shutil.which("strip") is None:
        return
    inside = bundle / "_internal"
    heavy = [*inside.glob("libpython*.so*")]
    for name in ("spacy", "thinc", "blis", "preshed", "srsly"):
        heavy += (inside / name).rglob("*.so")
    subprocess.run(["strip", "--strip-unneeded", *map(str, heavy)], check=False)


def try_bundle(bundle: Path) -> int:
    """Run the self-test of a built program in an empty environment, as an unprivileged user if possible."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        copy = shutil.copytree(bundle, folder / "diptych", symlinks=True)
        environment = {"HOME": name, "TMPDIR": name, "QT_QPA_PLATFORM": "offscreen"}
        user = "nobody" if os.geteuid() == 0 else None
        command = [str(copy / "diptych"), "self-test"]
        return subprocess.run(command, env=environment, cwd=name, user=user, check=False).returncode


def has_display() -> bool:
    """Whether a window can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_environment() -> None:
    """Make or renew ``.venv``; raises ``CalledProcessError``. Does nothing when it is up to date."""
    stamp = hashlib.sha256(CONSTRAINTS.read_bytes() + sys.version.encode()).hexdigest()
    if STAMP.is_file() and STAMP.read_text() == stamp:
        return
    _say("Making the environment in .venv; the first time this takes a few minutes.")
    venv.create(ENVIRONMENT, with_pip=True, clear=not _python().is_file())
    install = [str(_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "--require-hashes", "--requirement", str(CONSTRAINTS)], check=True)
    packages = "import sysconfig; print(sysconfig.get_path('purelib'))"
    found = subprocess.run([str(_python()), "-c", packages], check=True, capture_output=True, text=True)
    (Path(found.stdout.strip()) / "diptych-checkout.pth").write_text(f"{ROOT / 'desktop'}\n")
    STAMP.write_text(stamp)


def install_system_libraries(*, windowed: bool) -> bool:
    """Install the system libraries that Qt needs, or say which; returns whether all are there."""
    wanted = QT_OFFSCREEN | (QT_WINDOW if windowed else {})
    missing = [package for package, library in wanted.items() if ctypes.util.find_library(library) is None]
    if not missing:
        return True
    command = ["apt-get", "install", "--yes", *missing]
    if shutil.which("apt-get") is None:
        _say(f"Qt needs system libraries that are missing; their Debian names are: {' '.join(missing)}")
        return False
    if os.geteuid() != 0:
        if (
            shutil.which("sudo") is None
            or subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode
        ):
            _say(f"Qt needs system libraries that are missing. Install them:\n    sudo {' '.join(command)}")
            return False
        command = ["sudo", "-n", *command]
    _say(f"Installing the system libraries that Qt needs: {' '.join(missing)}")
    prefix = command[: command.index("apt-get")]
    subprocess.run([*prefix, "apt-get", "update", "--quiet=2"], check=False)
    if subprocess.run([*command, "--quiet=2"], check=False).returncode:
        _say(f"They could not be installed. Try it by hand:\n    {' '.join(command)}")
        return False
    return True


def _may_sudo() -> bool:
    if shutil.which("sudo") is None:
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0


def _python() -> Path:
    return ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _call(*arguments: str, **environment: str) -> int:
    print(f"\n== python {' '.join(arguments)}", flush=True)
    return subprocess.run(
        [str(_python()), *arguments], cwd=ROOT, env={**os.environ, **environment}
    ).returncode


def _say(sentence: str, status: int = 0) -> int:
    print(sentence, flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
