import { isIP } from "node:net";
import { resolve } from "node:path";
import { z } from "zod";

/**
 * The one table of settings. Each is read once at the door (main.ts, ops), checked, and handed on as a value; nothing else
 * reads the environment.
 */
interface Setting<T> {
  readonly schema: z.ZodType<T, string>;
  readonly fallback: string;
  readonly help: string;
}

const setting = <T>(schema: z.ZodType<T, string>, fallback: string, help: string): Setting<T> => ({ schema, fallback, help });

/** "10.0.0.5" or "10.0.0.0/8"; a bare number of hops would believe anybody. */
function isAddressRange(text: string): boolean {
  const [address = "", prefix] = text.split("/");
  const version = isIP(address);
  return version !== 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128)));
}

const address = z.string().refine(isAddressRange, "must hold addresses or CIDR ranges such as 10.0.0.0/8");

/** A scheme, a name and perhaps a port: "https://skm.contoh.go.id". */
function isOrigin(text: string): boolean {
  return text === "" || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text);
}

const origin = z
  .string()
  .transform((url) => url.replace(/\/$/, ""))
  .refine(isOrigin, "must be an origin such as https://skm.contoh.go.id, without a path");

export function isDatabaseUrl(text: string): boolean {
  return (
    text === "" || (URL.canParse(text) && /^postgres(?:ql)?:$/.test(new URL(text).protocol) && new URL(text).pathname.length > 1)
  );
}

const mailbox = z.string().regex(/^[^\s@,<>]+@[^\s@,<>]+$/, "must be an address such as inspektorat@contoh.go.id");

export const SETTINGS = {
  SUARA_DATA: setting(
    z
      .string()
      .min(1)
      .transform((path) => resolve(path)),
    "data",
    "Directory for the SQLite database and own survey definitions.",
  ),
  SUARA_DATABASE_URL: setting(
    z.string().refine(isDatabaseUrl, "must be empty or an address such as postgres://name:password@host:5432/database"),
    "",
    "Address of a PostgreSQL database, which several servers may share; empty keeps the data in SQLite in SUARA_DATA.",
  ),
  SUARA_HOST: setting(
    z.string().regex(/^[\w.:-]+$/, "must be a host name or address"),
    "127.0.0.1",
    "Address to listen on; 0.0.0.0 for the whole office network.",
  ),
  SUARA_PORT: setting(
    z
      .string()
      .regex(/^\d{1,5}$/, "must be a port number")
      .transform(Number)
      .refine((port) => port <= 65_535, "must be at most 65535"),
    "8080",
    "Port to listen on; 0 takes any free one, which is printed.",
  ),
  SUARA_PUBLIC_URL: setting(
    origin,
    "",
    "Address printed into QR codes, such as https://skm.contoh.go.id; empty takes the address listened on.",
  ),
  SUARA_TRUST_PROXY: setting(
    z
      .string()
      .transform((list) =>
        list
          .split(",")
          .map((one) => one.trim())
          .filter((one) => one !== ""),
      )
      .pipe(z.array(address)),
    "",
    "Addresses or CIDR ranges of proxies whose X-Forwarded headers are believed, separated by commas.",
  ),
  SUARA_METRICS_PORT: setting(
    z
      .string()
      .regex(/^\d{0,5}$/, "must be a port number or empty")
      .transform((port) => (port === "" ? null : Number(port)))
      .refine((port) => port === null || port <= 65_535, "must be at most 65535"),
    "",
    "Port for Prometheus metrics on 127.0.0.1; 0 takes any free one, which is printed; empty measures nothing.",
  ),
  SUARA_MAIL_URL: setting(
    z
      .string()
      .refine(
        (url) => url === "" || (URL.canParse(url) && /^smtps?:$/.test(new URL(url).protocol) && new URL(url).hostname !== ""),
        "must be empty or an address such as smtps://name:password@surel.contoh.go.id",
      ),
    "",
    "Address of a mail server, through which checkpoints of the logs are sent once a day; empty sends nothing anywhere.",
  ),
  SUARA_MAIL_FROM: setting(
    z.union([z.literal(""), mailbox], "must be an address such as survei@contoh.go.id"),
    "",
    "Sender of mails; needed where SUARA_MAIL_URL is set.",
  ),
  SUARA_CHECKPOINT_MAIL: setting(
    z
      .string()
      .transform((list) =>
        list
          .split(",")
          .map((one) => one.trim())
          .filter((one) => one !== ""),
      )
      .pipe(z.array(mailbox)),
    "",
    "Who is sent the checkpoints, such as the inspectorate; several separated by commas. Needed where SUARA_MAIL_URL is set.",
  ),
  SUARA_LOG: setting(z.enum(["silent", "fatal", "error", "warn", "info", "debug"]), "info", "Log level."),
} as const;

type Values = { readonly [Name in keyof typeof SETTINGS]: (typeof SETTINGS)[Name] extends Setting<infer T> ? T : never };

/** How checkpoints leave the machine by mail. `url` holds a password: never printed. */
export interface MailSettings {
  readonly url: string;
  readonly from: string;
  readonly to: readonly string[];
}

export interface Settings {
  readonly data: string;
  /** Empty for SQLite. Holds a password: never printed. */
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  /** Empty until the server knows where it listens. */
  readonly publicUrl: string;
  readonly trustProxy: readonly string[];
  /** null measures nothing. */
  readonly metricsPort: number | null;
  /** null sends nothing anywhere. */
  readonly mail: MailSettings | null;
  readonly log: Values["SUARA_LOG"];
}

export class SettingsProblem extends Error {}

/** Reads the settings; throws SettingsProblem with one line that names the setting, what is wrong and what it means. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  for (const name of Object.keys(environment)) {
    if (name.startsWith("SUARA_") && !Object.hasOwn(SETTINGS, name)) {
      throw new SettingsProblem(`unknown setting ${name}; known: ${Object.keys(SETTINGS).join(", ")}`);
    }
  }
  const read = <Name extends keyof typeof SETTINGS>(name: Name): Values[Name] => {
    const { schema, fallback, help } = SETTINGS[name];
    const parsed = schema.safeParse(environment[name] ?? fallback);
    if (!parsed.success) throw new SettingsProblem(`${name}: ${parsed.error.issues[0]!.message}. ${help}`);
    return parsed.data as Values[Name];
  };
  const mail = { url: read("SUARA_MAIL_URL"), from: read("SUARA_MAIL_FROM"), to: read("SUARA_CHECKPOINT_MAIL") };
  const named = [mail.url !== "", mail.from !== "", mail.to.length > 0];
  if (named.includes(true) && named.includes(false))
    throw new SettingsProblem("SUARA_MAIL_URL, SUARA_MAIL_FROM and SUARA_CHECKPOINT_MAIL belong together; set all three or none");
  return {
    data: read("SUARA_DATA"),
    databaseUrl: read("SUARA_DATABASE_URL"),
    host: read("SUARA_HOST"),
    port: read("SUARA_PORT"),
    publicUrl: read("SUARA_PUBLIC_URL"),
    trustProxy: read("SUARA_TRUST_PROXY"),
    metricsPort: read("SUARA_METRICS_PORT"),
    mail: mail.url === "" ? null : mail,
    log: read("SUARA_LOG"),
  };
}
