import { componentOf, withoutNull, type OpenApiDocument, type Operation, type Schema } from "./openapi";

const depthMax = 4;

/** A value of a schema to begin with: each field that is required, and of choices the first. */
export function exampleOf(document: OpenApiDocument, raw: Schema, depth = 0): unknown {
  const { schema } = withoutNull(raw);
  const component = componentOf(schema);
  if (component !== null) {
    const target = document.components?.schemas?.[component];
    return target === undefined || depth >= depthMax ? {} : exampleOf(document, target, depth + 1);
  }
  if (schema.enum !== undefined) {
    return schema.enum[0];
  }
  const [choice] = schema.oneOf ?? schema.anyOf ?? schema.allOf ?? [];
  if (choice !== undefined) {
    return exampleOf(document, choice, depth + 1);
  }
  if (schema.properties !== undefined) {
    return exampleOfFields(document, schema, depth);
  }
  return plainExample(document, schema, depth);
}

function exampleOfFields(document: OpenApiDocument, schema: Schema, depth: number): unknown {
  const all = Object.entries(schema.properties ?? {});
  const required = all.filter(
    ([name, field]) => schema.required?.includes(name) === true && !withoutNull(field).isNullable,
  );
  const shown = required.length > 0 ? required : all;
  return Object.fromEntries(shown.map(([name, field]) => [name, exampleOf(document, field, depth + 1)]));
}

function plainExample(document: OpenApiDocument, schema: Schema, depth: number): unknown {
  const types = typeof schema.type === "object" ? schema.type : [schema.type];
  if (types.includes("array")) {
    return depth >= depthMax || schema.items === undefined ? [] : [exampleOf(document, schema.items, depth + 1)];
  }
  if (types.includes("integer") || types.includes("number")) {
    return 1;
  }
  if (types.includes("boolean")) {
    return true;
  }
  if (types.includes("object")) {
    return {};
  }
  return schema.format === "date-time" ? "2026-01-01T00:00:00Z" : "…";
}

/** The call for a terminal; the token comes from the variable TOKEN. */
export function curlOf(document: OpenApiDocument, operation: Operation, origin: string): string {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`);
  const required = operation.parameters.filter((parameter) => parameter.place === "query" && parameter.required);
  const query = required.map(({ name }) => `${name}=…`).join("&");
  const lines = [`curl -s ${flagOf(operation)}"${origin}${path}${query === "" ? "" : `?${query}`}"`];
  if (operation.needsSignIn) {
    lines.push('-H "authorization: Bearer $TOKEN"');
  }
  if (operation.parameters.some(({ name }) => name === "Idempotency-Key")) {
    lines.push('-H "idempotency-key: $(uuidgen)"');
  }
  if (operation.body !== null) {
    const example = JSON.stringify(exampleOf(document, operation.body.schema));
    lines.push(`-H 'content-type: ${operation.body.contentType}'`, `-d '${example.replaceAll("'", "'\\''")}'`);
  }
  return lines.join(" \\\n  ");
}

function flagOf(operation: Operation): string {
  const isUsual = operation.method === (operation.body === null ? "get" : "post");
  return isUsual ? "" : `-X ${operation.method.toUpperCase()} `;
}
