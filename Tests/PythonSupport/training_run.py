"""`make run`: a training county on this machine for people to try, with pages, sample people and three cases."""

import re
import signal
import sys
from html import unescape
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

from tingsu_node import Node
from training_county import ADMIN, LI, TOWN, ZHANG, ZHOU, County

PINS = {ADMIN: "7301", TOWN: "7302", ZHANG: "7303", ZHOU: "7304", LI: "7305"}


def set_pins(node: Node, people: list[str]) -> None:
    """Chooses PINs as the people would, on the pages themselves."""
    opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
    address = urlsplit(node.address())
    origin = f"{address.scheme}://{address.netloc}"

    def get(path: str) -> str:
        return opener.open(origin + path).read().decode()

    def post(path: str, **fields: str) -> None:
        opener.open(Request(origin + path, urlencode(fields).encode(), {"Origin": origin})).read()

    def token(page: str) -> str:
        return unescape(re.search('name="form_token" value="([^"]*)"', page).group(1))

    post("/open", key=re.search("key=(.*)", address.query).group(1))
    for person in people:
        path = re.search(f'href="(/people/[^"]+)"><strong>{person}<', get("/people")).group(1)
        post(path, form_token=token(get(path)), pin=PINS[person], again=PINS[person])
        post("/lock", form_token=token(get("/")))


def places(county: County) -> list[tuple[Node, str, list[str]]]:
    return [
        (county.center, "县中心", [ADMIN]), (county.hub, "藤田镇", [TOWN]),
        (county.zhang, "练习一村 甲机", [ZHANG, ZHOU]), (county.li, "练习一村 乙机", [LI])]


def show(county: County) -> None:
    print("\n每个链接只能打开一次，五分钟内有效。请各用一个浏览器窗口。")
    for node, name, people in places(county):
        print(f"  {name}\n    {node.address()}\n    " + "  ".join(f"{person} 密码 {PINS[person]}" for person in people))
    print("按回车换新的链接，按 Ctrl-C 结束。", flush=True)


def main() -> int:
    def end(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)
    county = None
    try:
        print("正在建立练习县：县中心、藤田镇、练习一村的两台机器……", flush=True)
        county = County(language="zh-Hans")
        county.tell_story()
        county.tell_other_stories()
        for node, _, people in places(county):
            set_pins(node, people)
        print("三个案件：YF-2026-0001 邹某伤害赔偿（一处说法不一）、YF-2026-0002 何某某棚改、YF-2026-0003 杜某医疗救助")
        show(county)
        for _ in sys.stdin:
            show(county)
        # Nobody types: the county stays until it is ended.
        signal.pause()
    except KeyboardInterrupt:
        print("\n正在结束……", flush=True)
    finally:
        # A second Ctrl-C would leave daemons behind.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if county is not None:
            county.close()
    print("练习县已结束，没有留下数据。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
