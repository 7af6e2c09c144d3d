// A screen in the waiting room asks again every five minutes, and goes on showing what it has while the server is away.
const EVERY_MS = 300_000;

setInterval(async () => {
  try {
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    if (answer.ok) location.reload();
  } catch {
    // Tried again next time.
  }
}, EVERY_MS);
