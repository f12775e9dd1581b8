import type { OpenApiDocument } from "../docs/openapi";
import { ApiProblem } from "./problem";

/** The server's description of itself, which stands beside the versions of the contract. */
export async function loadOpenApi(): Promise<OpenApiDocument> {
  const answer = await ask();
  if (!answer.ok) {
    throw await ApiProblem.fromResponse(answer);
  }
  return (await answer.json()) as OpenApiDocument;
}

async function ask(): Promise<Response> {
  try {
    return await fetch("/openapi/v1.json");
  } catch (error) {
    throw ApiProblem.network(error);
  }
}
