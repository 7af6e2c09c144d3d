import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readSettings } from "../../server/settings.ts";

describe("settings", () => {
  test("have defaults that work with none set", () => {
    expect(readSettings({ PATH: "/bin" })).toEqual({
      data: resolve("data"),
      databaseUrl: "",
      host: "127.0.0.1",
      port: 8080,
      publicUrl: "",
      trustProxy: [],
      metricsPort: null,
      mail: null,
      log: "info",
    });
  });

  test("are read from the environment", () => {
    expect(
      readSettings({
        SUARA_DATA: "/srv/suara",
        SUARA_DATABASE_URL: "postgres://suara:rahasia@db/suara",
        SUARA_HOST: "0.0.0.0",
        SUARA_PORT: "0",
        SUARA_PUBLIC_URL: "https://skm.contoh.go.id/",
        SUARA_TRUST_PROXY: "10.0.0.0/8, ::1",
        SUARA_METRICS_PORT: "9464",
        SUARA_MAIL_URL: "smtps://survei:rahasia@surel.contoh.go.id",
        SUARA_MAIL_FROM: "survei@contoh.go.id",
        SUARA_CHECKPOINT_MAIL: "inspektorat@contoh.go.id, tpi@contoh.go.id",
        SUARA_LOG: "warn",
      }),
    ).toEqual({
      data: "/srv/suara",
      databaseUrl: "postgres://suara:rahasia@db/suara",
      host: "0.0.0.0",
      port: 0,
      publicUrl: "https://skm.contoh.go.id",
      trustProxy: ["10.0.0.0/8", "::1"],
      metricsPort: 9464,
      mail: {
        url: "smtps://survei:rahasia@surel.contoh.go.id",
        from: "survei@contoh.go.id",
        to: ["inspektorat@contoh.go.id", "tpi@contoh.go.id"],
      },
      log: "warn",
    });
  });

  test.each([
    ["SUARA_MAIL_URL", "http://surel.contoh.go.id"],
    ["SUARA_MAIL_URL", "smtp://surel.contoh.go.id"],
    ["SUARA_MAIL_FROM", "survei"],
    ["SUARA_CHECKPOINT_MAIL", "a@b, c"],
    ["SUARA_PORT", "80a"],
    ["SUARA_PORT", "70000"],
    ["SUARA_PUBLIC_URL", "skm.contoh.go.id"],
    ["SUARA_PUBLIC_URL", "https://contoh.go.id/skm"],
    ["SUARA_PUBLIC_URL", "ftp://contoh.go.id"],
    ["SUARA_TRUST_PROXY", "true"],
    ["SUARA_TRUST_PROXY", "1"],
    ["SUARA_METRICS_PORT", "127.0.0.1:9464"],
    ["SUARA_METRICS_PORT", "65536"],
    ["SUARA_LOG", "loud"],
    ["SUARA_DATA", ""],
    ["SUARA_DATABASE_URL", "mysql://db/suara"],
    ["SUARA_DATABASE_URL", "db/suara"],
    ["SUARA_DATABASE_URL", "postgres://db"],
    ["SUARA_NAME", "x"],
  ])("%s=%s is refused by name", (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`\\b${name}\\b`));
  });

  test("a refused database address is not repeated, because it may hold a password", () => {
    expect(() => readSettings({ SUARA_DATABASE_URL: "mysql://suara:rahasia@db/suara" })).toThrow(/^(?!.*rahasia)/s);
  });
});
