import type { ImportLine } from "../api/shop";
import { minorUnits } from "../rooms/selling/voucherText";

export type ImportFormat = "csv" | "ndjson";

/** What is wrong with a field; a row that the page itself cannot read never reaches the server. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

export interface ImportRow {
  /** Of the text, from 1. */
  readonly line: number;
  /** As it stands in the text. */
  readonly source: string;
  /** What is sent; null when it cannot be. */
  readonly json: string | null;
  readonly problems: readonly FieldProblem[];
}

export interface ImportText {
  readonly format: ImportFormat;
  /** The first line of a table, which names the columns. */
  readonly header: string | null;
  readonly rows: readonly ImportRow[];
}

export interface RowOutcome {
  readonly row: ImportRow;
  readonly status: ImportLine["status"];
  readonly productId: string | null;
  readonly code: string | null;
  readonly problems: readonly FieldProblem[];
}

const currencyDefault = "CNY";

/** Lines of JSON as they are; anything else is read as a table whose first line names the columns. */
export function readImport(text: string): ImportText {
  const plain = text.replace(/^\uFEFF/, "");
  return plain.trimStart().startsWith("{") ? readLines(plain) : readTable(plain);
}

function readLines(text: string): ImportText {
  const rows = text
    .split(/\r?\n/)
    .map((source, index) => ({ line: index + 1, source, json: source, problems: [] }))
    .filter((row) => row.source.trim() !== "");
  return { format: "ndjson", header: null, rows };
}

interface TableRecord {
  readonly line: number;
  readonly source: string;
  readonly cells: readonly string[];
}

function readTable(text: string): ImportText {
  const [head, ...records] = readRecords(text);
  if (head === undefined) {
    return { format: "csv", header: null, rows: [] };
  }
  const columns = head.cells.map((cell) => cell.trim());
  return { format: "csv", header: head.source, rows: records.map((record) => rowOf(record, columns)) };
}

/** Cells in quotes may hold the separator, line ends and doubled quotes. The separator is the one the first line has. */
function readRecords(text: string): readonly TableRecord[] {
  const first = text.slice(0, text.search(/\r?\n|$/));
  const separator = ["\t", ";", ","].find((candidate) => first.includes(candidate)) ?? ",";
  const records: TableRecord[] = [];
  let [cells, cell, isQuoted, begin, line, beginLine]: [string[], string, boolean, number, number, number] = [
    [],
    "",
    false,
    0,
    1,
    1,
  ];
  const end = (index: number, next: number): void => {
    const source = text.slice(begin, index);
    if (source.trim() !== "") {
      records.push({ line: beginLine, source, cells: [...cells, cell] });
    }
    [cells, cell, begin, beginLine] = [[], "", next, line];
  };
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === "\n") {
      line++;
    }
    if (character === '"') {
      if (isQuoted && text[index + 1] === '"') {
        cell += '"';
        index++;
      } else {
        isQuoted = !isQuoted;
      }
    } else if (isQuoted) {
      cell += character;
    } else if (character === separator) {
      cells.push(cell);
      cell = "";
    } else if (character === "\n") {
      end(text[index - 1] === "\r" ? index - 1 : index, index + 1);
    } else if (character !== "\r") {
      cell += character;
    }
  }
  end(text.length, text.length);
  return records;
}

function rowOf(record: TableRecord, columns: readonly string[]): ImportRow {
  const cellOf = (name: string): string => record.cells[columns.indexOf(name)]?.trim() ?? "";
  const problems: FieldProblem[] = [];
  const numberOf = (name: string): number => {
    const text = cellOf(name);
    const value = Number(text);
    if (text === "" || !Number.isFinite(value)) {
      problems.push({ field: name, message: text === "" ? "is required" : "is not a number" });
    }
    return value;
  };
  if (record.cells.length > columns.length) {
    problems.push({ field: "line", message: "has more cells than the first line" });
  }
  const currency = cellOf("currency") || currencyDefault;
  const product = {
    ...optional("productId", cellOf("productId")),
    title: cellOf("title"),
    description: cellOf("description"),
    category: cellOf("category"),
    brand: cellOf("brand"),
    price: { amountMinor: amountOf(numberOf("price"), currency), currency },
    stock: numberOf("stock"),
    ...optional("imageUrl", cellOf("imageUrl")),
    attributes: attributesOf(record, columns),
  };
  return {
    line: record.line,
    source: record.source,
    json: problems.length === 0 ? JSON.stringify(product) : null,
    problems,
  };
}

/** A currency that is none is the server's to refuse. */
function amountOf(price: number, currency: string): number {
  try {
    return minorUnits(price, currency);
  } catch (error) {
    if (error instanceof RangeError) {
      return Math.round(price * 100);
    }
    throw error;
  }
}

function optional(name: string, value: string): Readonly<Record<string, string>> {
  return value === "" ? {} : { [name]: value };
}

/** Columns called attribute.colour and the like. */
function attributesOf(record: TableRecord, columns: readonly string[]): Readonly<Record<string, string>> {
  const prefix = "attribute.";
  const entries = columns
    .map((column, index) => [column, record.cells[index]?.trim() ?? ""] as const)
    .filter(([column, value]) => column.startsWith(prefix) && value !== "");
  return Object.fromEntries(entries.map(([column, value]) => [column.slice(prefix.length), value]));
}

/** What is sent: the rows that can be, a line each. */
export function linesToSend(text: ImportText): string {
  return text.rows.flatMap((row) => (row.json === null ? [] : [row.json])).join("\n");
}

/** Every row with what became of it. The server's answers stand in the order of the lines that were sent. */
export function outcomesOf(text: ImportText, answers: readonly ImportLine[]): readonly RowOutcome[] {
  let next = 0;
  return text.rows.map((row) => {
    const answer = row.json === null ? undefined : answers[next++];
    return {
      row,
      status: answer?.status ?? "error",
      productId: answer?.productId ?? null,
      code: answer === undefined ? "invalid" : (answer.code ?? null),
      problems: answer === undefined ? row.problems : (answer.errors ?? []),
    };
  });
}

/** The rows that failed, as they were, to be put right and sent again. */
export function failedText(text: ImportText, outcomes: readonly RowOutcome[]): string {
  const failed = outcomes.filter((outcome) => outcome.status === "error").map((outcome) => outcome.row.source);
  return [...(text.header === null ? [] : [text.header]), ...failed].join("\n");
}
