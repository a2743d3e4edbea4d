import { longInstant } from '#kernel/dates.ts';
import { html } from '#ui/html.ts';
import { link, paragraph } from '#ui/text.ts';
import { json, page, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { contentOf } from '../../domain/content.ts';
import type { RecordMatter } from '../../index.ts';
import { wholeRecord } from '../../queries/whole-record.ts';
import { contentView } from '../content-view.ts';
import { recordPage, recordPath } from '../frame.ts';
import { onRecord } from '../gates.ts';
import { readVersion } from '../room/form.ts';

const path = '/records/:record/live';

/** The notes of a meeting as they grow, for the board to read, where the chair allows it. */
export const liveRoutes = [
  route({ method: 'GET', path, gate: onRecord('follow the notes'), handle: show }),
  route({
    method: 'GET',
    path: `${path}/version`,
    gate: onRecord('follow the notes'),
    handle: ({ subject, query }) =>
      Promise.resolve(json({ isNewer: subject.record.version > readVersion(query) })),
  }),
];

async function show(visit: Visit<RecordMatter>): Promise<Reply> {
  const { subject, services, now } = visit;
  const whole = await wholeRecord(services.db, subject);
  return page(
    recordPage(visit, {
      title: 'The notes as they are written',
      wide: true,
      back: { href: `/meetings/${subject.meetingId}`, content: 'The meeting' },
      scripts: ['live-notes'],
      content: html`
        ${paragraph('This is not final: the chair is still writing. Nothing can be changed here.')}
        <div data-live="${recordPath(subject)}/live" data-version="${subject.record.version}">
          <p class="govuk-body-s app-secondary" data-live-said>As it was on ${longInstant(now)}. ${link(`${recordPath(subject)}/live`, 'Show what is new')}</p>
          ${contentView(contentOf(whole), whole.pack)}
        </div>`,
    }),
  );
}
