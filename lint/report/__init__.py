"""One pure render function a report format."""
