import type { FastifyInstance } from "fastify";
import type { Parts } from "../parts.ts";
import { noStore, refuseForeignOrigin } from "../web/guard.ts";
import { accountRoutes } from "./account-routes.ts";
import { calendarRoutes } from "./calendar-routes.ts";
import { counterRoutes } from "./counter-routes.ts";
import { createDoor } from "./door.ts";
import { grantsRoutes } from "./grants-routes.ts";
import { oneTimeRoutes } from "./one-time-routes.ts";
import { pastRoutes } from "./past-routes.ts";
import { peopleRoutes } from "./people-routes.ts";
import { posterRoutes } from "./poster-routes.ts";
import { queueRoutes } from "./queue-routes.ts";
import type { SetUp } from "./set-up-token.ts";
import { servedRoutes } from "./served-routes.ts";
import { settingsRoutes } from "./settings-routes.ts";
import { signInRoutes } from "./sign-in-routes.ts";
import { slipRoutes } from "./slip-routes.ts";
import { unitRoutes } from "./unit-routes.ts";

/**
 * The pages of staff. Nothing of them is kept by a browser or proxy, and every unsafe request must come from our own pages.
 * `setUp` is made by main.ts when its address is to be printed.
 */
export function staffRoutes(app: FastifyInstance, parts: Parts, setUp?: SetUp): void {
  const door = createDoor(parts, setUp);
  queueRoutes(app, parts);
  void app.register(async (room) => {
    room.addHook("onRequest", async (request, reply) => {
      noStore(reply);
      refuseForeignOrigin(request, parts.publicUrl());
    });
    signInRoutes(room, parts, door);
    oneTimeRoutes(room, parts, door);
    accountRoutes(room, parts, door);
    unitRoutes(room, parts);
    counterRoutes(room, parts);
    posterRoutes(room, parts);
    slipRoutes(room, parts);
    peopleRoutes(room, parts);
    grantsRoutes(room, parts);
    settingsRoutes(room, parts);
    servedRoutes(room, parts);
    calendarRoutes(room, parts);
    pastRoutes(room, parts);
  });
}
