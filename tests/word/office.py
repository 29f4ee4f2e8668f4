"""Opens Word documents in LibreOffice, does what is asked, and saves them as .docx.

Run by a Python that has `uno`: office.py SOURCE TARGET COMMAND [SOURCE TARGET COMMAND ...], all paths whole.
A command is the name of one of LibreOffice's, such as AcceptAllTrackedChanges; with `-` a document is only saved.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PATIENCE = 60.0


def main(jobs):
    """Do the jobs, with an office of our own that nobody else's settings reach."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"pipe,name=mtlint-{Path(folder).name}"
        line = ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{folder}/profile"]
        # What is started is a script that starts the office, so that all of it is a group of its own.
        office = subprocess.Popen(
            [*line, f"--accept={address};urp;"], start_new_session=True, stderr=subprocess.DEVNULL
        )
        try:
            context = connect(f"uno:{address};urp;StarOffice.ComponentContext")
            make = context.ServiceManager.createInstanceWithContext
            desktop = make("com.sun.star.frame.Desktop", context)
            dispatcher = make("com.sun.star.frame.DispatchHelper", context)
            for source, target, command in zip(*[iter(jobs)] * 3, strict=True):
                convert(desktop, dispatcher, source, target, command)
        finally:
            os.killpg(office.pid, signal.SIGKILL)
            office.wait()


def connect(address):
    """The office at an address, once it is there."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return resolver.resolve(address)
        except NoConnectException:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def convert(desktop, dispatcher, source, target, command):
    """Open, do one thing, save."""
    document = desktop.loadComponentFromURL(f"file://{source}", "_blank", 0, (setting("Hidden", True),))
    if command != "-":
        dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())
    document.storeToURL(f"file://{target}", (setting("FilterName", "MS Word 2007 XML"),))
    document.close(True)


def setting(name, value):
    """A setting as LibreOffice takes it."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


if __name__ == "__main__":
    main(sys.argv[1:])
