// What runs beside the live room in ./run bench rooms: a Socket.IO server as its documentation writes it.
// The same calls and the same frames as the room's; nothing is kept, nobody is asked who they are.
"use strict";

const { createServer } = require("node:http");
const { createInterface } = require("node:readline");
const { Server } = require("socket.io");

const epoch = "e_00000000000000000000000000000000";
const userId = "u_00000000000000000000000000000000";
const displayName = "Simulated 001";
const last = new Map();

const http = createServer();
const io = new Server(http, { transports: ["websocket"], serveClient: false });

io.on("connection", (socket) => {
  socket.on("JoinRoom", ({ roomId }, answer) => {
    socket.join(roomId);
    answer({ ok: true, epoch, seq: last.get(roomId) ?? 0 });
  });
  socket.on("SendComment", ({ roomId, text, clientId }, answer) => {
    const seq = (last.get(roomId) ?? 0) + 1;
    last.set(roomId, seq);
    const id = `c_${seq.toString(16).padStart(32, "0")}`;
    const data = { id, userId, displayName, text, clientId };
    const events = [{ seq, type: "comment.added", at: new Date().toISOString(), data }];
    io.to(roomId).emit("Events", { roomId, epoch, events });
    answer({ ok: true, id, seq });
  });
});

createInterface({ input: process.stdin }).on("line", () => {
  const { user, system } = process.cpuUsage();
  const meters = { rssBytes: process.memoryUsage().rss, processorMs: Math.round((user + system) / 1000) };
  console.log(`meters ${JSON.stringify(meters)}`);
});

process.on("SIGTERM", () => process.exit(0));
http.listen(0, "127.0.0.1", () => console.log(`socket.io is ready at http://127.0.0.1:${http.address().port}`));
