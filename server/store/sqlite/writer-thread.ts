import { workerData } from "node:worker_threads";
import { answerAsked } from "../aside/answer-asked.ts";
import { openConnection } from "./connection.ts";
import { haltingWriter } from "./halting-writer.ts";
import { plainError } from "./trouble.ts";
import type { ThreadPlace } from "./writer-aside.ts";
import { writerOn } from "./writer.ts";

/** The thread that writes, with a connection of its own to the same file. It does what it is asked, one thing after another. */
const { file, migrations } = workerData as ThreadPlace;
const connection = openConnection(file, migrations);
// In KiB: the places where random keys of a busy day go, so that an insert seldom reads.
connection.$client.pragma("cache_size = -32768");
// A group may lie here already when the one before it fails by the disk.
answerAsked(haltingWriter(writerOn(connection)).writer, plainError);
