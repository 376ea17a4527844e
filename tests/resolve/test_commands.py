from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, urlparse

import pytest
from click.testing import CliRunner

from kgraph.cli import cli
from kgraph.resolve.decisions import load_decisions

REPLAY = Path(__file__).parent / "wikidata_replay.json"


def run(*arguments, code=0, **options):
    result = CliRunner().invoke(cli, [str(a) for a in arguments], **options)
    assert result.exit_code == code, result.output + repr(result.exception)
    return result


def test_actor_shows_names_and_how_they_came_in(built_dir):
    output = run("actor", "Lukashenka", "-d", built_dir).output
    assert "alexander-lukashenko" in output and "spelling (as " in output and "mentions in 5 articles" in output


def test_actor_as_json(built_dir):
    (actor,) = json.loads(run("actor", "alexander-lukashenko", "-d", built_dir, "--json").output)
    assert actor["articles"] == 5 and {"alias", "count", "rule", "score", "article"} <= set(actor["aliases"][0])


def test_actor_unknown(built_dir):
    output = run("actor", "Lukash", "-d", built_dir, code=1).output
    assert "No actor is called 'Lukash'" in output and "Alexander Lukashenko" in output


def test_review_lists_and_takes_answers_from_a_file(built_dir, tmp_path):
    listed = run("review", "-d", built_dir, "--list").output
    scores = [float(line.split("\t")[0]) for line in listed.splitlines() if "\t" in line]
    assert scores
    answers, decisions = tmp_path / "answers.tsv", tmp_path / "decisions.toml"
    answers.write_text("same\tKarpienka\tKarpiankou\ta test\nskip\tA\tB\n", encoding="utf-8")
    run("review", "-d", built_dir, "--answers", answers, "--decisions", decisions)
    (decision,) = load_decisions(decisions).entries
    assert decision.kind == "same" and decision.reason == "a test"


def test_review_without_a_terminal_asks_nothing(built_dir, tmp_path):
    decisions = tmp_path / "decisions.toml"
    output = run("review", "-d", built_dir, "--decisions", decisions).output
    assert "--answers" in output and not decisions.exists()


def test_commands_without_a_build_say_so(tmp_path):
    for command in (["actor", "X"], ["review"], ["link", "X"]):
        result = CliRunner().invoke(cli, [*command, "-d", str(tmp_path)])
        assert result.exit_code == 1 and "kgraph build" in str(result.exception) + result.output


class Replay(BaseHTTPRequestHandler):
    """Answers like api.php of a Wikibase, from a file of answers in its shape; the ids in it are invented."""

    asked: ClassVar[list[dict[str, str]]] = []
    status = 200

    def do_GET(self):
        query = {key: values[0] for key, values in parse_qs(urlparse(self.path).query).items()}
        Replay.asked.append({**query, "agent": self.headers["User-Agent"]})
        answers = json.loads(REPLAY.read_text(encoding="utf-8"))
        if query["action"] == "wbsearchentities":
            body = answers["search"].get(query["search"], {"search": [], "success": 1})
        else:
            wanted = query["ids"].split("|")
            body = {"entities": {q: answers["entities"].get(q, {"id": q, "missing": ""}) for q in wanted}, "success": 1}
        data = json.dumps(body).encode()
        self.send_response(Replay.status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server():
    Replay.asked, Replay.status = [], 200
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Replay)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}/w/api.php"
    httpd.shutdown()
    httpd.server_close()
    thread.join()


def test_link_shows_what_speaks_for_and_against(built_dir, server, tmp_path):
    decisions = tmp_path / "decisions.toml"
    output = run("link", "Lukashenko", "-d", built_dir, "--endpoint", server, "--decisions", decisions, "--list").output
    lines = output.splitlines()
    first = next(i for i, line in enumerate(lines) if "Q900000001" in line)
    assert "+ same name" in lines[first + 1] and "+ a person" in lines[first + 1]
    namesake = next(i for i, line in enumerate(lines) if "Q900000002" in line)
    assert first < namesake and "- not a person" in lines[namesake + 1]
    assert not decisions.exists()
    assert Replay.asked[0]["search"] == "Alexander Lukashenko" and Replay.asked[0]["agent"].startswith("kgraph/")
    assert set(Replay.asked[0]) == {"action", "search", "language", "type", "limit", "format", "agent"}


def test_link_keeps_what_is_accepted(built_dir, server, tmp_path, monkeypatch):
    decisions = tmp_path / "decisions.toml"
    monkeypatch.setattr("kgraph.commands.link.on_terminal", lambda: True)
    run("link", "Lukashenko", "-d", built_dir, "--endpoint", server, "--decisions", decisions, input="1\n")
    (decision,) = load_decisions(decisions).entries
    assert (decision.kind, decision.names, decision.value) == ("link", ("alexander-lukashenko",), "Q900000001")


def test_link_from_a_file_of_answers_needs_no_network(tmp_path):
    answers, decisions = tmp_path / "answers.tsv", tmp_path / "decisions.toml"
    answers.write_text("NATO\tQ900000003\nMinsk\tnone\n", encoding="utf-8")
    run("link", "--answers", answers, "--decisions", decisions, "--endpoint", "http://127.0.0.1:9/")
    assert [d.value for d in load_decisions(decisions).entries] == ["Q900000003", ""]


def test_link_tells_of_a_server_that_fails(built_dir, server):
    Replay.status = 503
    result = CliRunner().invoke(cli, ["link", "NATO", "-d", str(built_dir), "--endpoint", server, "--list"])
    assert result.exit_code == 1 and "503" in str(result.exception)
    result = CliRunner().invoke(
        cli, ["link", "NATO", "-d", str(built_dir), "--endpoint", "http://127.0.0.1:9/", "--list"]
    )
    assert "no usable answer" in str(result.exception)
    result = CliRunner().invoke(
        cli, ["link", "NATO", "-d", str(built_dir), "--endpoint", "file:///etc/hosts", "--list"]
    )
    assert "not an http address" in str(result.exception)
