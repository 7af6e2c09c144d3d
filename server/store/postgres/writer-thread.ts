import { workerData } from "node:worker_threads";
import { answerAsked } from "../aside/answer-asked.ts";
import { connectTo } from "./open-database.ts";
import { Sheets } from "./sheets.ts";
import { plainError } from "./trouble.ts";
import { writerOn } from "./writer.ts";

/** The thread that keeps submissions, a group at a time and so over one connection. */
const database = connectTo(workerData as string, 1);
answerAsked(writerOn(database, new Sheets(database.read)), plainError);
