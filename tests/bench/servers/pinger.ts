import { Agent, get } from "node:http";

/**
 * An honest visitor beside a heavy load, in a process of its own: asks for one page again and again from the message "ask" on, and
 * rests from "rest" on, because whoever visits another server meanwhile would only load the machine. Words: ADDRESS of the page.
 * Both are answered with the longest wait since "ask", in milliseconds, and how many were asked: "ask" once the first was served.
 */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let [worst, asked, asking] = [0, 0, false];
let wanted = "rest";

process.on("message", (word) => (wanted = String(word)));
process.on("disconnect", () => process.exit(0));

// Whoever started this one sees that it has ended, and says so.
process.on("uncaughtException", () => process.exit(1));

for (;;) {
  if (wanted === "rest") {
    // The wait that was under way is over, and counts.
    if (asking) process.send!({ worst, asked });
    asking = false;
    await new Promise((later) => setTimeout(later, 5));
    continue;
  }
  if (!asking) [worst, asked, asking] = [0, 0, true];
  const start = performance.now();
  const status = await ask(process.argv[2]!);
  if (status !== 200) throw new Error(`the page was answered ${status}`);
  worst = Math.max(worst, performance.now() - start);
  asked += 1;
  if (asked === 1) process.send!({ worst, asked });
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
