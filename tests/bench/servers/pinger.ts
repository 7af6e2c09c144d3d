import { Agent, get } from "node:http";

/**
 * An honest visitor beside a heavy load, in a process of its own: asks for one page again and again from the message "ask" on, and
 * rests from "rest" on, because whoever visits another server meanwhile would only load the machine. Words: ADDRESS of the page.
 * "rest" is answered with the longest wait since "ask", in milliseconds, and how many were asked.
 */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let [worst, asked, asking] = [0, 0, false];

process.on("message", (word) => {
  asking = word === "ask";
  if (!asking) process.send!({ worst, asked });
  [worst, asked] = [0, 0];
});
process.on("disconnect", () => process.exit(0));

// Whoever started this one sees that it has ended, and says so.
process.on("uncaughtException", () => process.exit(1));

for (;;) {
  if (!asking) {
    await new Promise((later) => setTimeout(later, 20));
    continue;
  }
  const start = performance.now();
  const status = await ask(process.argv[2]!);
  if (status !== 200) throw new Error(`the page was answered ${status}`);
  worst = Math.max(worst, performance.now() - start);
  asked += 1;
  await new Promise((later) => setTimeout(later, 1));
}

function ask(address: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(address, { agent }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode));
      response.on("error", reject);
    }).on("error", reject);
  });
}
