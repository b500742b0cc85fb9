"""The HTML report in a real browser, without a network."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factcheck.model import Party
from factcheck.report.as_html import to_html
from factcheck.report.view import Report

pytestmark = pytest.mark.browser

ARGUMENTS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync "
    "--disable-dev-shm-usage --hide-scrollbars --force-prefers-reduced-motion"
)


@pytest.fixture(scope="module")
def driver(
    browser_paths: tuple[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    browser, executable = browser_paths
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for argument in ARGUMENTS.split():
        options.add_argument(argument)
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    running = webdriver.Chrome(options=options, service=Service(executable))
    yield running
    running.quit()


@pytest.fixture
def show(driver: Any, tmp_path: Path) -> Callable[..., None]:
    """A function that opens a report in a window ``width`` wide."""

    def open_page(report: Report, width: int = 1280, script: bool = True) -> None:
        page = tmp_path / "report.html"
        page.write_text(to_html(report), encoding="utf-8")
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not script})
        driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500},
        )
        driver.get("about:blank")
        for log in ("browser", "performance"):
            driver.get_log(log)
        driver.get(page.as_uri())

    return open_page


def wait_until(driver: Any, condition: Callable[[], bool]) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(driver, 20, poll_frequency=0.05).until(lambda _: condition())


def shown(driver: Any) -> list[str]:
    """Relations of the findings that can be seen."""
    return driver.execute_script(
        "return [...document.querySelectorAll('.finding')]"
        ".filter(a => a.offsetParent !== null).map(a => a.dataset.relation)"
    )


def choose(driver: Any, field: str, value: str) -> None:
    driver.execute_script(
        "const f = document.getElementById(arguments[0]); f.value = arguments[1];"
        "f.dispatchEvent(new Event('input', {bubbles: true}))",
        field,
        value,
    )


def clean(driver: Any) -> None:
    """Nothing was written to the console, and nothing but the file itself was asked for."""
    assert driver.get_log("browser") == []
    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    urls = {
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    }
    assert len(urls) == 1
    assert urls.pop().startswith("file://")


def test_the_page_opens_in_silence(driver: Any, show: Callable[..., None], report: Report) -> None:
    show(report)
    assert shown(driver) == ["contradiction", "denial", "numeric_conflict"]
    assert driver.find_element("id", "filters").is_displayed()
    clean(driver)


def test_filters_hide_and_show_the_right_findings(
    driver: Any, show: Callable[..., None], report: Report
) -> None:
    show(report)
    choose(driver, "party", "river-guard-front")
    wait_until(driver, lambda: shown(driver) == ["numeric_conflict"])
    assert driver.find_element("id", "shown").text == "1 of 3 findings shown."
    choose(driver, "against", "UFS")
    wait_until(driver, lambda: shown(driver) == [])
    assert driver.find_element("id", "none").is_displayed()
    driver.find_element("css selector", "button[type=reset]").click()
    wait_until(driver, lambda: len(shown(driver)) == 3)

    driver.find_element("css selector", "input[value=denial]").click()
    wait_until(driver, lambda: shown(driver) == ["contradiction", "numeric_conflict"])
    choose(driver, "score", "0.9")
    wait_until(driver, lambda: shown(driver) == ["contradiction"])
    assert not driver.find_element("id", "m-2").is_displayed()
    driver.find_element("css selector", "button[type=reset]").click()
    wait_until(driver, lambda: len(shown(driver)) == 3)

    driver.find_element("id", "words").send_keys("FERRY monday")
    wait_until(driver, lambda: shown(driver) == ["denial", "numeric_conflict"])
    clean(driver)


def test_a_number_in_the_matrix_filters(
    driver: Any, show: Callable[..., None], report: Report
) -> None:
    show(report)
    driver.find_element("css selector", ".matrix a[data-second='river-guard-front']").click()
    wait_until(driver, lambda: shown(driver) == ["numeric_conflict"])
    assert driver.find_element("id", "party").get_property("value") == "VAL"
    assert driver.switch_to.active_element.get_attribute("id") == "findings"
    current = driver.find_elements("css selector", ".matrix a[aria-current]")
    assert [link.text for link in current] == ["1", "1"]


def test_a_link_to_a_hidden_finding_shows_it(
    driver: Any, show: Callable[..., None], report: Report
) -> None:
    show(report)
    choose(driver, "score", "0.9")
    wait_until(driver, lambda: len(shown(driver)) == 1)
    last = report.findings[-1].opposition.id
    driver.execute_script("location.hash = 'f-' + arguments[0]", last)
    wait_until(driver, lambda: len(shown(driver)) == 3)


def test_hostile_text_does_not_run(driver: Any, show: Callable[..., None], hostile: Report) -> None:
    show(hostile)
    assert driver.title == "Who says what, and where they oppose each other"
    assert driver.find_element("tag name", "h1").is_displayed()
    assert driver.execute_script("return document.images.length") == 0
    assert driver.execute_script("return document.querySelectorAll('style, script').length") == 2
    links = driver.execute_script("return [...document.links].map(a => a.protocol)")
    assert set(links) == {"file:"}
    driver.find_element("css selector", ".matrix a").click()
    wait_until(driver, lambda: shown(driver) == ["mutual_blame"])
    clean(driver)


def visible_scores(driver: Any) -> list[str]:
    """Scores of the findings that can be seen, not only unhidden in a closed part."""
    return driver.execute_script(
        "return [...document.querySelectorAll('.finding')]"
        ".filter(a => a.checkVisibility({contentVisibilityAuto: false}))"
        ".map(a => a.dataset.score.slice(0, 4))"
    )


def test_combinations_are_folded_and_filters_reach_them(
    driver: Any, show: Callable[..., None], combined: Report
) -> None:
    show(combined)
    summary = driver.find_element("css selector", ".alike summary")
    status = driver.find_element("id", "shown")
    assert visible_scores(driver) == ["0.90", "0.65", "0.60"]
    assert status.text.startswith("5 findings")
    summary.click()
    wait_until(driver, lambda: len(visible_scores(driver)) == 5)
    summary.click()
    choose(driver, "score", "0.75")
    wait_until(driver, lambda: status.text == "2 of 5 findings shown.")
    assert visible_scores(driver) == ["0.90"]
    assert summary.text == "Also: 1 more of the same kind"
    choose(driver, "score", "0.85")
    wait_until(driver, lambda: status.text == "1 of 5 findings shown.")
    assert not summary.is_displayed()
    choose(driver, "score", "0")
    choose(driver, "words", "cable sluice")
    wait_until(driver, lambda: visible_scores(driver) == ["0.80"])
    assert status.text == "1 of 5 findings shown."
    choose(driver, "words", "")
    wait_until(driver, lambda: visible_scores(driver) == ["0.90", "0.65", "0.60"])
    folded = combined.findings[2].opposition.id
    driver.execute_script("location.hash = arguments[0]", f"#f-{folded}")
    wait_until(driver, lambda: len(visible_scores(driver)) == 5)
    clean(driver)


def test_without_script_everything_is_there(
    driver: Any, show: Callable[..., None], report: Report
) -> None:
    show(report, script=False)
    visible = [a.is_displayed() for a in driver.find_elements("css selector", ".finding")]
    assert visible == [True] * 3
    assert not driver.find_element("id", "filters").is_displayed()
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def awkward(report: Report) -> Report:
    """``report`` with names and paths that have no place to break, right to left."""
    arabic = "قال الوزير إن القوات انسحبت من الوادي."
    claims = [
        replace(
            claim,
            statement=f"{arabic} {'x' * 400}",
            party=Party(claim.party.id, "N" * 120) if claim.party else None,
            document=replace(claim.document, path="d" * 300, outlet="o" * 90),
        )
        for claim in report.claims
    ]
    return replace(report, claims=claims, parties={}, run={"k" * 90: "v" * 200})


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_scrolls_sideways(
    driver: Any, show: Callable[..., None], report: Report, hostile: Report, width: int
) -> None:
    for shown_report in (report, hostile, awkward(report), replace(report, oppositions=[])):
        show(shown_report, width=width)
        driver.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert driver.execute_script("return document.documentElement.scrollWidth") <= width
        assert driver.execute_script(
            "return [...document.querySelectorAll('.finding, .claim, .claim dd, blockquote')]"
            ".every(e => e.scrollWidth <= e.clientWidth + 1)"
        )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_reaches_aa(
    driver: Any, show: Callable[..., None], report: Report, scheme: str
) -> None:
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
    )
    show(report)
    driver.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
    low = driver.execute_script(CONTRAST)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert low == []


# Relative luminance and contrast ratio as in WCAG 2.2, sections "relative luminance" and 1.4.3.
CONTRAST = """
const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
const light = (colour) => {
  const [r, g, b] = channels(colour).slice(0, 3).map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const backdrop = (e) => {
  for (; e; e = e.parentElement) {
    const colour = getComputedStyle(e).backgroundColor;
    const alpha = channels(colour)[3];
    if (alpha === undefined || alpha === 1) return colour;
  }
  return "rgb(255, 255, 255)";
};
return [...document.querySelectorAll("body *")]
  .filter((e) => e.offsetParent && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
  .filter((e) => !["STYLE", "SCRIPT", "OPTION"].includes(e.tagName))
  .map((e) => {
    const pair = [light(getComputedStyle(e).color), light(backdrop(e))].sort((x, y) => y - x);
    return [e.tagName, e.className, (pair[0] + 0.05) / (pair[1] + 0.05)];
  })
  .filter(([, , ratio]) => ratio < 4.5);
"""


def test_on_paper_nothing_is_hidden_but_the_filters(
    driver: Any, show: Callable[..., None], report: Report
) -> None:
    show(report)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    driver.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert not driver.find_element("id", "filters").is_displayed()
    assert driver.find_element("css selector", ".evidence table").is_displayed()
    assert driver.find_element("css selector", ".claims li").is_displayed()
    driver.execute_script("dispatchEvent(new Event('afterprint'))")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert not driver.execute_script("return document.querySelector('.evidence').open")


def test_two_thousand_findings_can_be_filtered(
    driver: Any, show: Callable[..., None], large_report: Callable[[int], Report]
) -> None:
    show(large_report(2_000))
    choose(driver, "words", "1999.")
    wait_until(driver, lambda: driver.find_element("id", "shown").text.startswith("1 of 2000"))
    clean(driver)
