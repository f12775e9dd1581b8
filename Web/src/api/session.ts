import type { AuthTokens } from "./contract";
import { ApiProblem } from "./problem";

/** Where the refresh token rests between visits. Tabs share it. */
export interface TokenStore {
  read(): string | null;
  write(refreshToken: string | null): void;
}

export interface SessionOptions {
  readonly fetch: typeof fetch;
  readonly store: TokenStore;
  readonly now: () => number;
  /** Runs one refresh at a time across tabs: a refresh token is good for one use. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
}

interface Access {
  readonly token: string;
  readonly expiresAt: number;
}

const renewalMarginMs = 30_000;

/** Keeps the access token in memory, renews it shortly before it ends, and notices when the session is over. */
export class Session {
  private access: Access | null = null;
  private renewal: Promise<string> | null = null;
  private readonly endedListeners = new Set<() => void>();

  constructor(private readonly options: SessionOptions) {}

  get exists(): boolean {
    return this.access !== null || this.options.store.read() !== null;
  }

  onEnded(listener: () => void): () => void {
    this.endedListeners.add(listener);
    return () => this.endedListeners.delete(listener);
  }

  adopt(tokens: AuthTokens): void {
    this.access = { token: tokens.accessToken, expiresAt: this.options.now() + tokens.expiresIn * 1000 };
    this.options.store.write(tokens.refreshToken);
  }

  get refreshToken(): string | null {
    return this.options.store.read();
  }

  /** Forgets the tokens of this browser; revoking them is the caller's affair. */
  release(): void {
    this.forget();
  }

  /** An access token with enough life left, or null when nobody is signed in. */
  async token(): Promise<string | null> {
    if (this.access !== null && this.access.expiresAt - this.options.now() > renewalMarginMs) {
      return this.access.token;
    }
    return this.exists ? this.renew() : null;
  }

  /** After a 401: a token other than the rejected one. */
  async replace(rejected: string): Promise<string> {
    if (this.access !== null && this.access.token !== rejected) {
      return this.access.token;
    }
    return this.renew();
  }

  private renew(): Promise<string> {
    this.renewal ??= this.options
      .exclusively(() => this.refresh())
      .finally(() => {
        this.renewal = null;
      });
    return this.renewal;
  }

  private async refresh(): Promise<string> {
    // Read inside the lock: another tab may have spent the token this one knew.
    const refreshToken = this.options.store.read();
    if (refreshToken === null) {
      this.forget();
      throw new ApiProblem(401, "session-ended", {});
    }

    const response = await this.post(refreshToken);
    if (!response.ok) {
      const problem = await ApiProblem.fromResponse(response);
      if (problem.status === 401 || problem.status === 403 || problem.status === 400) {
        this.forget();
      }
      throw problem;
    }

    const tokens = (await response.json()) as AuthTokens;
    if (this.options.store.read() !== refreshToken) {
      // Signed out, or signed in as somebody else, while the answer was under way.
      throw new ApiProblem(401, "session-ended", {});
    }
    this.adopt(tokens);
    return tokens.accessToken;
  }

  private async post(refreshToken: string): Promise<Response> {
    try {
      return await this.options.fetch("/api/v1/auth/refresh", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ refreshToken }),
      });
    } catch (error) {
      throw ApiProblem.network(error);
    }
  }

  private forget(): void {
    this.access = null;
    this.options.store.write(null);
    for (const listener of this.endedListeners) {
      listener();
    }
  }
}
