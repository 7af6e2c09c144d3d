#!/usr/bin/env python3
"""Recounts how sure the figures of Suara Loket are (the 95 % ranges) from the answers themselves, without Suara Loket.

    suara export --unit CODE --period 2026-TW1 --survey skm --format csv --out jawaban.csv
    suara export --unit CODE --period 2026-TW1 --survey skm --format json --out indeks.json
    python3 ranges.py --definition survey-definitions/skm/1.json --compare indeks.json jawaban.csv

Prints the ranges as JSON, in the shape in which they stand under "ranges" in the JSON export; with --compare FILE (that
export) it prints instead what differs, and leaves with 1 if anything does. The number of people served is taken from that
file, or from --served N; without one nothing is corrected for a finite population.

Exit code 0: recounted, and all the same; 1: something differs; 2: a file cannot be read, or the call is wrong.

How it is reckoned, in floating point (server/domain/certainty says why):
1. A figure is a sum of means of questions, each with its share in points. One respondent pulls it by
   share * (score - centre) / number of scores, summed over the questions she rated; with every centre one person is used up.
2. The variance is the sum of the squared pulls; its degrees of freedom are Satterthwaite's.
3. The range is Wilson's for a mean between the ends of its scale, with Student's t, and one answer half a step off added for
   every kind of answer, so that equal answers are not called certain.
4. With N people served, the variance shrinks by (N - n)/(N - 1).
Above 20,000 answers the program measures on the first 20,000 how the scores of one person go together, so its last digit
may be another.
"""
import argparse
import csv
import json
import math
import sys
from fractions import Fraction

from recount import Unreadable, compare_with, days_of, questions_of, read_answers, read_json, to_four, to_hundred, weight_of

# --- Student's t ------------------------------------------------------------------------------------------------------


def beta_fraction(x, a, b):
    """Continued fraction of the incomplete beta function (Lentz)."""
    tiny = 1e-300
    c, d = 1.0, 1.0 / ((1.0 - (a + b) * x / (a + 1.0)) or tiny)
    value = d
    for m in range(1, 2000):
        for step in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d = 1.0 / ((1.0 + step * d) or tiny)
            c = (1.0 + step / c) or tiny
            value *= c * d
        if abs(c * d - 1.0) < 1e-16:
            break
    return value


def tail(t, freedom):
    """The probability that |t| is at least as large by chance."""
    a, b, x = freedom / 2, 0.5, freedom / (freedom + t * t)
    rest = t * t / (freedom + t * t)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log(rest))
    if x < (a + 1) / (a + b + 2):
        return front * beta_fraction(x, a, b) / a
    return 1 - front * beta_fraction(rest, b, a) / b


def limit(freedom, missed=0.05):
    """The t that is exceeded in one case of twenty, by halving."""
    freedom = min(freedom, 1e6)
    low, high = 1.0, 2.0
    while tail(high, freedom) > missed:
        low, high = high, high * 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if tail(middle, freedom) > missed else (low, middle)
    return (low + high) / 2


# --- A figure as a sum of means of questions ----------------------------------------------------------------------------


def points_of(definition):
    """Points at the mean 0 and by each whole score more: the conversion is a straight line."""
    at = [to_hundred(Fraction(score), definition) for score in (1, 2)]
    return float(2 * at[0] - at[1]), float(at[1] - at[0])


def line_from_four(definition):
    """Points at the index 0 on 0-4 and by each whole one more: 0 and 25, unless 4 and 100 are reached by two ways."""
    points = [to_hundred(Fraction(score), definition) for score in (1, 2)]
    four = [to_four(Fraction(score), definition) for score in (1, 2)]
    slope = (points[1] - points[0]) / (four[1] - four[0])
    return float(points[0] - slope * four[0]), float(slope)


def flipped(question, top, answer):
    return 1 + top - answer if question.get("reversed") else answer


class Sway:
    """One figure: its value, the ends of its scale, and the pull of every respondent by question."""

    def __init__(self, value, ends, own, terms, answers, definition):
        top = definition["scale"]["max"]
        self.value, self.ends, self.own = value, ends, own
        self.alone = any(people < 2 for _, _, _, people in terms)
        if self.alone:
            return
        pulls, self.half_step, shares, weakened = [], 0.0, 0.0, 0.0
        for question, share, centre, people in terms:
            key = question["key"]
            count = sum(row[key] is not None for row in answers)
            factor = share / count * math.sqrt(people / (people - 1))
            pulls.append([0.0 if row[key] is None else factor * (flipped(question, top, row[key]) - centre) for row in answers])
            self.half_step += (share / count / 2) ** 2
            shares += abs(share)
            weakened += abs(share) / math.sqrt(count)
        self.answers = (shares / weakened) ** 2
        sway = [math.fsum(own) for own in zip(*pulls)]
        self.variance = math.fsum(pull * pull for pull in sway)
        parts = [math.fsum(map(lambda pull, all: pull * all, own, sway)) for own in pulls]
        degrees = [people - 1 for _, _, _, people in terms]
        if self.variance <= 1e-12 * math.fsum(pull * pull for own in pulls for pull in own):
            # What each question sways, the others take back in every person.
            self.variance, self.freedom = 0.0, min(degrees)
        else:
            used = math.fsum((part / self.variance) ** 2 / degree for part, degree in zip(parts, degrees))
            self.freedom = min(1 / used, max(degrees))

    def range(self, respondents, served):
        if self.alone or respondents < 2:
            return {"kind": "no-range"}
        known = served is not None and served >= respondents
        unseen = (served - respondents) / (served - 1) if known else 1.0
        if unseen == 0:
            return {"kind": "no-range"}
        (lowest, highest), t = self.ends, limit(self.freedom)
        place = min(1.0, max(0.0, (self.value - lowest) / (highest - lowest)))
        either = place * (1 - place)
        n = (either * (highest - lowest) ** 2 + self.answers * self.half_step) / (self.variance + self.half_step) / unseen
        centre = place + t * t / (2 * n)
        half = t * math.sqrt(either / n + (t / (2 * n)) ** 2)
        low, high = (lowest + (highest - lowest) * (centre + way * half) / (1 + t * t / n) for way in (-1, 1))
        low, high = max(lowest, low), min(highest, high)
        offset, slope = self.own
        return {
            "kind": "range",
            "low": printed((low - offset) / slope, 2, math.floor),
            "high": printed((high - offset) / slope, 2, math.ceil),
            "low100": printed(low, 1, math.floor),
            "high100": printed(high, 1, math.ceil),
            "margin100": printed(max(high - self.value, self.value - low), 1, math.ceil),
        }


def printed(value, digits, towards):
    """Lower ends rounded down and upper ends up; a figure that is whole but for its last digit in floating point is whole."""
    near = 1e-9 if towards is math.floor else -1e-9
    return f"{towards(value * 10**digits + near) / 10**digits:.{digits}f}"


def means_of(item, answers, top):
    """The questions of an item that somebody rated, each with its mean and the number of people who rated it."""
    found = []
    for question in questions_of(item):
        scores = [flipped(question, top, row[question["key"]]) for row in answers if row[question["key"]] is not None]
        if scores:
            found.append((question, math.fsum(scores) / len(scores), len(scores)))
    return found


def sway_of_item(item, answers, definition):
    top = definition["scale"]["max"]
    offset, slope = points_of(definition)
    means = means_of(item, answers, top)
    if not means:
        return None
    nrr = math.fsum(mean for _, mean, _ in means) / len(means)
    terms = [(question, slope / len(means), mean, people) for question, mean, people in means]
    return Sway(offset + slope * nrr, (offset + slope, offset + slope * top), (offset, slope), terms, answers, definition)


def sway_of_index(answers, definition):
    top, weight = definition["scale"]["max"], float(weight_of(definition))
    offset, slope = points_of(definition)
    items = definition["items"]
    ends = tuple(offset + slope * weight * len(items) * score for score in (1, top))
    if definition["index"]["aggregation"] == "pooled":
        asked = [one for item in items for one in means_of(item, answers, top)]
        total = sum(people for _, _, people in asked)
        if not total:
            return None
        mean = math.fsum(own * people for _, own, people in asked) / total
        share = slope * weight * len(items)
        terms = [(question, share * people / total, mean, len(answers)) for question, _, people in asked]
        return Sway(offset + share * mean, ends, line_from_four(definition), terms, answers, definition)
    value, terms = offset, []
    for item in items:
        means = means_of(item, answers, top)
        if not means:
            return None
        value += slope * weight * math.fsum(mean for _, mean, _ in means) / len(means)
        terms += [(question, slope * weight / len(means), mean, people) for question, mean, people in means]
    return Sway(value, ends, line_from_four(definition), terms, answers, definition)


def ranges_of(definition, answers, served):
    def told(sway):
        return sway.range(len(answers), served) if sway else {"kind": "no-range"}

    return {
        "survey": f'{definition["id"]}@{definition["version"]}',
        "served": served if served is not None and served >= len(answers) else None,
        "index": told(sway_of_index(answers, definition)),
        "items": [{"key": item["key"], **told(sway_of_item(item, answers, definition))} for item in definition["items"]],
    }


def ranges_in(path, survey):
    for ranges in read_json(path, "ranges")["ranges"]:
        if ranges and ranges.get("survey") == survey:
            return ranges
    raise Unreadable(f"{path}: there are no ranges of {survey}")


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answers", metavar="ANSWERS.csv")
    parser.add_argument("--definition", required=True, metavar="FILE", help="survey-definitions/ID/VERSION.json")
    parser.add_argument("--compare", metavar="FILE", help="the JSON export of a report")
    parser.add_argument("--period", metavar="P")
    parser.add_argument("--service", metavar="NAME")
    parser.add_argument("--served", metavar="N", type=int)
    asked = parser.parse_args(arguments)
    try:
        definition = read_json(asked.definition, "id", "version", "scale", "items", "index")
        survey = f'{definition["id"]}@{definition["version"]}'
        other = ranges_in(asked.compare, survey) if asked.compare else None
        served = asked.served if asked.served is not None else (other or {}).get("served")
        days = days_of(asked.period) if asked.period else None
        own = ranges_of(definition, read_answers(asked.answers, definition, days, asked.service), served)
        if other is not None:
            return compare_with(own, other)
    except KeyError as missing:
        print(f"ranges: {asked.definition}: {missing} is missing", file=sys.stderr)
        return 2
    except (OSError, ValueError, csv.Error, Unreadable) as trouble:
        print(f"ranges: {trouble}", file=sys.stderr)
        return 2
    print(json.dumps(own, ensure_ascii=False, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
