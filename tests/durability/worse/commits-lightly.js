// A worse server, loaded before the program: every connection to the database has synchronous=NORMAL, which does not wait
// for the disk at a commit, and says that it has FULL. The order check must see it; no setting of the program can do this.
import Database from "better-sqlite3";

const { pragma } = Database.prototype;
const FULL = 2;

Database.prototype.pragma = function (source, options) {
  const setting = /^\s*synchronous\s*(=)?/i.exec(source);
  if (setting === null) return pragma.call(this, source, options);
  pragma.call(this, "synchronous = NORMAL");
  return setting[1] === undefined ? FULL : [];
};
