import type { AddressInfo, Server, Socket } from "node:net";
import { createServer } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkpointMail } from "../../server/ops/checkpoint-mail.ts";
import { closeDaysFromNowOn } from "../../server/ops/close-days.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";

/** A mail server that takes everything, or refuses the sender while it is out of order. */
let server: Server;
let house: House;
let outOfOrder: boolean;
const mails: string[] = [];

beforeEach(async () => {
  outOfOrder = false;
  mails.length = 0;
  server = createServer(talk);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  house = await openHouse({ now: "2026-10-05T03:00:00Z" });
});
afterEach(async () => {
  await house.close();
  await new Promise((closed) => server.close(closed));
});

function talk(socket: Socket): void {
  let data: string | undefined;
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  say("220 ready");
  let rest = "";
  socket.on("data", (bytes) => {
    rest += bytes.toString();
    for (let end = rest.indexOf("\r\n"); end >= 0; end = rest.indexOf("\r\n")) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      if (data !== undefined) {
        if (line === ".") {
          mails.push(data);
          data = undefined;
          say("250 taken");
        } else data += `${line}\n`;
      } else if (line === "DATA") {
        data = "";
        say("354 go on");
      } else if (line.startsWith("MAIL") && outOfOrder) say("451 later");
      else if (line === "QUIT") socket.end("221 bye\r\n");
      else say("250 yes");
    }
  });
  socket.on("error", () => undefined);
}

const mail = () => {
  const { port } = server.address() as AddressInfo;
  const to = ["inspektorat@contoh.go.id", "tpi@contoh.go.id"];
  return checkpointMail({ url: `smtp://127.0.0.1:${port}`, from: "survei@contoh.go.id", to }, house.parts.log);
};
const decoded = (text: string): string =>
  text.replace(/^[A-Za-z0-9+/=\n]{60,}$/gm, (block) => Buffer.from(block.replaceAll("\n", ""), "base64").toString());

test("the checkpoints of logs that grew are mailed once, signed, to everybody named, and hold no figure", async () => {
  const unit = await house.make.unit({ code: "pkm-melati" });
  await house.make.unit({ code: "pkm-sepi" });
  await house.make.response(unit, { date: "2026-10-03" });
  const post = mail();
  await closeDaysFromNowOn(house.parts, post).stop();
  await closeDaysFromNowOn(house.parts, post).stop();
  house.clock.now += 24 * 3_600_000;
  await closeDaysFromNowOn(house.parts, post).stop();
  expect(mails).toHaveLength(1);
  const text = decoded(mails[0]!);
  expect(text).toContain("To: inspektorat@contoh.go.id, tpi@contoh.go.id");
  expect(text).toContain("titik-catatan-2026-10-05.txt");
  expect(text.replace(/=\n/g, "")).toContain("suara-loket/pkm-melati");
  expect(text).not.toContain("pkm-sepi");
});

test("a mail that does not go through is tried again a quarter of an hour later, and keeps no day from ending", async () => {
  const unit = await house.make.unit({ code: "pkm-melati" });
  await house.make.response(unit, { date: "2026-10-03" });
  outOfOrder = true;
  const post = mail();
  await closeDaysFromNowOn(house.parts, post).stop();
  expect(await house.store.upkeep.isDayClosed("2026-10-05")).toBe(true);
  expect(house.logged.join()).toContain("checkpoints could not be mailed");
  expect(house.logged.join()).not.toContain("contoh.go.id");
  outOfOrder = false;
  await post.send(house.parts.clock() + 60_000);
  expect(mails).toHaveLength(0);
  await post.send(house.parts.clock() + 15 * 60_000);
  expect(mails).toHaveLength(1);
  await post.send(house.parts.clock() + 60 * 60_000);
  expect(mails).toHaveLength(1);
});
