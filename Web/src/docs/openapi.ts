/** The part of an OpenAPI 3.1 document that the reference shows. */
export interface OpenApiDocument {
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

type PathItem = Readonly<Partial<Record<Method, RawOperation>>>;

export const methods = ["get", "post", "put", "patch", "delete"] as const;

export type Method = (typeof methods)[number];

interface RawOperation {
  readonly operationId?: string;
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly parameters?: readonly RawParameter[];
  readonly requestBody?: { readonly content?: Content; readonly required?: boolean };
  readonly responses?: Readonly<Record<string, { readonly description?: string; readonly content?: Content }>>;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
}

interface RawParameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly description?: string;
}

export interface Parameter {
  readonly name: string;
  readonly place: string;
  readonly required: boolean;
  readonly type: string;
  readonly description: string;
}

export interface Answer {
  /** A status, or "default" for every error. */
  readonly status: string;
  readonly contentType: string | null;
  readonly schema: Schema | null;
}

export interface Operation {
  readonly id: string;
  readonly title: string;
  readonly method: Method;
  readonly path: string;
  readonly needsSignIn: boolean;
  readonly roles: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body: { readonly contentType: string; readonly schema: Schema } | null;
  readonly answers: readonly Answer[];
}

export interface OperationGroup {
  readonly name: string;
  readonly operations: readonly Operation[];
}

/** The operations by subject, in the document's order. */
export function groupsOf(document: OpenApiDocument): readonly OperationGroup[] {
  const groups = new Map<string, Operation[]>();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const raw = item[method];
      if (raw !== undefined) {
        const name = raw.tags?.[0] ?? "Other";
        const operations = groups.get(name) ?? [];
        operations.push(operationOf(path, method, raw));
        groups.set(name, operations);
      }
    }
  }
  return [...groups]
    .map(([name, operations]) => ({ name, operations }))
    .sort((left, right) => left.name.localeCompare(right.name, "en"));
}

function operationOf(path: string, method: Method, raw: RawOperation): Operation {
  const id = raw.operationId ?? `${method}-${path.replaceAll(/\W+/g, "-")}`;
  const security = raw.security ?? [];
  return {
    id,
    title: raw.summary ?? wordsOf(id),
    method,
    path,
    needsSignIn: security.length > 0,
    roles: security.flatMap((requirement) => Object.values(requirement).flat()),
    parameters: (raw.parameters ?? []).map(parameterOf),
    body: contentOf(raw.requestBody?.content),
    answers: Object.entries(raw.responses ?? {}).map(([status, { content }]) => {
      const shown = contentOf(content);
      return { status, contentType: shown?.contentType ?? null, schema: shown?.schema ?? null };
    }),
  };
}

function parameterOf(raw: RawParameter): Parameter {
  return {
    name: raw.name,
    place: raw.in,
    required: raw.required ?? false,
    type: typeText(raw.schema ?? {}),
    description: raw.description ?? "",
  };
}

function contentOf(content: Content | undefined): { contentType: string; schema: Schema } | null {
  const [first] = Object.entries(content ?? {});
  return first === undefined ? null : { contentType: first[0], schema: first[1].schema ?? {} };
}

/** "ListRooms" is read as "List rooms". */
export function wordsOf(id: string): string {
  const words = id.replaceAll(/[-_]+/g, " ").replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2");
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}

/** Whether somebody who types these words means this operation. */
export function matches(operation: Operation, words: string): boolean {
  const text = `${operation.method} ${operation.path} ${operation.title} ${operation.id}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const refPrefix = "#/components/schemas/";

/** The component a schema is of; null when it stands by itself. */
export function componentOf(schema: Schema): string | null {
  return schema.$ref?.startsWith(refPrefix) === true ? schema.$ref.slice(refPrefix.length) : null;
}

/** A schema that is one other or null, as that other one. */
export function withoutNull(schema: Schema): { readonly schema: Schema; readonly isNullable: boolean } {
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) {
    const others = choices.filter((choice) => choice.type !== "null");
    const [only] = others;
    if (others.length === 1 && only !== undefined) {
      return { schema: only, isNullable: others.length < choices.length };
    }
    return { schema, isNullable: others.length < choices.length };
  }
  if (typeof schema.type === "object") {
    const types = schema.type.filter((type) => type !== "null");
    const [only] = types;
    return {
      schema: { ...schema, type: types.length === 1 && only !== undefined ? only : types },
      isNullable: types.length < schema.type.length,
    };
  }
  return { schema, isNullable: false };
}

/** A schema in a few words: "Money", "string[]", "integer or null". */
export function typeText(raw: Schema): string {
  const { schema, isNullable } = withoutNull(raw);
  return isNullable ? `${plainType(schema)} or null` : plainType(schema);
}

function plainType(schema: Schema): string {
  const component = componentOf(schema);
  if (component !== null) {
    return component;
  }
  if (schema.enum !== undefined) {
    return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  }
  const choices = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (choices !== undefined) {
    return choices.map(typeText).join(" | ");
  }
  const type = typeof schema.type === "object" ? numberOr(schema.type) : schema.type;
  if (type === "array") {
    return `${typeText(schema.items ?? {})}[]`;
  }
  if (typeof schema.additionalProperties === "object") {
    return `map of ${typeText(schema.additionalProperties)}`;
  }
  return schema.format === "date-time" ? "time" : (type ?? "any");
}

/** Numbers may be read from texts too, which the document says and nobody needs to know. */
function numberOr(types: readonly string[]): string {
  const numeric = types.find((type) => type === "integer" || type === "number");
  return numeric !== undefined && types.every((type) => type === numeric || type === "string")
    ? numeric
    : types.join(" or ");
}
