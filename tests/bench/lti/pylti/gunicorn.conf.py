"""One process with threads, so that what a launch keeps can stay in memory."""

import os

bind = f"127.0.0.1:{os.environ['PORT']}"
workers = 1
threads = 16
worker_class = "gthread"
keepalive = 60
timeout = 120
errorlog = "-"
loglevel = "warning"
