import type { Problem } from "./contract";

/** A request that the server refused, or that never reached it (code "network"). */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly problem: Problem,
  ) {
    super(problem.detail ?? problem.title ?? code);
    this.name = "ApiProblem";
  }

  static network(cause: unknown): ApiProblem {
    return new ApiProblem(0, "network", { detail: cause instanceof Error ? cause.message : String(cause) });
  }

  static async fromResponse(response: Response): Promise<ApiProblem> {
    const problem = await readProblem(response);
    return new ApiProblem(response.status, problem.code ?? `http-${response.status}`, problem);
  }
}

/** A proxy in between may answer with HTML; only JSON is trusted to be a problem. */
async function readProblem(response: Response): Promise<Problem> {
  const type = response.headers.get("content-type") ?? "";
  if (!type.includes("json")) {
    return { title: response.statusText };
  }
  try {
    return (await response.json()) as Problem;
  } catch (error) {
    return { title: response.statusText, detail: String(error) };
  }
}
