"""The browser edition: the course as one folder for a web server, with nothing to install for those who use it."""
