"""Stands in for a browser where pages.arrive puts a session into one: the same people, read with a client."""

from types import SimpleNamespace

from django.test import Client


class Device:
    def __init__(self, language: str) -> None:
        self.client = Client(headers={"accept-language": language}, raise_request_exception=False)
        self.context = SimpleNamespace(add_cookies=self._keep)

    def _keep(self, cookies: list[dict[str, str]]) -> None:
        for cookie in cookies:
            self.client.cookies[cookie["name"]] = cookie["value"]

    def read(self, path: str) -> str:
        answer = self.client.get(path)
        assert "text/html" in answer["Content-Type"], (path, answer.status_code)
        assert answer.status_code < 500, path
        return answer.content.decode()
