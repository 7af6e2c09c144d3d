// A worse server, loaded before the program: it thanks every citizen at once and keeps the answers a moment later.
// The crash harness must see what that loses.
import { Buffer } from "node:buffer";
import http from "node:http";
import { setTimeout } from "node:timers";

const MOMENT_MS = 100;
const { emit } = http.Server.prototype;

http.Server.prototype.emit = function (event, request, response) {
  if (event !== "request" || request.method !== "POST" || request.headers["x-late"] !== undefined) {
    return emit.apply(this, arguments);
  }
  const { method, url: path, headers } = request;
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    response.writeHead(303, { location: "/", "content-length": "0" }).end();
    const { port } = this.address();
    setTimeout(() => {
      const late = http.request({ port, method, path, headers: { ...headers, "x-late": "1", connection: "close" } });
      late.on("error", () => undefined).on("response", (reply) => reply.resume());
      late.end(Buffer.concat(chunks));
    }, MOMENT_MS);
  });
  return true;
};
