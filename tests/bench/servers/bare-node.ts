import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The limit of a page from memory on Node: no routes, one Buffer, the least headers. Words: FILE of the compressed page. */
const bytes = readFileSync(process.argv[2]!);
const server = createServer((_request, response) => {
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-encoding": "br",
    "content-length": bytes.length,
  });
  response.end(bytes);
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`));
