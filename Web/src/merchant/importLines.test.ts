import { describe, expect, it } from "vitest";
import { failedText, linesToSend, outcomesOf, readImport } from "./importLines";

const header = "title,category,price,currency,stock,attribute.colour";

function sent(text: string): unknown[] {
  const lines = linesToSend(readImport(text));
  return lines === "" ? [] : lines.split("\n").map((line) => JSON.parse(line) as unknown);
}

describe("readImport", () => {
  it("takes lines of JSON as they are", () => {
    const text = readImport('{"title":"Pot"}\r\n\n{broken\n');

    expect(text.format).toBe("ndjson");
    expect(text.rows.map((row) => [row.line, row.json])).toEqual([
      [1, '{"title":"Pot"}'],
      [3, "{broken"],
    ]);
  });

  it("makes products of a table, prices in minor units of their currency", () => {
    const [pot, cup] = sent(`\uFEFF${header}\nPot,kitchen,19.99,CNY,5,brown\nCup,kitchen,300,JPY,7,\n`);

    expect(pot).toMatchObject({
      title: "Pot",
      category: "kitchen",
      price: { amountMinor: 1999, currency: "CNY" },
      stock: 5,
      attributes: { colour: "brown" },
    });
    expect(cup).toMatchObject({ price: { amountMinor: 300, currency: "JPY" }, attributes: {} });
    expect(pot).not.toHaveProperty("productId");
  });

  it("reads quotes, separators of other countries and line ends inside of cells", () => {
    const [product] = sent(
      'title;description;category;price;stock\r\n"A ""good"" pot; really";"Two\nlines";kitchen;5;1',
    );

    expect(product).toMatchObject({ title: 'A "good" pot; really', description: "Two\nlines" });
  });

  it("numbers rows by the line on which they begin", () => {
    const text = readImport('title,category,price,stock\n"two\nlines",a,1,1\n\nnext,a,1,1');

    expect(text.rows.map((row) => row.line)).toEqual([2, 5]);
  });

  it("says itself what it cannot read, and does not send it", () => {
    const text = readImport(`${header}\nPot,kitchen,cheap,CNY,,\nCup,kitchen,1,CNY,1,red,too many`);

    expect(linesToSend(text)).toBe("");
    expect(text.rows.map((row) => row.problems.map((problem) => problem.field))).toEqual([
      ["price", "stock"],
      ["line"],
    ]);
  });

  it("knows an empty text", () => {
    expect(readImport(" \n").rows).toEqual([]);
  });
});

describe("outcomesOf", () => {
  const text = readImport(`${header}\nPot,kitchen,1,CNY,1,\nBad,kitchen,x,CNY,1,\nCup,,1,CNY,1,`);
  const outcomes = outcomesOf(text, [
    { line: 1, status: "created", productId: "p-1" },
    { line: 2, status: "error", code: "invalid", errors: [{ field: "category", message: "is required" }] },
  ]);

  it("puts the answers beside the rows that were sent", () => {
    expect(outcomes.map((outcome) => [outcome.row.line, outcome.status, outcome.productId])).toEqual([
      [2, "created", "p-1"],
      [3, "error", null],
      [4, "error", null],
    ]);
    expect(outcomes[2]?.problems).toEqual([{ field: "category", message: "is required" }]);
  });

  it("gives back what failed, ready to be put right", () => {
    expect(failedText(text, outcomes)).toBe(`${header}\nBad,kitchen,x,CNY,1,\nCup,,1,CNY,1,`);
  });
});
