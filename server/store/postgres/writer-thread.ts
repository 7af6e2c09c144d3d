import { workerData } from "node:worker_threads";
import { answerAsked } from "../aside/answer-asked.ts";
import { connectTo } from "./open-database.ts";
import { Sheets } from "./sheets.ts";
import { plainError } from "./trouble.ts";
import { UNDER_WAY, writerOn } from "./writer.ts";

/** The thread that keeps submissions, over a connection for each group that may be under way. */
const database = connectTo(workerData as string, UNDER_WAY);
answerAsked(writerOn(database, new Sheets(database.read)), plainError);
