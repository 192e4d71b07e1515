"""What Django is told of a request that was taken in."""

from types import SimpleNamespace

from throughcare.config.intake import environ_of


def taken_in(*headers: tuple[str, str], path: str = "/people", client: str = "10.1.2.3:5000") -> dict:
    scope = SimpleNamespace(
        method="GET",
        path=path,
        query_string="q=a%20b",
        server="127.0.0.1:8000",
        client=client,
        scheme="http",
        http_version="1.1",
        headers=SimpleNamespace(items=lambda: list(headers)),
    )
    return environ_of(scope)


def test_headers_have_the_names_that_wsgi_gives_them():
    environ = taken_in(("content-type", "text/plain"), ("content-length", "3"), ("x-forwarded-for", "10.0.0.9"))
    assert environ["CONTENT_TYPE"] == "text/plain"
    assert environ["CONTENT_LENGTH"] == "3"
    assert environ["HTTP_X_FORWARDED_FOR"] == "10.0.0.9"


def test_nobody_speaks_for_the_proxy_with_a_header_of_almost_its_name():
    environ = taken_in(("x_forwarded_proto", "https"), ("x_forwarded-for", "10.0.0.9"))
    assert not {"HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR"} & environ.keys()


def test_a_header_that_comes_twice_is_one_and_two_hosts_are_none_that_is_allowed():
    environ = taken_in(("cookie", "a=1"), ("cookie", "b=2"), ("host", "127.0.0.1"), ("host", "evil.example"))
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["HTTP_HOST"] == "127.0.0.1,evil.example"


def test_letters_of_an_address_are_those_that_were_typed():
    assert taken_in(path="/é")["PATH_INFO"].encode("latin-1").decode() == "/é"


def test_an_address_of_either_kind_is_without_its_port():
    assert taken_in(client="10.1.2.3:5000")["REMOTE_ADDR"] == "10.1.2.3"
    assert taken_in(client="[::1]:5000")["REMOTE_ADDR"] == "::1"


def test_nothing_of_this_process_is_told_to_pages(monkeypatch):
    monkeypatch.setenv("THROUGHCARE_SECRET_KEY", "hush")
    assert "THROUGHCARE_SECRET_KEY" not in taken_in()
