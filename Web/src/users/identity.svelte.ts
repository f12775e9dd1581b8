import type { AuthTokens, Me } from "../api/contract";
import { ApiProblem } from "../api/problem";
import { api, link, onOtherTab, session, tracker } from "../app/services";
import { userNames } from "../app/knownNames";

export type IdentityState =
  | { readonly kind: "restoring" }
  | { readonly kind: "unreachable"; readonly problem: unknown }
  | { readonly kind: "anonymous" }
  | { readonly kind: "known"; readonly me: Me };

/** Who uses the page. The live connection lives exactly as long as somebody is signed in. */
class Identity {
  state = $state.raw<IdentityState>({ kind: "restoring" });

  /** Who is signed in; null also while that is not known. */
  get me(): Me | null {
    return this.state.kind === "known" ? this.state.me : null;
  }

  /** Whether nobody is signed in, for certain. */
  get isGuest(): boolean {
    return this.state.kind === "anonymous";
  }

  get isKnown(): boolean {
    return this.state.kind === "anonymous" || this.state.kind === "known";
  }

  start(): void {
    session.onEnded(() => this.leave());
    onOtherTab((isSignedIn) => this.follow(isSignedIn));
    void this.restore();
  }

  /** The network is back: tries again if that was what was missing. */
  nudge(): void {
    if (this.state.kind === "unreachable") {
      void this.restore();
    }
  }

  async restore(): Promise<void> {
    if (!session.exists) {
      this.state = { kind: "anonymous" };
      return;
    }
    this.state = { kind: "restoring" };
    try {
      await this.enter();
    } catch (error) {
      // A session that the server has ended has already made the state anonymous.
      if (session.exists) {
        this.state = { kind: "unreachable", problem: error };
      }
    }
  }

  async signIn(userName: string, password: string): Promise<void> {
    await this.adopt(await api.login(userName, password));
  }

  async register(userName: string, password: string, displayName: string): Promise<void> {
    await this.adopt(await api.register(userName, password, displayName));
  }

  async signOut(): Promise<void> {
    tracker.flushLast();
    try {
      await this.revoke();
    } finally {
      session.release();
    }
  }

  private async revoke(): Promise<void> {
    try {
      // Renews first if it must, since that changes the refresh token to revoke.
      await session.token();
      const { refreshToken } = session;
      if (refreshToken !== null) {
        await api.logout(refreshToken);
      }
    } catch (error) {
      if (!(error instanceof ApiProblem)) {
        throw error;
      }
      console.warn("The server could not be told about the sign-out; the token will expire by itself.", error);
    }
  }

  private async adopt(tokens: AuthTokens): Promise<void> {
    session.adopt(tokens);
    await this.enter();
  }

  private async enter(): Promise<void> {
    const me = await api.me();
    userNames.remember(me.userId, me.displayName);
    this.state = { kind: "known", me };
    link.start();
  }

  /** What was done in another tab is done here too. */
  private follow(isSignedIn: boolean): void {
    if (!isSignedIn) {
      session.release();
    } else if (this.isGuest) {
      void this.restore();
    }
  }

  private leave(): void {
    tracker.clear();
    void link.stop();
    this.state = { kind: "anonymous" };
  }
}

export const identity = new Identity();
