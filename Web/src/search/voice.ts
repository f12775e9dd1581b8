/** The part of the browser's speech recognition that is used; there is no standard for its types. */
export interface Recognition {
  lang: string;
  interimResults: boolean;
  continuous: boolean;
  onresult: ((event: RecognitionEvent) => void) | null;
  onerror: ((event: { readonly error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  abort(): void;
  stop(): void;
}

export interface RecognitionEvent {
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }> & { readonly isFinal: boolean }>;
}

export type RecognitionClass = new () => Recognition;

export type VoiceFailure = "denied" | "nothing" | "unavailable";

export interface VoiceListener {
  /** What is understood so far. */
  readonly heard: (text: string) => void;
  /** What was said, all of it; called once, unless it failed. */
  readonly said: (text: string) => void;
  readonly failed: (failure: VoiceFailure) => void;
  readonly ended: () => void;
}

/** Speech recognition, where the browser has it. */
export function findRecognition(scope: object): RecognitionClass | null {
  const known = scope as { SpeechRecognition?: RecognitionClass; webkitSpeechRecognition?: RecognitionClass };
  return known.SpeechRecognition ?? known.webkitSpeechRecognition ?? null;
}

/** Listens to one phrase; the answer stops it. */
export function listen(create: RecognitionClass, language: string, listener: VoiceListener): () => void {
  const recognition = new create();
  recognition.lang = language;
  recognition.interimResults = true;
  recognition.continuous = false;
  let text = "";
  let isOver = false;
  const end = (tell: () => void): void => {
    if (!isOver) {
      isOver = true;
      tell();
      listener.ended();
    }
  };
  recognition.onresult = ({ results }) => {
    text = Array.from(results, (result) => result[0]?.transcript ?? "").join("");
    listener.heard(text);
    if (results.length > 0 && Array.from(results).every((result) => result.isFinal)) {
      end(() => listener.said(text));
    }
  };
  recognition.onerror = ({ error }) => end(() => error !== "aborted" && listener.failed(failureOf(error)));
  // Some browsers end without a final result; what was understood by then is what was said.
  recognition.onend = () => end(() => (text === "" ? listener.failed("nothing") : listener.said(text)));
  try {
    recognition.start();
  } catch {
    end(() => listener.failed("unavailable"));
  }
  return () => recognition.stop();
}

function failureOf(error: string): VoiceFailure {
  switch (error) {
    case "not-allowed":
    case "service-not-allowed":
      return "denied";
    case "no-speech":
      return "nothing";
    default:
      return "unavailable";
  }
}
