export interface ShownNotice {
  readonly id: number;
  readonly tone: "good" | "bad" | "plain";
  readonly text: string;
  /** The page that it is about. */
  readonly href?: string;
}

const shownMax = 3;
const shownForMs = 4_500;

/** Short messages at the edge of the page. */
class Notices {
  items = $state.raw<readonly ShownNotice[]>([]);
  private nextId = 1;

  show(text: string, tone: ShownNotice["tone"] = "plain", href?: string): void {
    const notice: ShownNotice = { id: this.nextId++, tone, text, ...(href === undefined ? {} : { href }) };
    // The same words twice in a row say nothing new.
    this.items = [...this.items.filter((item) => item.text !== text), notice].slice(-shownMax);
    setTimeout(() => this.dismiss(notice.id), shownForMs);
  }

  dismiss(id: number): void {
    this.items = this.items.filter((item) => item.id !== id);
  }
}

export const notices = new Notices();
