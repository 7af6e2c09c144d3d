import { falseAlarms, sittingsSeen } from "./arrivals.ts";

/**
 * How often honest quarters would bear a sign, and how often somebody who fills in forms in one sitting is seen: made-up units,
 * the same on every machine. Prints tables; the bars stand in tests/domain/integrity/simulation.test.ts, which runs a small part.
 */
const print = (...cells: (string | number)[]): void => {
  process.stdout.write(`${cells.map((cell) => (typeof cell === "number" ? cell.toFixed(1) : cell).padStart(9)).join("")}\n`);
};

process.stdout.write("\nHonest quarters with a sign, in %; one counter\n");
print("answers", "wifi", "pupils", "any", "rush", "device", "hours");
for (const answers of [50, 200, 600, 2000]) {
  for (const wifi of [0, 0.6, 0.9]) {
    for (const pupils of [0, 40]) {
      const found = falseAlarms({ answers, wifi, pupils }, 1000, answers + 100 * wifi + pupils);
      print(String(answers), String(wifi), String(pupils), found.any, found.rush, found.device, found.hours);
    }
  }
}

process.stdout.write("\nThe same where everybody answers on one tablet, at a counter that is set to kiosk\n");
print("answers", "pupils", "any", "rush", "device", "hours");
for (const answers of [50, 200, 600, 1000, 2000]) {
  for (const pupils of [0, 40]) {
    const found = falseAlarms({ answers, wifi: 0, pupils, kiosk: true }, 1000, answers + pupils);
    print(String(answers), String(pupils), found.any, found.rush, found.device, found.hours);
  }
}

process.stdout.write("\nSittings on one phone that are seen, in %\n");
print("answers", "10 forms", "15 forms", "18 forms", "20 forms");
for (const answers of [50, 200, 2000]) {
  const unit = { answers, wifi: 0.6, pupils: 0 };
  print(String(answers), ...[10, 15, 18, 20].map((forms) => sittingsSeen(unit, forms, 2000, answers + forms)));
}
