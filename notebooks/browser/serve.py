"""Show the site on this computer: on localhost a browser runs Python without https."""

import functools
import http.server


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, with the kinds of files that some systems do not know."""

    protocol_version = "HTTP/1.1"
    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".wasm": "application/wasm",
        ".mjs": "text/javascript",
        ".js": "text/javascript",
        ".whl": "application/octet-stream",
    }

    def log_message(self, *_):
        pass


def server(folder, port=0):
    """Return a server of a folder on localhost; port 0 takes one that is free."""
    made = http.server.ThreadingHTTPServer(
        ("127.0.0.1", port), functools.partial(Handler, directory=str(folder))
    )
    made.daemon_threads = True
    return made


def serve(folder, port=8000):
    """Serve a folder until Ctrl + C."""
    try:
        made = server(folder, port)
    except OSError:
        made = server(folder)
    print(f"Open http://localhost:{made.server_port}/ in a browser. Stop: Ctrl + C.")
    try:
        made.serve_forever()
    except KeyboardInterrupt:
        print("Stopped.")
