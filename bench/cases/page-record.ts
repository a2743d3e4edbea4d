import type { RecordId } from '#kernel/ids.ts';
import { findRecord } from '#modules/records/index.ts';
import { siteOf } from '#web/pages.ts';
import { Form } from '#platform/http/form.ts';
import { can } from '../../src/modules/records/access.ts';
import { contentOf } from '../../src/modules/records/domain/content.ts';
import { wholeRecord } from '../../src/modules/records/queries/whole-record.ts';
import { draftView } from '../../src/modules/records/web/read/view.ts';
import { idOf } from '../data/authority/names.ts';
import { pageCase } from '../lib/page-case.ts';
import type { Sample } from '../lib/page.ts';
import type { Product } from '../lib/product.ts';
import { recordLocals } from '../templates/record.ts';

/** The newest meeting of each own case that was held has the record that is not final yet. */
const newestHeld = 6;

/** The record of a meeting, written and not final, as a Senior Advisor sees it. */
export const recordPage = pageCase({
  name: 'page.record',
  template: 'record',
  samplesOf: (product) =>
    Promise.all(
      Array.from({ length: product.own }, (_, number) =>
        sample(product, idOf<RecordId>(`record${number}-${newestHeld}`)),
      ),
    ),
});

/** What the page's handler asks for, asked once. */
async function sample(product: Product, id: RecordId): Promise<Sample> {
  const path = `/records/${id}`;
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
  const render = {
    whole,
    writes: can(actor, 'write notes', subject),
    holds: can(actor, 'hold the meeting', subject),
    checks: can(actor, 'check its accuracy', subject),
    readsFinal: can(actor, 'read the final record', subject),
    today,
  };
  const content = contentOf(whole);
  return {
    path,
    view: () => draftView(visit, { ...render, content }),
    locals: () => ({ site: siteOf(arrival), ...recordLocals(subject, { ...render, content }) }),
  };
}
