# SPDX-License-Identifier: GPL-3.0-or-later
"""Slow, broken and hostile clients: each is answered or dropped, and the others are unharmed."""

import socket
import threading
import time

import tap
from office import Office, create, new_id

office = Office()
office.user("karin")
office.start()
waiting = []  # connections that were neither answered nor dropped at once
karin = office.login("karin")
EDITS = office.of_forum("edits")


def alive():
    begin = time.monotonic()
    assert office.ask("GET", "/healthz").status == 200
    karin.snapshot()
    (answer,) = karin.push(create("theme", title="Lever", code="l" + new_id()[:13]))
    assert answer["status"] == "accepted", answer
    assert time.monotonic() - begin < 5


def status_of(raw):
    """The status of the answer; 0 where there was none and the connection was closed."""
    try:
        data = raw.recv(4096)
    except ConnectionError:
        data = b""
    raw.close()
    return int(data.split(b" ", 2)[1]) if data.startswith(b"HTTP/1.") else 0


def head(path, *lines, method="POST"):
    return "\r\n".join(["%s %s HTTP/1.1" % (method, path), "Host: x", "Authorization: Bearer " + karin.token,
                        *lines, "", ""]).encode()


def test_wrong_json():
    deep = b'{"edits":' + b"[" * 1000 + b"]" * 1000 + b"}"
    for body in (b"", b"{", b"[]", b"null", b'"x"', b"{'a':1}", b'{"a":1,}', b'{"a":1}{"a":1}', b'{"a":1,"a":2}',
                 b'{"a":\xff\xfe}', b'{"a":"\xc3"}', b'{"a":"\\ud800"}', b'{"a":"\\u0000"}', b'{"edits":1e999}', deep,
                 b"\x00" * 100, b"<xml/>", b'{"cursor":{},"schema":1,"edits":[]}', b'{"edits":[1]}',
                 b'{"cursor":{"epoch":1,"seq":"x"},"schema":1,"edits":[]}',
                 b'{"cursor":{"epoch":"x","seq":1.5},"schema":1,"edits":[]}'):
        for path in (EDITS, "/api/v1/session", office.of_forum("presence")):
            if path.endswith("presence") and body == b'{"cursor":{},"schema":1,"edits":[]}':
                continue
            reply = office.ask("POST", path, body, token=karin.token)
            assert reply.status == 400 or (path.endswith("presence") and reply.status == 204), (path, body[:40])
    alive()


def test_wrong_edits():
    karin.snapshot()
    good = create("theme", title="T", code="c")
    for wrong in ({"id": "x"}, {"id": None}, {"id": 7}):
        body = {"cursor": karin.cursor, "schema": 1, "edits": [{**good, **wrong}]}
        assert karin.post("edits", body).problem() == "invalid", wrong
    for wrong in ({"at": "yesterday"}, {"changes": None}, {"changes": [7]}, {"title": "x" * 2000}, {"group": "x"},
                  {"seen": {"seq": -1}}, {"changes": [{"kind": "theme"}]},
                  {"changes": [{"kind": "theme", "record": "../x", "field": "title", "from": None, "value": "x"}]},
                  {"changes": [{"kind": "conflict", "record": new_id(), "field": "deleted", "from": None,
                                "value": False}]}):
        (answer,) = karin.push({**good, "id": new_id(), **wrong})
        assert answer["status"] == "refused", (wrong, answer)
    alive()


def test_paths():
    for path in ("/", "//", "/api", "/api/v1/forums", "/api/v1/forums//snapshot", "/api/v1/forums/../session",
                 "/api/v1/../../etc/passwd", "/..%2f..%2fetc/passwd", "/api/v1/session/", "/api/v1/session%00",
                 "/api/v1/forums/" + "a" * 3000 + "/snapshot", "/%ff%fe", "/healthz/x", "/HEALTHZ"):
        reply = office.ask("GET", path, token=karin.token)
        assert reply.status == 404, (path, reply.status)
    for forum in ("x", "' OR 1=1 --", "../" + office.forum, office.forum.upper(), "%2e%2e"):
        reply = office.ask("GET", "/api/v1/forums/%s/snapshot" % forum.replace(" ", "%20"), token=karin.token)
        assert reply.status == 404, forum


def test_tokens():
    for token in ("", "x", "0" * 64, karin.token[:-1], karin.token.upper() + "0", karin.token + "x",
                  "' OR 1=1 --", "Bearer " + karin.token):
        assert office.ask("GET", "/api/v1/session", headers={"Authorization": "Bearer " + token}).status == 401, token
    for header in ("Basic a2FyaW46aGVtbGlndA==", karin.token, "Bearer"):
        assert office.ask("GET", "/api/v1/session", headers={"Authorization": header}).status == 401, header


def test_no_http():
    for data in (b"\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00", b"GET / HTTP/9.9\r\n\r\n", b"\x00" * 2000,
                 b"A" * 20000, b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
                 b"GET /" + b"a" * 20000 + b" HTTP/1.1\r\n\r\n"):
        raw = office.socket(timeout=2)
        try:
            raw.sendall(data)
            raw.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        try:
            assert status_of(raw) in (0, 400, 404, 413, 414, 431, 505, 500), data[:40]
        except TimeoutError:
            waiting.append((data[:40], raw))
    alive()


def test_too_large():
    karin.snapshot()
    raw = office.socket(head(EDITS, "Content-Length: 99999999999"))
    assert status_of(raw) == 413
    raw = office.socket(head(EDITS, "Content-Length: 99999999999999999999999999"))
    assert status_of(raw) in (0, 400, 413)
    # A little too much is read, and answered.
    reply = office.ask("POST", EDITS, b" " * (4 * 1024 * 1024 + 1), token=karin.token)
    assert reply.problem() == "too-large"
    alive()


def test_chunks_without_end():
    """Counted although nobody said how much would come."""
    raw = office.socket(head(EDITS, "Transfer-Encoding: chunked"))
    sent = 0
    try:
        while sent < 64 * 1024 * 1024:
            raw.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")
            sent += 65536
    except OSError:
        pass
    assert sent < 16 * 1024 * 1024, sent
    raw.close()
    # A body in chunks that is not too large is as good as any.
    body = b'{"record":null}'
    raw = office.socket(head(office.of_forum("presence"), "Transfer-Encoding: chunked"))
    raw.sendall(b"".join(b"1\r\n%c\r\n" % byte for byte in body) + b"0\r\n\r\n")
    assert status_of(raw) == 204
    alive()


def test_half_requests():
    """Hundreds that never end take nobody's place."""
    halves = [office.socket(head(EDITS, "Content-Length: 1000") + b"{" if n % 2 else b"GET /healthz HTTP/1.1\r\nHo")
              for n in range(300)]
    alive()
    gone = [office.socket(head(EDITS, "Content-Length: 1000") + b"{") for _ in range(50)]
    for raw in gone:
        raw.close()
    alive()
    for raw in halves:
        raw.close()


def test_a_byte_at_a_time():
    """Headers have twenty seconds in all, however lively the client: here it is waited for."""
    raw = office.socket()
    ended = []

    def drip():
        try:
            for byte in b"GET /healthz HTTP/1.1\r\nX: " + b"y" * 150:
                raw.sendall(bytes([byte]))
                time.sleep(0.25)
        except OSError:
            ended.append(True)

    begin = time.monotonic()
    thread = threading.Thread(target=drip)
    thread.start()
    alive()
    thread.join()
    assert ended and 15 < time.monotonic() - begin < 40
    raw.close()
    for data, other in waiting:
        assert status_of(other) in (0, 400), data


def test_many_at_once():
    """Fifty people push at once, and each edit is there once."""
    members = [office.login("karin", device="d%d" % n) for n in range(4)]
    karin.snapshot()
    begin, cursor = karin.cursor["seq"], dict(karin.cursor)
    failed = []

    def work(n):
        member = members[n % 4]
        connection = office.connect()
        try:
            for turn in range(10):
                act = create("theme", title="M", code="m%d-%d" % (n, turn))
                body = {"cursor": cursor, "schema": 1, "edits": [act]}
                (answer,) = member.post("edits", body, connection=connection).json()["edits"]
                assert answer["status"] == "accepted", answer
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed, failed[0]
    karin.snapshot()
    assert karin.cursor["seq"] == begin + 500


def test_whole_afterwards():
    alive()
    office.stop()
    office.check()


tap.run(globals())
