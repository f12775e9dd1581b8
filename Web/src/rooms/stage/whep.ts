export interface WhepEvents {
  readonly onStream: (stream: MediaStream) => void;
  readonly onFailed: () => void;
}

/** What of the browser a player needs; tests bring their own. */
export interface WhepParts {
  readonly createPeer: () => RTCPeerConnection;
  readonly fetch: typeof fetch;
}

const browserParts: WhepParts = {
  createPeer: () => new RTCPeerConnection(),
  fetch: (input, init) => fetch(input, init),
};

const gatheringMaxMs = 2_000;

/**
 * Receives a stream by WHEP (draft-ietf-wish-whep): one offer, one answer, and a resource to delete in the end. The
 * returned function ends it at any time.
 */
export function openWhep(url: string, events: WhepEvents, parts: WhepParts = browserParts): () => void {
  const peer = parts.createPeer();
  const aborted = new AbortController();
  let resource: string | null = null;
  peer.addEventListener("track", (event) => {
    const [stream] = event.streams;
    if (stream !== undefined) {
      events.onStream(stream);
    }
  });
  peer.addEventListener("connectionstatechange", () => {
    if (peer.connectionState === "failed") {
      events.onFailed();
    }
  });
  const end = (): void => {
    if (resource !== null) {
      parts.fetch(resource, { method: "DELETE", keepalive: true }).catch((error: unknown) => {
        // The provider ends it by itself when nothing is received any more.
        console.debug("The stream was not deleted.", error);
      });
    }
    peer.close();
  };

  negotiate(peer, url, aborted.signal, parts)
    .then((location) => {
      resource = location;
      if (aborted.signal.aborted) {
        end();
      }
    })
    .catch((error: unknown) => {
      if (!aborted.signal.aborted) {
        console.warn("The stream could not be opened.", error);
        events.onFailed();
      }
    });
  return () => {
    aborted.abort();
    end();
  };
}

async function negotiate(
  peer: RTCPeerConnection,
  url: string,
  signal: AbortSignal,
  parts: WhepParts,
): Promise<string | null> {
  peer.addTransceiver("video", { direction: "recvonly" });
  peer.addTransceiver("audio", { direction: "recvonly" });
  await peer.setLocalDescription(await peer.createOffer());
  await gathered(peer);
  const response = await parts.fetch(url, {
    method: "POST",
    headers: { "content-type": "application/sdp" },
    body: peer.localDescription?.sdp ?? "",
    signal,
  });
  if (response.status !== 201) {
    throw new Error(`The provider answered ${response.status}.`);
  }
  const location = response.headers.get("location");
  await peer.setRemoteDescription({ type: "answer", sdp: await response.text() });
  return location === null ? null : new URL(location, response.url || url).toString();
}

/** Answers when all candidates are in the offer, or enough time has gone by. */
function gathered(peer: RTCPeerConnection): Promise<void> {
  if (peer.iceGatheringState === "complete") {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, gatheringMaxMs);
    peer.addEventListener("icegatheringstatechange", () => {
      if (peer.iceGatheringState === "complete") {
        clearTimeout(timer);
        resolve();
      }
    });
  });
}
