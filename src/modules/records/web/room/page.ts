import { page, json, notFound, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import type { FormError } from '#ui/form.ts';
import type { Refusal } from '#kernel/result.ts';
import { workOf } from '#web/work.ts';
import { can } from '../../access.ts';
import { handOverTexts } from '../../commands/late-texts.ts';
import { saveEdits } from '../../commands/save-edits.ts';
import type { EditResult } from '../../commands/save-edits.ts';
import { saveSections } from '../../commands/save-sections.ts';
import { contentOf } from '../../domain/content.ts';
import { mayWrite } from '../../domain/record.ts';
import { isTyped } from '../../domain/section.ts';
import type { RecordMatter } from '../../index.ts';
import { besideSections } from '../../queries/beside-sections.ts';
import { offeredDays } from '../../queries/next-dates.ts';
import { peopleForActions } from '../../queries/action-people.ts';
import { fieldsOf, newsOf } from '../../queries/room.ts';
import { roomPapers } from '../../queries/room-papers.ts';
import { wholeRecord } from '../../queries/whole-record.ts';
import { formFor, isWritable, recordPath } from '../frame.ts';
import { fromPageOf, onRecord, wroteOnce } from '../gates.ts';
import { mustNotBePaused } from '#modules/cases/index.ts';
import {
  fieldOf,
  nameOf,
  readEdits,
  readOnwards,
  readRevision,
  readSections,
  readVersion,
  revisionOf,
} from './form.ts';
import { roomView } from './view.ts';

const path = '/records/:record/room';

export const roomRoutes = [
  // Where the room was before: bookmarks, and links in mails.
  route({
    method: 'GET',
    path: '/records/:record/notes',
    gate: onRecord('write notes'),
    handle: ({ subject }) => Promise.resolve(redirect(`${recordPath(subject)}/room`)),
  }),
  route({
    method: 'GET',
    path,
    gate: onRecord('write notes'),
    handle: (visit) =>
      isWritable(visit.subject)
        ? show(visit, [])
        : Promise.resolve(redirect(recordPath(visit.subject))),
  }),
  route({
    method: 'POST',
    path,
    gate: onRecord('write notes'),
    async handle(visit) {
      const { form, subject } = visit;
      const typed = readSections(form, formFor(subject).sections.filter(isTyped));
      const saved = await saveSections(workOf(visit), subject.recordId, typed);
      if (!saved.ok) return show(visit, [], [{ sentence: saved.refusal.sentence }]);
      if (saved.value.some(needsSomeone)) return show(visit, saved.value);
      const next = readOnwards(form);
      return redirect(`${recordPath(subject)}/${next ?? 'room?saved=yes'}`);
    },
  }),
  route({
    method: 'POST',
    path: `${path}/edits`,
    gate: fromPageOf(onRecord('write notes')),
    async handle(visit) {
      const edits = readEdits(visit.form);
      if (!edits) return unreadable;
      const { recordId } = visit.subject;
      const saved = await saveEdits(workOf(visit), recordId, edits, readVersion(visit.form));
      if (!saved.ok) return closed(saved.refusal);
      const { at, version, results, news } = saved.value;
      return json({ at: at.toISOString(), version, results: results.map(told), news });
    },
  }),
  route({
    method: 'GET',
    path: `${path}/news`,
    gate: fromPageOf(onRecord('write notes')),
    async handle(visit) {
      const { services, subject, query, now } = visit;
      const since = readVersion(query);
      const { version } = subject.record;
      const news = since < version ? await newsOf(services.db, subject, since) : [];
      const running = mustNotBePaused(subject.case);
      const may = running.ok ? mayWrite(subject.record) : running;
      return json({
        at: now.toISOString(),
        version,
        news,
        ...(!may.ok && { closed: { closed: may.refusal.code, sentence: may.refusal.sentence } }),
      });
    },
  }),
  route({
    method: 'POST',
    path: `${path}/late`,
    gate: fromPageOf(wroteOnce),
    async handle(visit) {
      const edits = readEdits(visit.form);
      if (!edits) return unreadable;
      const kept = await handOverTexts(workOf(visit), visit.subject.recordId, edits);
      if (!kept.ok) return notFound;
      return json({ at: kept.value.at.toISOString(), kept: kept.value.kept });
    },
  }),
];

const unreadable = json({ problem: 'What was sent cannot be read.' }, 422);

/** Why nothing was saved: the record cannot be written now, or not by them. */
function closed({ code, sentence }: Refusal): Reply {
  return code === 'not-yours' ? notFound : json({ closed: code, sentence }, 409);
}

/** What the page's script is told of one edit. */
function told(result: EditResult): object {
  if (result.kind !== 'refused') return result;
  const { kind, id, part, refusal } = result;
  return { kind, id, part, problem: refusal.sentence };
}

/** Whether someone has to look at what became of a text. */
function needsSomeone(result: EditResult): boolean {
  return result.kind !== 'saved' || result.overlap;
}

/** The page, with what was typed where it was not saved. */
async function show(
  visit: Visit<RecordMatter>,
  saved: readonly EditResult[],
  problems: readonly FormError[] = [],
): Promise<Reply> {
  const { services, subject, form, actor, today } = visit;
  const whole = await wholeRecord(services.db, subject);
  const holds = can(actor, 'hold the meeting', subject);
  const found = [...problems, ...saved.flatMap((each) => problemsOf(each, visit))];
  const refused = new Set(saved.flatMap((each) => (each.kind === 'refused' ? [each.part] : [])));
  const view = roomView(visit, {
    whole,
    content: contentOf(whole),
    fields: await fieldsOf(services.db, whole),
    beside: await besideSections(services.db, subject, whole, today),
    preReads: await roomPapers(services.db, actor, subject, { pack: whole.pack, today }),
    people: await peopleForActions(services.db, subject, today),
    offered: await offeredDays(services.db, subject, today),
    typed: (section) =>
      (saved.length === 0 || refused.has(section)) && form.has(nameOf(section))
        ? { text: form.raw(nameOf(section)), parent: readRevision(form.raw(revisionOf(section))) }
        : undefined,
    problems: found,
    wasSaved: visit.query.has('saved'),
    holds,
  });
  return page(view, found.length === 0 ? 200 : refused.size > 0 || saved.length === 0 ? 422 : 409);
}

function problemsOf(saved: EditResult, visit: Visit<RecordMatter>): FormError[] {
  if (saved.kind === 'refused') {
    return [{ field: fieldOf(saved.part), sentence: saved.refusal.sentence }];
  }
  if (!needsSomeone(saved)) return [];
  const label = formFor(visit.subject).sections.find(({ key }) => key === saved.part)?.label ?? '';
  return [
    {
      field: fieldOf(saved.part),
      sentence: `Someone changed the same passage of “${label}” while you were writing. Both versions are saved and marked in the text: leave what is right, and save again`,
    },
  ];
}
