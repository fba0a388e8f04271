"""Asks a running site for a page again and again, and says how fast it answers.

    python tests/bench/load.py /cours/ --port 8000 --connections 16 --seconds 5

Only the loopback address is asked, for a bounded time. `--session` is the value of the
cookie of a signed-in person. Printed: answers per second, and the time within which half
of them, and 99 of 100, came.
"""

import argparse
import asyncio
import sys
import time


async def ask(port: int, request: bytes, end: float, times: list[float]) -> None:
    """Asks over one connection until `end`, and notes the seconds that each answer took."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < end:
        start = time.perf_counter()
        writer.write(request)
        await read_answer(reader)
        times.append(time.perf_counter() - start)
    writer.close()


async def read_answer(reader: asyncio.StreamReader) -> None:
    """Reads one answer, which must be a page (200) or "not modified" (304)."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status = head.split()[1]
    if status not in ("200", "304"):
        raise ValueError(f"the site answered {status}")
    if "chunked" in head:
        while int(size := (await reader.readuntil(b"\r\n")).strip(), 16):
            await reader.readexactly(int(size, 16) + 2)
        await reader.readexactly(2)
    elif "content-length:" in head:
        await reader.readexactly(int(head.split("content-length:")[1].split()[0]))


async def load(port: int, request: bytes, connections: int, seconds: float) -> list[float]:
    """The seconds that each answer took, in ascending order."""
    times: list[float] = []
    end = time.perf_counter() + seconds
    await asyncio.gather(*(ask(port, request, end, times) for _ in range(connections)))
    return sorted(times)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("path")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--session", default="")
    asked = parser.parse_args()
    request = (
        f"GET {asked.path} HTTP/1.1\r\nHost: 127.0.0.1:{asked.port}\r\n"
        f"Accept-Encoding: gzip, br\r\nCookie: session={asked.session}\r\n\r\n"
    ).encode()
    try:
        asyncio.run(load(asked.port, request, asked.connections, 1))  # warms the site up
        times = asyncio.run(load(asked.port, request, asked.connections, asked.seconds))
    except (OSError, ValueError) as error:
        sys.exit(str(error))
    half, most = times[len(times) // 2], times[len(times) * 99 // 100]
    rate = len(times) / asked.seconds
    print(f"{rate:.0f} answers/s, half within {half * 1000:.1f} ms, 99 % {most * 1000:.1f} ms")


if __name__ == "__main__":
    main()
