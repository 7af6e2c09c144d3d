#!/usr/bin/env python3
"""Recounts an index of Suara Loket from the answers themselves, without Suara Loket.

    suara export --unit CODE --period 2026-TW1 --survey skm --format csv --out jawaban.csv
    suara index --unit CODE --period 2026-TW1 --survey skm --json > indeks.json
    python3 recount.py --definition survey-definitions/skm/1.json --compare indeks.json jawaban.csv

Prints the index as JSON, in the shape of `suara index --json` and of the API. With --compare FILE (an index as JSON, or the
JSON export of a whole report) it prints instead what differs, one line for each figure, and leaves with 1 if anything does.
What is not among the answers (unit, received, excluded) cannot be recounted and is named as such on standard error.

    --period 2026-03   only the answers of that month, quarter (2026-TW1), semester (2026-S1) or year (2026) of the file
    --service NAME     only the answers given for that service; "" for those without a service

Exit code 0: recounted, and all the same; 1: something differs; 2: a file cannot be read, or the call is wrong.
Needs Python 3.9 and nothing else. The rules are those of survey-definitions/README.md ("The rule of the index"); every
figure is a fraction of whole numbers until it is rounded, once, half up.
"""
import argparse
import csv
import json
import re
import sys
from fractions import Fraction

# The published tables of mutu, both ends of each band as printed, the lowest band first. A new table is one more entry.
BAND_TABLES = {
    # PermenPANRB 14/2017, lampiran: nilai interval konversi.
    "permenpan-14-2017": [
        ("25.00", "64.99", "D", "Tidak baik"),
        ("65.00", "76.60", "C", "Kurang baik"),
        ("76.61", "88.30", "B", "Baik"),
        ("88.31", "100.00", "A", "Sangat baik"),
    ],
    # KEP/25/M.PAN/2/2004, replaced; for old results.
    "kep-25-2004": [
        ("25.00", "43.75", "D", "Tidak baik"),
        ("43.76", "62.50", "C", "Kurang baik"),
        ("62.51", "81.25", "B", "Baik"),
        ("81.26", "100.00", "A", "Sangat baik"),
    ],
    # The corruption perception form of the courts: 1.00-1.75, 1.76-2.50, 2.51-3.25, 3.26-4.00, times 25.
    "ipk-peradilan": [
        ("25.00", "43.75", "D", "Tidak bersih dari korupsi"),
        ("43.76", "62.50", "C", "Kurang bersih dari korupsi"),
        ("62.51", "81.25", "B", "Cukup bersih dari korupsi"),
        ("81.26", "100.00", "A", "Bersih dari korupsi"),
    ],
}

# From the scale of the questionnaire (1 to `top`) to 0-4. A new conversion is one more entry.
CONVERSIONS = {
    "proportional": lambda value, top: value * Fraction(4, top),
    "affine": lambda value, top: 1 + (value - 1) * Fraction(3, top - 1),
}


class Unreadable(Exception):
    """A file or an argument is not what it should be."""


# --- The steps of the rule, one function each -----------------------------------------------------------------------


def rounded(value, digits):
    """Half up, from the exact value, with exactly so many decimals: 76.605 is "76.61"."""
    shifted = abs(value) * 10**digits
    whole, rest = divmod(shifted.numerator, shifted.denominator)
    if 2 * rest >= shifted.denominator:
        whole += 1
    text = str(whole).rjust(digits + 1, "0")
    return ("-" if value < 0 and whole else "") + text[:-digits] + "." + text[-digits:]


def band_of(figure, table):
    """Mutu and its words for a figure that is already rounded; whatever lies below the lowest band belongs to it."""
    reached = [band for band in table if Fraction(band[0]) <= Fraction(figure)]
    _, _, mutu, label = (reached or table)[-1 if reached else 0]
    return mutu, label


def table_of(definition):
    """A table that is written out in the definition says where each band begins; the end of a band is not asked for."""
    name = definition["index"]["bands"]
    if isinstance(name, dict):
        return [(row["from"], None, row["mutu"], row["label"]["id"]) for row in name["rows"]]
    if name not in BAND_TABLES:
        raise Unreadable(f'the table of mutu "{name}" is not known here; known: {", ".join(BAND_TABLES)}')
    return BAND_TABLES[name]


def name_of_table(definition):
    bands = definition["index"]["bands"]
    return bands["name"] if isinstance(bands, dict) else bands


def converted(value, name, definition):
    if name not in CONVERSIONS:
        raise Unreadable(f'the conversion "{name}" is not known here; known: {", ".join(CONVERSIONS)}')
    return CONVERSIONS[name](value, definition["scale"]["max"])


def to_four(value, definition):
    return converted(value, definition["index"]["conversion"], definition)


def to_hundred(value, definition):
    """25 times the figure on 0-4, unless the definition declares a way of its own from the questionnaire's scale."""
    index = definition["index"]
    return converted(value, index.get("conversionTo100", index["conversion"]), definition) * 25


def weight_of(definition):
    declared = definition["index"]["weight"]
    return Fraction(1, len(definition["items"])) if declared == "1/n" else Fraction(declared)


def mean(values):
    return Fraction(sum(values), len(values))


# --- From answers to figures ----------------------------------------------------------------------------------------


def questions_of(item):
    return item.get("parts") or [item]


def scores_of(question, answers, top):
    """The scores of one question; where a high answer is bad the score is 1 + top - answer."""
    given = [row[question["key"]] for row in answers if row[question["key"]] is not None]
    return [1 + top - answer for answer in given] if question.get("reversed") else given


def figures_of(nrr, weight, definition):
    """What is printed beside an item or a part; nothing when nobody rated it."""
    if nrr is None:
        return {"nrr": None, "weighted": None, "points": None, "mutu": None}
    points = rounded(to_hundred(nrr, definition), 2)
    mutu, _ = band_of(points, table_of(definition))
    return {"nrr": rounded(nrr, 3), "weighted": rounded(nrr * weight, 3), "points": points, "mutu": mutu}


def recount_item(item, answers, definition):
    """Gives the exact mean of the item (None when nobody rated it) and its entry in the JSON."""
    top, weight = definition["scale"]["max"], weight_of(definition)
    asked = []
    for question in questions_of(item):
        scores = scores_of(question, answers, top)
        counts = [sum(row[question["key"]] == answer for row in answers) for answer in range(1, top + 1)]
        asked.append((question["key"], counts, mean(scores) if scores else None))
    rated = [nrr for _, _, nrr in asked if nrr is not None]
    nrr = mean(rated) if rated else None
    entry = {"key": item["key"], "answered": sum(sum(counts) for _, counts, _ in asked)}
    if "parts" in item:
        entry["parts"] = [
            # A part's weighted NRR is its share in that of the item.
            {"key": key, "answered": sum(counts), "counts": counts, **figures_of(own, weight / max(len(rated), 1), definition)}
            for key, counts, own in asked
        ]
    else:
        entry["counts"] = asked[0][1]
    return nrr, {**entry, **figures_of(nrr, weight, definition)}


def recount_index(means, answers, definition):
    """The index itself, from the exact means of the items."""
    count, weight = len(definition["items"]), weight_of(definition)
    unrated = [item["key"] for item, nrr in zip(definition["items"], means) if nrr is None]
    if len(unrated) == count:
        return {"kind": "no-value", "reason": "nobody answered"}
    aggregation = definition["index"]["aggregation"]
    if aggregation == "mean-of-item-means":
        if unrated:
            return {"kind": "no-value", "reason": f"nobody rated {', '.join(unrated)}"}
        weighted = sum(nrr * weight for nrr in means)
    elif aggregation == "pooled":
        # The mean of all answers stands in the place of the mean of each item.
        questions = [question for item in definition["items"] for question in questions_of(item)]
        pool = [score for question in questions for score in scores_of(question, answers, definition["scale"]["max"])]
        weighted = mean(pool) * count * weight
    else:
        raise Unreadable(f'the aggregation "{aggregation}" is not known here')
    index100 = rounded(to_hundred(weighted, definition), 2)
    mutu, label = band_of(index100, table_of(definition))
    declared = definition["index"]["weight"]
    return {
        "kind": "value",
        "index4": rounded(to_four(weighted, definition), 3),
        "index100": index100,
        "mutu": mutu,
        "label": label,
        "weight": f"1/{count}" if declared == "1/n" else declared,
        "bands": name_of_table(definition),
    }


def recount(definition, answers):
    """Answers are rows of question key to answer (None where there is no score), only of those who rated something."""
    items = [recount_item(item, answers, definition) for item in definition["items"]]
    return {
        "survey": f'{definition["id"]}@{definition["version"]}',
        "respondents": len(answers),
        "index": recount_index([nrr for nrr, _ in items], answers, definition),
        "items": [entry for _, entry in items],
    }


# --- Reading ----------------------------------------------------------------------------------------------------------


def days_of(period):
    """First day, and first day after it: 2026-TW1 is 2026-01-01 to 2026-04-01."""
    found = re.fullmatch(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|TW([1-4])|S([12])))?", period)
    if not found:
        raise Unreadable(f'"{period}" is not a period such as 2026-03, 2026-TW1, 2026-S1 or 2026')
    year, month, quarter, semester = (int(part) if part else None for part in found.groups())
    if month:
        first, length = month, 1
    elif quarter:
        first, length = 3 * quarter - 2, 3
    elif semester:
        first, length = 6 * semester - 5, 6
    else:
        first, length = 1, 12
    after = first + length
    return f"{year}-{first:02}-01", f"{year + 1}-01-01" if after > 12 else f"{year}-{after:02}-01"


def read_answers(path, definition, days, service):
    """Rows of the CSV export that hold a score of this survey, by question key."""
    top = definition["scale"]["max"]
    keys = [question["key"] for item in definition["items"] for question in questions_of(item)]
    allowed = {"": None, **{str(score): score for score in range(1, top + 1)}}
    answers = []
    with open(path, encoding="utf-8-sig", newline="") as file:
        head = file.readline()
        file.seek(0)
        lines = csv.DictReader(file, delimiter="," if "," in head else ";", strict=True)
        for column in ["tanggal", "layanan", *keys]:
            if column not in (lines.fieldnames or []):
                raise Unreadable(f"{path}: there is no column {column}")
        for line in lines:
            if service is not None and line["layanan"] != service:
                continue
            if days and not days[0] <= line["tanggal"] < days[1]:
                continue
            for key in keys:
                if line[key] not in allowed:
                    raise Unreadable(f"{path}: line {lines.line_num}, {key}: {line[key]!r} is not a score from 1 to {top}")
            row = {key: allowed[line[key]] for key in keys}
            if any(answer is not None for answer in row.values()):
                answers.append(row)
    return answers


def read_json(path, *needed):
    """A JSON object that has the needed keys."""
    with open(path, encoding="utf-8-sig") as file:
        found = json.load(file)
    missing = [key for key in needed if not isinstance(found, dict) or key not in found]
    if missing:
        raise Unreadable(f"{path}: {' and '.join(missing)} is missing")
    return found


def index_in(path, survey):
    """The index of that survey in a file that holds one index, or a whole report."""
    found = read_json(path, "period")
    for index in found.get("indices", [found]):
        if index.get("survey") == survey:
            return index
    raise Unreadable(f"{path}: there is no index of {survey}")


# --- Comparing --------------------------------------------------------------------------------------------------------

NOTHING = object()


def differences(place, own, other):
    """Yields (place, recounted, in the file) for everything that is not the same in two JSON values."""
    if isinstance(own, dict) and isinstance(other, dict):
        for key in [*own, *(key for key in other if key not in own)]:
            yield from differences(f"{place}.{key}" if place else key, own.get(key, NOTHING), other.get(key, NOTHING))
    elif isinstance(own, list) and isinstance(other, list):
        for at in range(max(len(own), len(other))):
            pair = [values[at] if at < len(values) else None for values in (own, other)]
            named = next((value["key"] for value in pair if isinstance(value, dict) and "key" in value), at)
            yield from differences(f"{place}[{named}]", *pair)
    elif own is NOTHING or own != other:
        yield place, own, other


def compare_with(own, other):
    """Prints what differs; gives the exit code. The words of a reason are no figure, so they are not compared."""
    found, beyond = [], []
    for place, recounted, in_file in differences("", own, other):
        if recounted is NOTHING:
            beyond.append(place)
        elif place != "index.reason" or in_file is NOTHING:
            found.append((place, recounted, in_file))
    for place, recounted, in_file in found:
        said = "says nothing" if in_file is NOTHING else f"says {json.dumps(in_file, ensure_ascii=False)}"
        print(f"{place}: recounted {json.dumps(recounted, ensure_ascii=False)}, the file {said}")
    if beyond:
        print(f"not recounted: {', '.join(beyond)}", file=sys.stderr)
    return 1 if found else 0


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answers", metavar="ANSWERS.csv")
    parser.add_argument("--definition", required=True, metavar="FILE", help="survey-definitions/ID/VERSION.json")
    parser.add_argument("--compare", metavar="FILE", help="an index as JSON")
    parser.add_argument("--period", metavar="P")
    parser.add_argument("--service", metavar="NAME")
    asked = parser.parse_args(arguments)
    try:
        definition = read_json(asked.definition, "id", "version", "scale", "items", "index")
        days = days_of(asked.period) if asked.period else None
        own = recount(definition, read_answers(asked.answers, definition, days, asked.service))
        if days:
            own = {"survey": own["survey"], "period": asked.period, "from": days[0], "until": days[1], **own}
        if asked.compare:
            return compare_with(own, index_in(asked.compare, own["survey"]))
    except KeyError as missing:
        print(f"recount: {asked.definition}: {missing} is missing", file=sys.stderr)
        return 2
    except (OSError, ValueError, csv.Error, Unreadable) as trouble:
        print(f"recount: {trouble}", file=sys.stderr)
        return 2
    print(json.dumps(own, ensure_ascii=False, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
