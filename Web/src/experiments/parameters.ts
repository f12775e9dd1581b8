/** Reads settings as an operator types them, "diversity=0.3 retriever.friend=0"; null when they cannot be read. */
export function parseParameters(text: string): Readonly<Record<string, number>> | null {
  const parameters: Record<string, number> = {};
  for (const part of text.split(/[\s,;]+/).filter((token) => token !== "")) {
    const [name, value, ...rest] = part.split("=");
    const number = Number(value);
    if (name === undefined || name === "" || value === undefined || value === "" || rest.length > 0) {
      return null;
    }
    if (!Number.isFinite(number) || name in parameters) {
      return null;
    }
    parameters[name] = number;
  }
  return parameters;
}

export function formatParameters(parameters: Readonly<Record<string, number>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ");
}
