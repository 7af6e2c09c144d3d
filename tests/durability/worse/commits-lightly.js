// A worse server, loaded before the program: no commit waits for the disk. Every connection to the database has
// synchronous=NORMAL and says that it has FULL; nor does it carry its log into the file meanwhile, for that brings the log to the
// disk as well, and the answers of that very commit would leave in time. The order check must see it; no setting of the program
// can do this.
import Database from "better-sqlite3";

const { pragma } = Database.prototype;
const WORSE = { synchronous: "NORMAL", wal_autocheckpoint: 0 };
/** What was asked for, by pragma: so it is read back. */
const said = new Map();

Database.prototype.pragma = function (source, options) {
  const [, name, value] = /^\s*(\w+)\s*(?:=\s*(\S+))?\s*$/.exec(source) ?? [];
  if (!(name in WORSE)) return pragma.call(this, source, options);
  pragma.call(this, `${name} = ${WORSE[name]}`);
  if (value === undefined) return said.get(name);
  said.set(name, Number(value));
  return [];
};
