import type { RecordId } from '#kernel/ids.ts';
import { findRecord } from '#modules/records/index.ts';
import { siteOf } from '#web/pages.ts';
import { Form } from '#platform/http/form.ts';
import { can } from '../../src/modules/records/access.ts';
import { contentOf } from '../../src/modules/records/domain/content.ts';
import { wholeRecord } from '../../src/modules/records/queries/whole-record.ts';
import { notesView } from '../../src/modules/records/web/notes/view.ts';
import type { NotesShown } from '../../src/modules/records/web/notes/view.ts';
import { draftView } from '../../src/modules/records/web/read/view.ts';
import type { DraftShown } from '../../src/modules/records/web/read/view.ts';
import { idOf } from '../data/authority/names.ts';
import { pageCase } from '../lib/page-case.ts';
import type { Sample } from '../lib/page.ts';
import type { Product } from '../lib/product.ts';
import { notesLocals, recordLocals } from '../templates/record.ts';

/** The newest meeting of each own case that was held has the record that is not final yet. */
const newestHeld = 6;

/**
 * The page on which the record of a meeting is written: every section of the form in its order, with
 * guidance, what was typed, who came, the outcome and the actions; as a Senior Advisor sees it.
 */
export const recordPage = pageCase({
  name: 'page.record',
  template: 'notes',
  samplesOf: (product) => samples(product, 'notes'),
});

/** The same record to read, with what was typed shown as Markdown. */
export const readRecordPage = pageCase({
  name: 'page.record.read',
  template: 'record',
  samplesOf: (product) => samples(product, 'read'),
});

function samples(product: Product, page: 'notes' | 'read'): Promise<Sample[]> {
  return Promise.all(
    Array.from({ length: product.own }, (_, number) =>
      sample(product, idOf<RecordId>(`record${number}-${newestHeld}`), page),
    ),
  );
}

/** What the page's handler asks for, asked once. */
async function sample(product: Product, id: RecordId, page: 'notes' | 'read'): Promise<Sample> {
  const path = page === 'notes' ? `/records/${id}/notes` : `/records/${id}`;
  const arrival = await product.arrivalAt(path);
  const { services, actor, authority, today } = arrival;
  const subject = await findRecord(services.db, id, { today, laCode: authority.laCode });
  if (!subject) throw new Error(`There is no record ${id}.`);
  const visit = {
    ...arrival,
    subject,
    form: new Form(new URLSearchParams()),
    files: [],
    sessionToken: undefined,
  };
  const whole = await wholeRecord(services.db, subject);
  const content = contentOf(whole);
  const holds = can(actor, 'hold the meeting', subject);
  if (page === 'notes') {
    const shown: NotesShown = {
      whole,
      content,
      saved: [],
      typed: () => undefined,
      problems: [],
      wasSaved: false,
      holds,
    };
    return {
      path,
      view: () => notesView(visit, shown),
      locals: () => ({ site: siteOf(arrival), ...notesLocals(subject, shown) }),
    };
  }
  const shown: DraftShown = {
    whole,
    content,
    writes: can(actor, 'write notes', subject),
    holds,
    checks: can(actor, 'check its accuracy', subject),
    readsFinal: can(actor, 'read the final record', subject),
    today,
  };
  return {
    path,
    view: () => draftView(visit, shown),
    locals: () => ({ site: siteOf(arrival), ...recordLocals(subject, shown) }),
  };
}
