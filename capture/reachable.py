"""Why a network address gives no stream."""

from __future__ import annotations

import socket
from typing import Final
from urllib.parse import urlsplit

_PORTS: Final = {"http": 80, "https": 443, "rtsp": 554, "rtsps": 322}


def unreachable(url: str, limit_s: float) -> str:
    """Say why the host of an address does not answer; empty when it does.

    FFmpeg tells OpenCV only that it failed. One connection to the same host and port tells
    a wrong name from a closed port and from silence; nothing is sent.

    Parameters
    ----------
    url
        The address.
    limit_s
        Limit for the connection, seconds.
    """
    parts = urlsplit(url)
    try:
        host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme.lower(), 80)
    except ValueError:
        return "the port is no number from 1 to 65535"
    if not host:
        return "the address has no host"
    try:
        socket.create_connection((host, port), timeout=limit_s).close()
    except socket.gaierror:
        return f"the name {host} is not known"
    except ConnectionRefusedError:
        return f"connection refused by {host} port {port}"
    except TimeoutError:
        return f"no answer from {host} port {port} within {limit_s:g} s"
    except OSError as error:
        return f"{host} port {port}: {error.strerror or type(error).__name__}"
    return ""
