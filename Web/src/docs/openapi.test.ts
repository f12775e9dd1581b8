import { describe, expect, it } from "vitest";
import { groupsOf, matches, typeText, withoutNull, wordsOf, type OpenApiDocument, type Operation } from "./openapi";
import { curlOf, exampleOf } from "./openapiExample";

const document: OpenApiDocument = {
  info: { title: "Shop", version: "v1" },
  paths: {
    "/api/v1/rooms/{id}/pins": {
      post: {
        operationId: "PinProduct",
        tags: ["Rooms"],
        security: [{ bearer: [] }],
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "string" } },
          { name: "Idempotency-Key", in: "header", schema: { type: "string" } },
        ],
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/PinRequest" } } } },
        responses: {
          "201": { content: { "application/json": { schema: { $ref: "#/components/schemas/Pin" } } } },
          default: { content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } },
        },
      },
    },
    "/api/v1/models": {
      get: {
        operationId: "GetModels",
        tags: ["Models"],
        security: [{ bearer: ["operator"] }],
        responses: { "200": {} },
      },
      delete: { operationId: "DropModels", tags: ["Models"] },
    },
  },
  components: {
    schemas: {
      PinRequest: {
        type: "object",
        required: ["productId", "note"],
        properties: {
          productId: { type: "string" },
          note: { type: ["null", "string"] },
          price: { $ref: "#/components/schemas/Money" },
        },
      },
      Money: {
        type: "object",
        properties: { amountMinor: { type: ["integer", "string"] }, currency: { type: "string" } },
      },
      Loop: { type: "object", properties: { next: { $ref: "#/components/schemas/Loop" } } },
    },
  },
};

function operation(id: string): Operation {
  const found = groupsOf(document)
    .flatMap((group) => group.operations)
    .find((candidate) => candidate.id === id);
  if (found === undefined) {
    throw new Error(`There is no operation ${id}.`);
  }
  return found;
}

describe("groupsOf", () => {
  it("groups operations by subject, in order of names", () => {
    expect(groupsOf(document).map(({ name, operations }) => [name, operations.map(({ id }) => id)])).toEqual([
      ["Models", ["GetModels", "DropModels"]],
      ["Rooms", ["PinProduct"]],
    ]);
  });

  it("says who may call, what is taken and what is answered", () => {
    expect(operation("PinProduct")).toMatchObject({
      title: "Pin product",
      needsSignIn: true,
      roles: [],
      body: { contentType: "application/json" },
      answers: [{ status: "201" }, { status: "default", contentType: "application/problem+json" }],
    });
    expect(operation("GetModels")).toMatchObject({ needsSignIn: true, roles: ["operator"], body: null });
    expect(operation("DropModels")).toMatchObject({ needsSignIn: false, answers: [] });
  });

  it("finds an operation by any of its words", () => {
    expect(matches(operation("PinProduct"), "post pin")).toBe(true);
    expect(matches(operation("PinProduct"), "")).toBe(true);
    expect(matches(operation("PinProduct"), "pin orders")).toBe(false);
  });
});

describe("types", () => {
  it.each([
    [{ type: "string" }, "string"],
    [{ type: ["null", "string"] }, "string or null"],
    [{ type: ["integer", "string"], format: "int64" }, "integer"],
    [{ type: "array", items: { $ref: "#/components/schemas/Money" } }, "Money[]"],
    [{ oneOf: [{ type: "null" }, { $ref: "#/components/schemas/Money" }] }, "Money or null"],
    [{ enum: ["a", "b"] }, '"a" | "b"'],
    [{ type: "string", format: "date-time" }, "time"],
    [{ type: "object", additionalProperties: { type: "integer" } }, "map of integer"],
    [{}, "any"],
  ] as const)("%j is %s", (schema, text) => {
    expect(typeText(schema)).toBe(text);
  });

  it("leaves a schema that is not null as it is", () => {
    expect(withoutNull({ type: "string" })).toEqual({ schema: { type: "string" }, isNullable: false });
  });

  it("reads names as words", () => {
    expect(wordsOf("ListOwnVouchers")).toBe("List own vouchers");
    expect(wordsOf("get-api-v1-x")).toBe("Get api v1 x");
  });
});

describe("examples", () => {
  it("fill what is required, and everything where nothing is", () => {
    expect(exampleOf(document, { $ref: "#/components/schemas/PinRequest" })).toEqual({ productId: "…" });
    expect(exampleOf(document, { $ref: "#/components/schemas/Money" })).toEqual({ amountMinor: 1, currency: "…" });
  });

  it("end although a type contains itself", () => {
    expect(JSON.stringify(exampleOf(document, { $ref: "#/components/schemas/Loop" })).length).toBeLessThan(200);
  });

  it("make a call for a terminal", () => {
    expect(curlOf(document, operation("PinProduct"), "http://shop")).toBe(
      [
        'curl -s "http://shop/api/v1/rooms/$ID/pins"',
        '-H "authorization: Bearer $TOKEN"',
        '-H "idempotency-key: $(uuidgen)"',
        "-H 'content-type: application/json'",
        '-d \'{"productId":"…"}\'',
      ].join(" \\\n  "),
    );
    expect(curlOf(document, operation("GetModels"), "http://shop")).toContain('curl -s "http://shop/api/v1/models"');
    expect(curlOf(document, operation("DropModels"), "http://shop")).toContain('curl -s -X DELETE "http://shop');
  });
});
