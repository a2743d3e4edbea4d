import type { RecordId } from '#kernel/ids.ts';
import { findRecord } from '#modules/records/index.ts';
import { siteOf } from '#web/pages.ts';
import { Form } from '#platform/http/form.ts';
import { can } from '../../src/modules/records/access.ts';
import { contentOf } from '../../src/modules/records/domain/content.ts';
import { wholeRecord } from '../../src/modules/records/queries/whole-record.ts';
import { draftView } from '../../src/modules/records/web/read/view.ts';
import type { DraftShown } from '../../src/modules/records/web/read/view.ts';
import { room } from '../data/authority/rooms.ts';
import { pageCase } from '../lib/page-case.ts';
import type { Sample } from '../lib/page.ts';
import type { Product } from '../lib/product.ts';
import { recordLocals } from '../templates/record.ts';

/** The record of a meeting to read, with what was typed shown as Markdown; as a Senior Advisor sees it. */
export const readRecordPage = pageCase({
  name: 'page.record.read',
  template: 'record',
  samplesOf: (product) =>
    Promise.all(
      Array.from({ length: product.own }, (_, number) => sample(product, room(number).record)),
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
    addressSecret: undefined,
  };
  const whole = await wholeRecord(services.db, subject);
  const shown: DraftShown = {
    whole,
    content: contentOf(whole),
    writes: can(actor, 'write notes', subject),
    holds: can(actor, 'hold the meeting', subject),
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
