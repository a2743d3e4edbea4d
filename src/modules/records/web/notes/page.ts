import { page, json, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import type { FormError } from '#ui/form.ts';
import { workOf } from '#web/work.ts';
import { can } from '../../access.ts';
import { saveSections } from '../../commands/save-sections.ts';
import type { SectionSaved } from '../../commands/save-sections.ts';
import { contentOf } from '../../domain/content.ts';
import { isTyped } from '../../domain/section.ts';
import type { RecordMatter } from '../../index.ts';
import { wholeRecord } from '../../queries/whole-record.ts';
import { formFor, isWritable, recordPath } from '../frame.ts';
import { onRecord } from '../gates.ts';
import { fieldOf, readSection, readSections, readOnwards } from './form.ts';
import { notesView } from './view.ts';

const path = '/records/:record/notes';

export const notesRoutes = [
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
      const back = saved.value.filter(({ kind }) => kind === 'conflict' || kind === 'refused');
      if (back.length > 0) return show(visit, saved.value);
      const next = readOnwards(form);
      return redirect(`${recordPath(subject)}/${next ?? 'notes?saved=yes'}`);
    },
  }),
  route({
    method: 'POST',
    path: '/records/:record/sections/:section',
    gate: onRecord('write notes'),
    async handle(visit) {
      const typed = readSection(visit.form, visit.params['section'] ?? '');
      const saved = await saveSections(workOf(visit), visit.subject.recordId, [typed]);
      if (!saved.ok) return json({ problem: saved.refusal.sentence }, 404);
      const [one] = saved.value;
      return one ? answer(one, visit.now) : json({ problem: 'There is no such section.' }, 404);
    },
  }),
];

/** What the page's script is told. Only `savedAt` says that the text is kept. */
function answer(saved: SectionSaved, now: Date): Reply {
  switch (saved.kind) {
    case 'saved':
      return json({ revision: saved.revision, savedAt: saved.at.toISOString() });
    case 'unchanged':
      return json({ revision: saved.revision, savedAt: now.toISOString() });
    case 'conflict':
      return json(
        {
          problem: `${saved.by || 'Someone'} has changed “${saved.label}” meanwhile.`,
          by: saved.by,
          text: saved.current.text,
          revision: saved.current.revision,
          at: saved.current.at?.toISOString(),
        },
        409,
      );
    case 'refused':
      return json({ problem: saved.refusal.sentence }, 422);
  }
}

/** The page, with what was typed where it was not saved. */
async function show(
  visit: Visit<RecordMatter>,
  saved: readonly SectionSaved[],
  problems: readonly FormError[] = [],
): Promise<Reply> {
  const { services, subject, form } = visit;
  const whole = await wholeRecord(services.db, subject);
  const found = [...problems, ...saved.flatMap(problemsOf)];
  const view = notesView(visit, {
    whole,
    content: contentOf(whole),
    saved,
    typed: (section) => (form.has(fieldOf(section)) ? form.raw(fieldOf(section)) : undefined),
    problems: found,
    wasSaved: visit.query.has('saved'),
    holds: can(visit.actor, 'hold the meeting', subject),
  });
  const status =
    found.length === 0 ? 200 : saved.some(({ kind }) => kind === 'conflict') ? 409 : 422;
  return page(view, status);
}

function problemsOf(saved: SectionSaved): FormError[] {
  switch (saved.kind) {
    case 'conflict':
      return [
        {
          field: fieldOf(saved.section),
          sentence: `${saved.by || 'Someone'} changed “${saved.label}” while you were writing. Put both texts together, and save`,
        },
      ];
    case 'refused':
      return [{ field: fieldOf(saved.section), sentence: saved.refusal.sentence }];
    case 'saved':
    case 'unchanged':
      return [];
  }
}
