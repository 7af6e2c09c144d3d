import { createHash } from "node:crypto";
import { weekdayOf } from "../domain/calendar/open-days.ts";
import { daysBetween } from "../domain/periods/days.ts";
import { periodOf, shift } from "../domain/periods/period.ts";
import type { Period } from "../domain/periods/period.ts";
import { localDate } from "../domain/periods/zone.ts";
import { firstGrants } from "../domain/person.ts";
import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";
import { questionsOf, refOf } from "../domain/questionnaire/definition.ts";
import { isLow, reasonsAfter } from "../domain/questionnaire/reasons.ts";
import type { Answer, Answers, Channel, Counter, Reason, Response, Service, Unit } from "../domain/response.ts";
import { slipDigestOf } from "../log/receipt.ts";
import type { Parts } from "../parts.ts";
import type { DemoUnit } from "./agency.ts";
import { AGENCY, COMMENTS, PEOPLE, UNITS } from "./agency.ts";
import type { Chance } from "./chance.ts";
import { chanceFrom } from "./chance.ts";

/** Fills an empty store with the made-up agency; the same on the same day. `passwordHash` lets its people sign in. */
export async function fillDemo(parts: Parts, passwordHash: string): Promise<void> {
  const today = localDate(parts.clock(), "WIB");
  const running = periodOf("quarter", today);
  const quarters = [-3, -2, -1, 0].map((steps) => shift(running, steps));
  const agency = await addUnit(parts, AGENCY.code, AGENCY.name, null, ["skm"]);
  const units = new Map<string, Unit>([[AGENCY.code, agency]]);
  for (const [at, demo] of UNITS.entries()) {
    const unit = await addUnit(parts, demo.code, demo.name, agency.id, demo.surveys);
    units.set(demo.code, unit);
    await furnish(parts, unit, demo);
    for (const [index, quarter] of quarters.entries()) {
      if (demo.daily && quarter.name === running.name) await countByDay(parts, unit, demo, quarter, today);
      else await parts.store.units.setPopulation(unit.id, quarter.name, demo.served[index]!);
      await answer(parts, unit, demo, quarter, index, today, chanceFrom(1000 * (at + 1) + index));
    }
    await planMeasures(parts, unit, quarters[0]!, quarters[1]!);
    if (demo.daily) await noteRemark(parts, unit, quarters[0]!, quarters[1]!);
    await publishEarlier(parts, unit, demo, quarters[0]!);
    if (demo.daily) await noteSitting(parts, unit, running, today);
    if (demo.daily) await handOutSlips(parts, unit, running, today);
  }
  for (const { login, name, role, unit } of PEOPLE) {
    const unitId = unit === null ? null : units.get(unit)!.id;
    const grants = firstGrants(role, unitId, today);
    const person = await parts.store.people.add({ login, name, role, unitId, grants });
    if (person !== "taken") await parts.store.people.setPassword(person.id, passwordHash);
  }
}

/** What the evaluator asked about the first quarter, and what the unit said. */
async function noteRemark({ store }: Parts, unit: Unit, first: Period, second: Period): Promise<void> {
  const text = "Pada hari Jumat hampir tidak ada jawaban. Apakah QR dipasang sepanjang hari di semua loket?";
  await store.remarks.add(unit.id, { period: first.name, text, writtenOn: first.until, writtenBy: "penilai" });
  const [remark] = await store.remarks.list(unit.id, first.name);
  const answer = "Loket 2 tutup setiap Jumat siang. Mulai triwulan berikutnya QR juga dipasang di pintu keluar.";
  await store.remarks.answer(unit.id, remark!.id, { text: answer, on: second.from, by: "sari" });
}

/** What was done about the first quarter, and what is under way about the second. */
async function planMeasures({ store }: Parts, unit: Unit, first: Period, second: Period): Promise<void> {
  const of = { survey: "skm", obstacles: "", recommendation: "", told: "", changedBy: "admin" };
  const plans = [
    {
      ...of,
      period: first.name,
      item: "U3",
      action: "Menambah satu meja pendaftaran pada jam 08.00 sampai 11.00",
      due: first.until,
      responsible: "Kepala tata usaha",
      state: "selesai",
      told: "Meja pendaftaran kini tiga pada pagi hari.",
      changedOn: first.until,
    },
    {
      ...of,
      period: second.name,
      item: "U9",
      action: "Menambah kursi di ruang tunggu",
      due: `${second.until.slice(0, 4)}-12-15`,
      responsible: "Pengurus barang",
      state: "proses",
      obstacles: "Menunggu pengadaan",
      changedOn: second.until,
    },
  ] as const;
  for (const plan of plans) await store.followUps.add(unit.id, plan);
}

async function addUnit(
  parts: Parts,
  code: string,
  name: string,
  parentId: number | null,
  surveys: readonly string[],
): Promise<Unit> {
  const unit = await parts.store.units.add({
    code,
    name,
    zone: "WIB",
    parentId,
    surveys,
    contact: `Tata usaha ${name}, hari kerja pukul 08.00–15.00`,
    optionalQuestions: [],
  });
  if (unit === "taken") throw new Error("the demonstration needs an empty data directory");
  return unit;
}

async function furnish(parts: Parts, unit: Unit, demo: DemoUnit): Promise<void> {
  for (const name of demo.services) await parts.store.units.addService({ unitId: unit.id, name, closedSince: null });
  for (const [at, name] of demo.counters.entries()) {
    await parts.store.units.addCounter({
      unitId: unit.id,
      code: `${unit.code}-${at + 2}`,
      name,
      serviceId: null,
      closedSince: null,
    });
  }
}

/** One day on which many answers came from what looked like one device, for somebody to look into. */
async function noteSitting(parts: Parts, unit: Unit, quarter: Period, today: string): Promise<void> {
  const [counter] = await parts.store.units.counters(unit.id);
  const [date] = workingDays(quarter, today);
  await parts.store.records.noteSignal(unit.id, { date: date!, counterId: counter!.id, kind: "device", answers: 20 });
}

/** Slips handed out at the first counter on the last working days; most of those who answered there had one. */
async function handOutSlips({ store }: Parts, unit: Unit, quarter: Period, today: string): Promise<void> {
  const last = workingDays(quarter, today)
    .filter((date) => date < today)
    .slice(-15);
  const months = { unitId: unit.id, from: quarter.months[0]!, until: quarter.until.slice(0, 7) };
  const [counter] = await store.units.counters(unit.id);
  const answered = (await store.responses.days(months)).filter(
    ({ counterId, channel }) => counterId === counter!.id && channel === "qr",
  );
  for (const date of last) {
    const answers = answered.filter((day) => day.date === date).reduce((sum, day) => sum + day.answers, 0);
    const digests = Array.from({ length: answers + 3 }, (_, at) => slipDigestOf(unit.id, `contoh ${date} ${at}`));
    await store.slips.issue(unit.id, { counterId: counter!.id, on: date, lastDay: date, digests });
    const spent = digests.slice(0, Math.round(0.9 * answers));
    await store.slips.spend(
      unit.id,
      date,
      spent.map((digest) => ({ counterId: counter!.id, digest })),
    );
  }
}

async function publishEarlier(parts: Parts, unit: Unit, { published }: DemoUnit, first: Period): Promise<void> {
  const earlier = published.map((one, at) => ({
    ...one,
    unitId: unit.id,
    survey: "skm",
    period: shift(first, at - published.length).name,
    questionnaire: "14 unsur, kertas",
    source: "Laporan SKM Puskesmas Melati",
  }));
  await parts.store.records.addPastIndices(earlier);
}

/** Hours of the week, a holiday, and the people served on each day that is over: the first services serve more. */
async function countByDay(parts: Parts, unit: Unit, demo: DemoUnit, quarter: Period, today: string): Promise<void> {
  const { records, units } = parts.store;
  const chance = chanceFrom(77);
  const days = workingDays(quarter, today).filter((date) => date < today);
  await records.setHours(
    unit.id,
    ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, opens: "07:30", closes: weekday === 5 ? "11:00" : "14:00" })),
  );
  await records.setHoliday(unit.id, quarter.until, "Hari libur contoh");
  const services = await units.services(unit.id);
  const weights = (services.length * (services.length + 1)) / 2;
  await records.setServed(
    unit.id,
    days.flatMap((date) =>
      services.map(({ id }, at) => {
        const usual = (demo.served[3] * (services.length - at)) / weights / days.length;
        return { date, serviceId: id, counterId: null, people: Math.round(usual * (0.7 + 0.6 * chance.next())) };
      }),
    ),
  );
}

/** One quarter of one unit: phones one by one, paper and helped visits as one import. */
async function answer(
  parts: Parts,
  unit: Unit,
  demo: DemoUnit,
  quarter: Period,
  index: number,
  today: string,
  chance: Chance,
): Promise<void> {
  const surveys = unit.surveys.map((id) => parts.definitions.latest(id)!);
  const [services, counters] = [await parts.store.units.services(unit.id), await parts.store.units.counters(unit.id)];
  const days = workingDays(quarter, today);
  const visits = Array.from({ length: demo.answers[index]! }, () =>
    visit(parts, demo, index, surveys, services, counters, chance.pick(days), chance),
  );
  const phones = visits.filter(({ response }) => response.channel === "qr");
  await Promise.all(
    phones.map((one, at) =>
      parts.store.responses.add({
        unitId: unit.id,
        ...one,
        keyDigest: digest(`${unit.code} ${quarter.name} key ${at}`).subarray(0, 16),
        answersDigest: digest(`${unit.code} ${quarter.name} answers ${at}`).subarray(0, 16),
      }),
    ),
  );
  const rest = visits.filter((one) => !phones.includes(one));
  await parts.store.responses.importBatch({
    unitId: unit.id,
    newServices: [],
    fileDigest: digest(`demo ${unit.code} ${quarter.name}`).toString("hex"),
    importedOn: today,
    rows: () => rest,
  });
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function visit(
  parts: Parts,
  demo: DemoUnit,
  index: number,
  surveys: readonly SurveyDefinition[],
  services: readonly Service[],
  counters: readonly Counter[],
  date: string,
  chance: Chance,
): { readonly response: Response; readonly comment: string | null; readonly reasons: readonly Reason[] } {
  const mood = (chance.next() - 0.5) * 0.3;
  const answers = (definition: SurveyDefinition): Answers =>
    new Map(
      definition.items.flatMap((item) =>
        questionsOf(definition, item).map((question): [string, Answer] => {
          if (question.optOut && chance.next() < 0.06) return [question.key, "opted-out"];
          const good = Math.min(0.98, Math.max(0.02, (demo.weakness[question.key] ?? demo.quality) + demo.drift * index + mood));
          const score = chance.weighted([(1 - good) ** 3, 2.2 * (1 - good) ** 2, 2.4 * good, 2.6 * good ** 2.2]) + 1;
          return [question.key, question.reversed ? definition.scale.max + 1 - score : score];
        }),
      ),
    );
  const profile = new Map<string, string>();
  for (const question of parts.definitions.profile.questions.filter(({ optional }) => !optional)) {
    if (chance.next() < 0.12) continue;
    profile.set(
      question.key,
      question.options[
        Math.min(question.options.length - 1, chance.weighted(question.options.map((_, at) => 3 + ((at * 5) % 7))))
      ]!.code,
    );
  }
  const channel: Channel = chance.next() < 0.85 ? "qr" : chance.next() < 0.6 ? "dibantu" : "kertas";
  const given = new Map(surveys.map((definition) => [refOf(definition), answers(definition)]));
  return {
    comment: chance.next() < 0.09 ? chance.pick(COMMENTS) : null,
    reasons: surveys.flatMap((definition) => reasonsFor(parts, definition, given.get(refOf(definition))!, chance)),
    response: {
      counterId: chance.pick(counters).id,
      serviceId: services[chance.weighted(services.map((_, at) => services.length - at))]?.id ?? null,
      channel,
      date,
      session: chance.next() < 0.65 ? "pagi" : "siang",
      surveys: given,
      profile,
    },
  };
}

/** Two of three low scores get a reason, the first ones of the list more often. */
function reasonsFor(parts: Parts, definition: SurveyDefinition, answers: Answers, chance: Chance): readonly Reason[] {
  const offered = reasonsAfter(definition, parts.definitions.reasons);
  if (offered.length === 0) return [];
  return definition.items
    .flatMap((item) => questionsOf(definition, item))
    .filter((question) => isLow(answers.get(question.key), question, definition.scale.max) && chance.next() < 0.67)
    .map(({ key }) => ({
      survey: refOf(definition),
      question: key,
      code: offered[chance.weighted(offered.map((_, at) => offered.length - at))]!.code,
    }));
}

/** Monday to Friday of the quarter, up to the day before today; the first day alone when there is no other. */
function workingDays(quarter: Period, today: string): string[] {
  const over = daysBetween(quarter.from, today < quarter.until ? today : quarter.until);
  const days = over.filter((date) => weekdayOf(date) < 6);
  return days.length > 0 ? days : [quarter.from];
}
