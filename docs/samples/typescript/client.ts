// npm install @microsoft/signalr tsx && npx tsx client.ts http://localhost:5080
import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";

const [shop = "http://localhost:5080", seconds = "10"] = process.argv.slice(2);
let token = "";

async function call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const text = body === undefined ? null : JSON.stringify(body);
  const answer = await fetch(`${shop}/api/v1${path}`, { method, headers, body: text });
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  }
  return (await answer.json()) as Answer;
}

type SignedIn = { userId: string; accessToken: string };
const me = await call<SignedIn>("POST", "/auth/login", { userName: "shopper", password: "demo-password-1" });
token = me.accessToken;

const hub = new HubConnectionBuilder()
  .withUrl(`${shop}/hubs/live`, {
    accessTokenFactory: () => token,
    skipNegotiation: true,
    transport: HttpTransportType.WebSockets,
  })
  .configureLogging(LogLevel.Warning)
  .build();

type Event = { seq: number; type: string; data: unknown };
hub.on("Events", ({ events }: { events: Event[] }) => {
  for (const { seq, type, data } of events) console.log(seq, type, JSON.stringify(data));
});
await hub.start();

type Rooms = { items: { roomId: string; title: string; status: string }[] };
const room = (await call<Rooms>("GET", "/rooms")).items.find(({ status }) => status === "live");
if (room === undefined) throw new Error("No room is live.");
console.log("joined", room.title, (await hub.invoke("JoinRoom", { roomId: room.roomId })).ok);
const comment = { roomId: room.roomId, text: "Hello from TypeScript", clientId: crypto.randomUUID() };
console.log("sent", await hub.invoke("SendComment", comment));

type Suggestions = { items: { title: string; reasons: { text: string }[] }[] };
const suggested = await call<Suggestions>("GET", `/users/me/suggestions?limit=3&roomId=${room.roomId}`);
for (const { title, reasons } of suggested.items) console.log("suggested", title, "-", reasons[0]?.text);
setTimeout(() => void hub.stop(), Number(seconds) * 1000);
