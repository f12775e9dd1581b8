export type Route =
  | { readonly page: "home"; readonly category: string | null }
  | { readonly page: "product"; readonly productId: string }
  | { readonly page: "room"; readonly roomId: string }
  | { readonly page: "replay"; readonly roomId: string }
  | { readonly page: "user"; readonly userId: string }
  | { readonly page: "me" }
  | { readonly page: "experiments" }
  | { readonly page: "experiment"; readonly experimentId: string }
  | { readonly page: "unknown" };

export function parseRoute(path: string, search: string): Route {
  const [first, second, ...rest] = path.split("/").filter((part) => part !== "");
  if (first === undefined) {
    return { page: "home", category: new URLSearchParams(search).get("category") };
  }
  if (rest.length > 0) {
    const roomId = second === undefined ? null : decode(second);
    return first === "rooms" && roomId !== null && rest.length === 1 && rest[0] === "replay"
      ? { page: "replay", roomId }
      : { page: "unknown" };
  }
  if (second === undefined) {
    return first === "me" || first === "experiments" ? { page: first } : { page: "unknown" };
  }
  const id = decode(second);
  if (id === null) {
    return { page: "unknown" };
  }
  switch (first) {
    case "products":
      return { page: "product", productId: id };
    case "rooms":
      return { page: "room", roomId: id };
    case "experiments":
      return { page: "experiment", experimentId: id };
    case "users":
      return { page: "user", userId: id };
    default:
      return { page: "unknown" };
  }
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) {
      return null;
    }
    throw error;
  }
}

export const paths = {
  home: (category: string | null = null) => (category === null ? "/" : `/?category=${encodeURIComponent(category)}`),
  product: (productId: string) => `/products/${encodeURIComponent(productId)}`,
  room: (roomId: string) => `/rooms/${encodeURIComponent(roomId)}`,
  replay: (roomId: string) => `/rooms/${encodeURIComponent(roomId)}/replay`,
  user: (userId: string) => `/users/${encodeURIComponent(userId)}`,
  me: () => "/me",
  experiments: () => "/experiments",
  experiment: (experimentId: string) => `/experiments/${encodeURIComponent(experimentId)}`,
};
