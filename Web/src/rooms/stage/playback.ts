import type { PlaybackKind } from "../../api/contract";
import { openWhep } from "./whep";

const hlsType = "application/vnd.apple.mpegurl";

export interface PlaybackEvents {
  /** The video cannot be played, and trying again by itself is no use. */
  readonly onFailed: () => void;
}

/** Ends a playback and frees what it holds. */
export type StopPlayback = () => void;

/** Starts to play an address in an element. What is loaded for it is loaded only now. */
export function startPlayback(
  video: HTMLVideoElement,
  url: string,
  kind: PlaybackKind,
  events: PlaybackEvents,
): StopPlayback {
  switch (kind) {
    case "whep":
      return openWhep(url, {
        onStream: (stream) => (video.srcObject = stream),
        onFailed: events.onFailed,
      });
    case "hls":
      return video.canPlayType(hlsType) === "" ? startHls(video, url, events) : startNative(video, url, events);
    default:
      return startNative(video, url, events);
  }
}

function startNative(video: HTMLVideoElement, url: string, events: PlaybackEvents): StopPlayback {
  video.addEventListener("error", events.onFailed);
  video.src = url;
  return () => {
    video.removeEventListener("error", events.onFailed);
    video.removeAttribute("src");
    video.load();
  };
}

function startHls(video: HTMLVideoElement, url: string, events: PlaybackEvents): StopPlayback {
  let stopped = false;
  let destroy: StopPlayback = () => undefined;
  void loadHls(video, url, events)
    .then((stop) => (stopped ? stop() : (destroy = stop)))
    .catch((error: unknown) => {
      console.warn("The player could not be loaded.", error);
      events.onFailed();
    });
  return () => {
    stopped = true;
    destroy();
  };
}

async function loadHls(video: HTMLVideoElement, url: string, events: PlaybackEvents): Promise<StopPlayback> {
  const [{ default: Hls }, { default: workerPath }] = await Promise.all([
    import("hls.js/light"),
    // A file of our own: the policy of the page lets no worker be made of a text.
    import("hls.js/dist/hls.worker.js?url"),
  ]);
  if (!Hls.isSupported()) {
    events.onFailed();
    return () => undefined;
  }
  const hls = new Hls({ workerPath, liveSyncDurationCount: 2 });
  hls.on(Hls.Events.ERROR, (_, { fatal, type }) => {
    if (!fatal) {
      return;
    }
    if (type === Hls.ErrorTypes.MEDIA_ERROR) {
      hls.recoverMediaError();
    } else {
      events.onFailed();
    }
  });
  hls.loadSource(url);
  hls.attachMedia(video);
  return () => hls.destroy();
}
