"""Rows copied from a dataset viewer's page, with lines missing and lines too many."""

from __future__ import annotations

from pathlib import Path

from player.transcript.tables.lectures import list_lectures, read_lecture

PIPES = "video_id | text | start | end | title\n---|---|---|---|---\n"
FIELDS = ("video_id", "text", "start", "end", "title", "thumbnail")
LIST = "".join(f"{name}\nstringlengths\n11\n11\n" for name in FIELDS)


def texts(path: Path, content: str) -> list[str]:
    path.write_text(content, encoding="utf-8")
    return [segment.text for segment in read_lecture(path).segments]


def test_a_row_without_times_does_not_take_those_of_a_later_one(tmp_path: Path):
    rows = "a | lost | \na | One. | 1 | 2 | T |\na | Two\nlines. | 2 | 3 | T |\n"
    assert texts(tmp_path / "t", PIPES + rows) == ["One.", "Two lines."]
    lost = [entry for entry in read_lecture(tmp_path / "t").skipped if entry.is_lost]
    assert [(entry.line, entry.reason) for entry in lost] == [(3, "a row without its times: “a | lost |”")]


def test_a_title_as_long_as_an_id_is_no_id(tmp_path: Path):
    row = "abcdefghi-{0}\nText {0}.\n{0}\n{1}\nBiomedicine\n"
    content = LIST + "".join(
        row.format(number, number + 1).replace(f"-{number}", "-1") for number in (10, 11, 12)
    )
    content = content.replace("abcdefghi-1", "abcdefghij1")
    assert texts(tmp_path / "t", content) == ["Text 10.", "Text 11.", "Text 12."]
    (lecture,) = list_lectures(tmp_path / "t")
    assert (lecture.id, lecture.title) == ("abcdefghij1", "Biomedicine")


def test_lines_of_the_page_between_rows_are_named(tmp_path: Path):
    first, second = (
        "abcdefghij1\nOne.\n1\n2\nA title\nhttps://x/y.jpg\n",
        "abcdefghij1\nTwo.\n2\n3\nA title\nhttps://x/y.jpg\n",
    )
    assert texts(tmp_path / "t", LIST + first + "Page 2 of 3\n" + second + "Previous\nNext\n") == [
        "One.",
        "Two.",
    ]
    lost = [entry.reason for entry in read_lecture(tmp_path / "t").skipped if entry.is_lost]
    assert lost == [f"outside the table: “{line}”" for line in ("Page 2 of 3", "Previous", "Next")]
