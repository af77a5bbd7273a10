"""Instances for the measurements: one of ours, signed in, and nginx with one file."""
import http.client
import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "test"))
import children

PASSWORD = "measured-every-day"
NOW = "2026-11-24"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def stop(process):
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def demo_store(tansiq, data):
    """A demonstration's data folder, filled and at rest."""
    p = children.start([tansiq, "demo", "--json", "--data", data, "--listen", "127.0.0.1:0",
                        "--password", PASSWORD, "--now", NOW], stdout=subprocess.PIPE)
    ready, _, _ = select.select([p.stdout], [], [], 120)
    line = p.stdout.readline() if ready else b""
    stop(p)
    if not line:
        raise SystemExit("bench: the demonstration did not start")
    return json.loads(line)


def serve(tansiq, data, before=()):
    """Starts serve; gives the process, its port and the seconds until its first answered page."""
    port = free_port()
    start = time.perf_counter()
    p = children.start([*before, tansiq, "serve", "--data", data, "--listen", f"127.0.0.1:{port}"],
                       stderr=subprocess.DEVNULL)
    while True:
        try:
            c = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            c.request("GET", "/login")
            if c.getresponse().status == 200:
                return p, port, time.perf_counter() - start
        except OSError:
            if p.poll() is not None or time.perf_counter() - start > 120:
                raise SystemExit("bench: the instance did not start")
            time.sleep(0.001)


def cookies_of(answer):
    found = {}
    for name, value in answer.getheaders():
        if name.lower() == "set-cookie":
            pair = value.split(";")[0].split("=", 1)
            found[pair[0]] = pair[1]
    return found


def sign_in(port, email):
    """The Cookie header of a session."""
    c = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    c.request("GET", "/login?lang=en")
    r = c.getresponse()
    jar = cookies_of(r)
    token = re.search(r'name="csrf" value="([^"]+)"', r.read().decode()).group(1)
    form = urllib.parse.urlencode({"csrf": token, "next": "/", "email": email, "password": PASSWORD})
    c.request("POST", "/login", form, {
        "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin",
        "Cookie": "; ".join(f"{k}={v}" for k, v in jar.items())})
    r = c.getresponse()
    r.read()
    jar.update(cookies_of(r))
    if r.status not in (302, 303):
        raise SystemExit(f"bench: signing in was answered by {r.status}")
    return "; ".join(f"{k}={v}" for k, v in jar.items() if v)


def get(port, path, cookie=None):
    c = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    c.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    r = c.getresponse()
    body = r.read()
    if r.status != 200:
        raise SystemExit(f"bench: {path} was answered by {r.status}")
    return body


def wrk(url, cookie=None, seconds=8):
    """Requests per second, over 16 connections."""
    command = ["wrk", "-t2", "-c16", f"-d{seconds}s"]
    if cookie:
        command += ["-H", f"Cookie: {cookie}"]
    out = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in out:
        raise SystemExit("bench: not every answer was good:\n" + out)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))


def nginx(folder, body):
    """nginx on a port of its own with one file, as it would serve it in earnest."""
    port = free_port()
    os.makedirs(f"{folder}/www")
    with open(f"{folder}/www/page.html", "wb") as f:
        f.write(body)
    user = "user root;" if os.getuid() == 0 else ""
    with open(f"{folder}/nginx.conf", "w", encoding="utf-8") as f:
        f.write(f"""{user} worker_processes 2; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; default_type text/html;
  open_file_cache max=10;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; }}
}}
""")
    p = children.start(["nginx", "-p", folder, "-c", f"{folder}/nginx.conf"],
                       stderr=subprocess.DEVNULL)
    for _ in range(500):
        try:
            get(port, "/page.html")
            return p, port
        except OSError:
            time.sleep(0.01)
    stop(p)
    raise SystemExit("bench: nginx did not start")


def resident_kib(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as f:
        return int(re.search(r"VmRSS:\s+(\d+)", f.read()).group(1))


def cpu_seconds(pids):
    """Processor time those processes used so far, user's and the kernel's."""
    ticks = 0
    for pid in pids:
        with open(f"/proc/{pid}/stat", encoding="ascii") as f:
            fields = f.read().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def family(pid):
    """A process and its children."""
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as f:
        return [pid, *map(int, f.read().split())]
