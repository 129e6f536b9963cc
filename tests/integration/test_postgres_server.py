"""The PostgreSQL of the tests is a real one, and compares text as the other engines do."""

import psycopg
import pytest

pytestmark = pytest.mark.postgres


def test_server_answers_and_is_postgresql(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        row = connection.execute("select version()").fetchone()
    assert row is not None
    assert row[0].startswith("PostgreSQL ")


def test_text_sorts_by_code_point(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        rows = connection.execute(
            "select t from (values ('b'), ('B'), ('a'), ('é'), ('z')) as v(t) order by t"
        ).fetchall()
    assert [row[0] for row in rows] == ["B", "a", "b", "z", "é"]
