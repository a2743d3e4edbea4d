import type { LocalDate } from '#kernel/dates.ts';
import { parseUrn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { smallNumberOf } from '#platform/csv/cells.ts';
import type { MatchedTable, RowSink, TableFormat } from '#platform/csv/table-format.ts';
import { isMissing } from './codes.ts';
import {
  meaningOf,
  missingFrom,
  reportCardAreas,
  required,
  teachingJudged,
} from './ofsted-columns.ts';
import type { OfstedLayout, Slot } from './ofsted-columns.ts';
import { planSlot, readSlot } from './read-slot.ts';
import type { SlotPlan } from './read-slot.ts';

/**
 * Ofsted's management information on state-funded schools, in the layout of graded inspections
 * (until 2025) or of report cards. One school a row, with up to three inspections.
 */
export const ofstedFormat: TableFormat = {
  noHeader: 'This is not Ofsted’s management information: it has no heading “URN”.',
  isHeader: (cells) =>
    cells.some((cell) => {
      const found = meaningOf(cell);
      return found.kind === 'used' && found.meaning === 'school.urn';
    }),
  match: matchOfsted,
};

const slotsOf: Readonly<Record<OfstedLayout, readonly Slot[]>> = {
  graded: ['latest', 'previous', 'ungraded'],
  'report-card': ['latest', 'oeif', 'ungraded'],
};

function matchOfsted(header: readonly string[], asAt: LocalDate): Result<MatchedTable> {
  const places = new Map<string, number>();
  const unrecognised: string[] = [];
  for (const [at, heading] of header.entries()) {
    const found = meaningOf(heading);
    if (found.kind === 'unrecognised' && heading !== '') unrecognised.push(heading);
    if (found.kind !== 'used') continue;
    const before = places.get(found.meaning);
    if (before !== undefined) {
      return refuse(
        'columns',
        `Two columns mean the same: “${header[before]}” and “${heading}”. One of them must go.`,
      );
    }
    places.set(found.meaning, at);
  }
  const isCard = Object.keys(reportCardAreas).some((area) => places.has(`card.${area}`));
  const layout: OfstedLayout = isCard ? 'report-card' : 'graded';
  const absent = Object.entries(required[layout])
    .filter(([meaning]) => !places.has(meaning))
    .map(([, words]) => words);
  if (layout === 'graded' && !teachingJudged.some((meaning) => places.has(meaning))) {
    absent.push('Quality of education');
  }
  if (absent.length > 0) {
    return refuse(
      'columns',
      `This is not Ofsted’s management information in a layout that can be read: it has no ${absent.map((words) => `“${words}”`).join(', ')}.`,
    );
  }
  const place = (meaning: string): number => places.get(meaning) ?? -1;
  const school: SchoolPlaces = {
    urn: place('school.urn'),
    laestab: place('school.laestab'),
    pupils: place('school.pupils'),
  };
  const slots = slotsOf[layout].map((slot) =>
    planSlot({ slot, isCard: isCard && slot === 'latest', asAt }, place),
  );
  const used = new Set(places.values());
  const seen = new Map<number, number>();
  return ok({
    layout,
    wanted: header.map((_, at) => used.has(at)),
    unrecognised,
    missing: missingFrom(layout, new Set(places.keys())),
    row: (fields, line, sink) => readRow(fields, line, school, slots, seen, sink),
  });
}

interface SchoolPlaces {
  readonly urn: number;
  readonly laestab: number;
  readonly pupils: number;
}

function readRow(
  fields: readonly string[],
  line: number,
  school: SchoolPlaces,
  slots: readonly SlotPlan[],
  seen: Map<number, number>,
  sink: RowSink,
): void {
  const urnText = fields[school.urn]?.trim() ?? '';
  const urn = parseUrn(urnText);
  if (urn === undefined) return sink.skip(line, `“${urnText}” is not a URN.`);
  const before = seen.get(urn);
  if (before !== undefined) {
    return sink.refuse(
      'duplicate-urn',
      `URN ${urn} is on line ${before} and again on line ${line}. The file should have each school once.`,
    );
  }
  seen.set(urn, line);
  const laestab = fields[school.laestab]?.trim() ?? '';
  const laCode = /^\d{7}$/.test(laestab) ? laestab.slice(0, 3) : null;
  const pupilsText = fields[school.pupils]?.trim() ?? '';
  const pupils = isMissing(pupilsText) ? null : smallNumberOf(pupilsText);
  if (pupils === undefined) {
    sink.leaveOut(line, `“${pupilsText}” is not a number of pupils (URN ${urn}).`);
  }
  sink.write([line, 'school', urn, laCode, pupils ?? null, ...nothingOfAnInspection]);
  const numbers = new Set<string>();
  for (const plan of slots) {
    const inspection = readSlot(fields, line, urn, plan, sink);
    // A section 8 inspection that was converted stands in both places, and counts as the graded one.
    if (!inspection || numbers.has(inspection.number)) continue;
    numbers.add(inspection.number);
    sink.write([line, inspection.kind, urn, laCode, null, ...inspection.values]);
  }
}

const nothingOfAnInspection: readonly null[] = Array.from({ length: 14 }, () => null);
