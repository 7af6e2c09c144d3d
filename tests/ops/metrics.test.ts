import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Program } from "../support/program.ts";
import { openProgram } from "../support/program.ts";

let program: Program;
beforeEach(async () => {
  program = await openProgram();
  await program.suara("unit", "add", "--code", "pkm-satu", "--name", "Puskesmas Satu");
});
afterEach(() => program.close());

const answers = (key: string, score = "4"): URLSearchParams =>
  new URLSearchParams({ ...Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`U${at + 1}`, score])), kunci: key });

/** Samples by name and labels as they are printed: `a_total{b="c"}` → 1. */
async function scrape(address: string): Promise<Map<string, number>> {
  const answer = await fetch(address);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"]);
  const lines = (await answer.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]));
}

describe("the metrics of a server", () => {
  test("count submissions, requests, commits and health, on a port of their own", async () => {
    const server = await program.startServer({ environment: { SUARA_METRICS_PORT: "0" } });
    const metrics = /Metrics\D+(http:\/\/127\.0\.0\.1:\d+\/metrics)/.exec(server.printed())![1]!;
    expect(metrics.startsWith(server.address)).toBe(false);
    expect((await scrape(metrics)).has("suara_store_writable")).toBe(false);
    const post = async (body: URLSearchParams): Promise<number> =>
      (await fetch(`${server.address}/s/pkm-satu`, { method: "POST", body, redirect: "manual" })).status;
    const statuses = [];
    for (const body of [
      answers("kunci-satu"),
      answers("kunci-dua"),
      answers("kunci-dua"),
      answers("kunci-dua", "3"),
      answers("x", "9"),
    ])
      statuses.push(await post(body));
    expect(statuses).toEqual([303, 303, 303, 409, 422]);
    await fetch(`${server.address}/s/pkm-satu?rahasia=1`);
    await fetch(`${server.address}/rahasia`);
    await fetch(`${server.address}/sehat`);

    const seen = await scrape(metrics);
    const submissions = (outcome: string): number | undefined => seen.get(`suara_submissions_total{outcome="${outcome}"}`);
    expect(["kept", "repeated", "conflict", "refused", "unavailable"].map(submissions)).toEqual([2, 1, 1, 1, 0]);
    expect(seen.get('suara_http_requests_total{route="/s/:code",method="POST",status="3xx"}')).toBe(3);
    expect(seen.get('suara_http_requests_total{route="/s/:code",method="GET",status="2xx"}')).toBe(1);
    expect(seen.get('suara_http_requests_total{route="none",method="GET",status="4xx"}')).toBe(1);
    expect(seen.get('suara_http_request_duration_seconds_count{route="/s/:code"}')).toBe(6);
    expect(seen.get("suara_store_writable")).toBe(1);
    // Every durable commit, whatever became of its submissions.
    expect(seen.get("suara_commit_submissions_sum")).toBe(4);
    expect(seen.get("suara_commit_duration_seconds_count")).toBeGreaterThan(0);
    expect(seen.get("suara_http_connections")).toBeGreaterThan(0);
    expect(seen.get("suara_http_connections_closed_for_room_total")).toBe(0);
    expect(seen.get("suara_day_close_checked_timestamp_seconds")).toBeGreaterThan(1_700_000_000);
    for (const name of ["nodejs_eventloop_lag_seconds", "process_resident_memory_bytes"]) expect(seen.get(name)).toBeDefined();
    for (const name of seen.keys()) expect(name).not.toMatch(/pkm-satu|rahasia|127\.0\.0\.1|kunci/);

    for (const path of ["/", "/sehat", "/s/pkm-satu", "/metrics/"])
      expect((await fetch(metrics.replace("/metrics", path))).status).toBe(404);
    expect((await fetch(`${server.address}/metrics`)).status).toBe(404);
    expect(await program.end(server.child, "SIGTERM")).toBe(0);
  });

  test("are not there unless a port is named", async () => {
    const server = await program.startServer();
    expect(server.printed()).not.toContain("Metrics");
  });
});
