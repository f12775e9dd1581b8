import type { Money, Voucher } from "../api/contract";
import type { NewOrder, OrderCalls, OrderQuote } from "../api/orders";
import { ApiProblem } from "../api/problem";

export interface CheckoutOptions {
  readonly calls: Pick<OrderCalls, "quote">;
  readonly vouchers: () => Promise<readonly Voucher[]>;
  readonly now: () => number;
}

const triedMax = 3;

/** What is about to be bought and what it costs, as the server counts it; nothing is held yet. */
export class Checkout {
  quote = $state.raw<OrderQuote | null>(null);
  problem = $state.raw<unknown>(null);
  /** The price that was shown and the one there is now: the buyer is asked again. */
  change = $state.raw<{ readonly from: Money; readonly to: Money } | null>(null);
  vouchers = $state.raw<readonly Voucher[]>([]);
  chosen = $state.raw<readonly string[]>([]);
  refusedVoucher = $state.raw<string | null>(null);
  /** Questions that are not answered; what is shown may change. */
  private asked = $state(0);
  private goods: NewOrder = { items: [] };
  private turn = 0;

  constructor(private readonly options: CheckoutOptions) {}

  get isCounting(): boolean {
    return this.asked > 0;
  }

  /** Counts what these cost, with the voucher of the buyer's that takes most off. */
  async open(goods: NewOrder): Promise<void> {
    this.goods = goods;
    this.asked++;
    try {
      await Promise.all([this.count(), this.loadVouchers()]);
      await this.tryVouchers();
    } finally {
      this.asked--;
    }
  }

  /** Counts what these cost; the answer to an earlier question is not shown. */
  async price(goods: NewOrder): Promise<void> {
    this.goods = goods;
    await this.count();
  }

  private async loadVouchers(): Promise<void> {
    try {
      const now = this.options.now();
      this.vouchers = (await this.options.vouchers()).filter(
        (voucher) => voucher.status === "claimed" && Date.parse(voucher.validUntil) > now,
      );
    } catch (error) {
      // It can be bought without them.
      console.warn("The vouchers could not be read.", error);
    }
  }

  async toggle(voucherId: string): Promise<void> {
    const before = this.chosen;
    this.chosen = before.includes(voucherId) ? before.filter((known) => known !== voucherId) : [...before, voucherId];
    this.refusedVoucher = null;
    await this.count();
    if (this.problem instanceof ApiProblem && this.problem.code === "voucher-refused") {
      [this.chosen, this.refusedVoucher] = [before, voucherId];
      await this.count();
    }
  }

  /** What was shown, and nothing else: with another price by now the server refuses it. */
  order(): NewOrder | null {
    const { quote } = this;
    if (quote === null) {
      return null;
    }
    return {
      ...this.goods,
      items: this.goods.items.map((item) => {
        const line = quote.items.find((known) => known.productId === item.productId);
        return line === undefined ? item : { ...item, priceVersion: line.priceVersion };
      }),
      ...(this.chosen.length === 0 ? {} : { voucherIds: this.chosen }),
      expectedTotal: quote.total,
    };
  }

  /** After a refusal: counts anew, and says so when the price is another. */
  async recount(): Promise<void> {
    const before = this.quote?.total;
    await this.count();
    const now = this.quote?.total;
    if (before !== undefined && now !== undefined && this.problem === null && before.amountMinor !== now.amountMinor) {
      this.change = { from: before, to: now };
    }
  }

  /** What the shop does not take is passed over: nobody has asked for it. */
  private async tryVouchers(): Promise<void> {
    const plain = this.quote;
    if (plain === null) {
      return;
    }
    for (const { voucherId } of bestFirst(this.vouchers, plain.total).slice(0, triedMax)) {
      const { turn } = this;
      try {
        const quote = await this.options.calls.quote({ ...this.goods, voucherIds: [voucherId] });
        if (turn === this.turn && quote.total.amountMinor < plain.total.amountMinor) {
          [this.quote, this.chosen] = [quote, [voucherId]];
        }
        return;
      } catch (error) {
        console.debug("A voucher does not fit.", error);
      }
    }
  }

  private async count(): Promise<void> {
    const turn = ++this.turn;
    this.asked++;
    this.change = null;
    try {
      const order = { ...this.goods, ...(this.chosen.length === 0 ? {} : { voucherIds: this.chosen }) };
      const quote = await this.options.calls.quote(order);
      if (turn === this.turn) {
        [this.quote, this.problem] = [quote, null];
      }
    } catch (error) {
      if (turn === this.turn) {
        this.problem = error;
      }
    } finally {
      this.asked--;
    }
  }
}

/** Vouchers that may take something off so much, most first. Of whose goods they are only the server knows. */
export function bestFirst(vouchers: readonly Voucher[], total: Money): readonly Voucher[] {
  const savingOf = (voucher: Voucher): number => {
    if (voucher.currency !== total.currency || voucher.minimumSpend > total.amountMinor) {
      return 0;
    }
    return voucher.kind === "percent"
      ? (total.amountMinor * voucher.value) / 100
      : Math.min(voucher.value, total.amountMinor);
  };
  return vouchers.filter((voucher) => savingOf(voucher) > 0).sort((left, right) => savingOf(right) - savingOf(left));
}
