"""What everybody may read of what changed."""

import httpx

from bot.actions import Changed
from bot.channels.web import web
from tests.channels.web.fake import FakeInterviewer
from tests.channels.web.serving import FACTS, pages


async def page(*changes: Changed) -> httpx.Response:
    """The page of these changes."""

    async def found() -> tuple[Changed, ...]:
        return changes

    around = web(
        FakeInterviewer(), FACTS, [pages()], frame_ancestors="'none'", preview=None, changes=found
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(around), base_url="http://c") as one:
        return await one.get("/changes")


async def test_what_was_done_stands_there_with_its_cause() -> None:
    """In the team's words and the cause's name; without a cause nothing is said of one."""
    text = (await page(Changed("Answer in 3 days", "Speed of answers"), Changed("Two rounds"))).text
    assert "<p>Answer in 3 days</p>" in text
    assert "Because candidates named this: Speed of answers" in text
    assert text.count("Because") == 1


async def test_what_a_team_wrote_is_text_and_nothing_else() -> None:
    """No mark of theirs becomes part of the page, and no address a link."""
    text = (await page(Changed("<script>x</script> https://evil.example", "<b>"))).text
    assert "<script>x" not in text
    assert 'href="https://evil' not in text
    assert "&lt;b&gt;" in text


async def test_before_anything_is_done_there_is_one_sentence() -> None:
    """The page is there from the beginning, the same for everybody, and kept by nobody."""
    answer = await page()
    assert answer.status_code == 200
    assert "Nothing stands here yet" in answer.text
    assert "no-store" in answer.headers["cache-control"]
    assert "set-cookie" not in answer.headers
