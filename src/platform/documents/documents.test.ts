import assert from 'node:assert/strict';
import { test } from 'node:test';
import { officeParts, packed } from '#test/builders/office-file.ts';
import { entryRecord } from '#test/fixtures/documents/entry-record.ts';
import { createDocuments, DocumentTrouble } from './documents.ts';
import type { Documents, DocumentsOptions } from './documents.ts';
import type { FormDocument } from './form/form-document.ts';

/** A worker that does what the form's title says, in place of laying it out. */
const troubled = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { execFileSync } from 'node:child_process';
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ id, form }) => {
      if (form.title === 'throw') setTimeout(() => { throw new Error('broken'); });
      if (form.title === 'exit') process.exit(3);
      if (form.title === 'loop') for (;;);
      if (form.title === 'linger') execFileSync(process.execPath, ['-e', 'setTimeout(() => {}, 1000)']);
      if (form.title === 'refuse') parentPort.postMessage({ id, trouble: 'no such thing' });
      if (form.title === 'serve') parentPort.postMessage({ id, bytes: new Uint8Array([id]) });
    });
  `)}`,
);

const titled = (title: string): FormDocument => ({ ...entryRecord, title });

async function using(
  options: DocumentsOptions,
  work: (documents: Documents) => Promise<void>,
): Promise<void> {
  const documents = createDocuments(options);
  try {
    await work(documents);
  } finally {
    await documents.close();
  }
}

function trouble(sentence: RegExp, cause?: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof DocumentTrouble);
    assert.match(error.message, sentence);
    if (cause) assert.match(String(error.cause), cause);
    return true;
  };
}

test('Word and PDF come from the workers, as many as are asked for together', async () => {
  await using({ workers: 2 }, async (documents) => {
    const made = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        index % 2 === 0 ? documents.word(entryRecord) : documents.pdf(entryRecord),
      ),
    );
    for (const [index, bytes] of made.entries()) {
      const start = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
      assert.equal(start, index % 2 === 0 ? 'PK\u0003\u0004' : '%PDF');
    }
    assert.deepEqual(made[0], made[2], 'the same form, the same bytes, whichever worker');
  });
});

test('the event loop stays free while documents are made', async () => {
  await using({ workers: 1 }, async (documents) => {
    const long = 'The board heard that reading is better. '.repeat(5000);
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    await documents.pdf({ ...entryRecord, closing: [long] });
    clearInterval(timer);
    assert.ok(ticks >= 10, `${ticks} ticks`);
  });
});

for (const way of ['throw', 'exit']) {
  test(`after a worker that ended by "${way}" the order fails clearly and a new worker serves the next`, async () => {
    await using({ workers: 1, program: troubled }, async (documents) => {
      const lost = documents.pdf(titled(way));
      const waiting = documents.pdf(titled('serve'));
      await assert.rejects(
        lost,
        trouble(/makes documents stopped\. Try again\.$/, /broken|code 3/),
      );
      assert.deepEqual(await waiting, new Uint8Array([2]));
    });
  });
}

test('an order that takes too long is given up, and the next is served', async () => {
  await using({ workers: 1, program: troubled, timeLimit: 500 }, async (documents) => {
    const lost = documents.word(titled('loop'));
    const waiting = documents.word(titled('serve'));
    await assert.rejects(lost, trouble(/was not ready after/));
    assert.deepEqual(await waiting, new Uint8Array([2]));
  });
});

test('the place of a worker that was given up is taken once it is gone, with the memory that it had', async () => {
  await using({ workers: 1, program: troubled, timeLimit: 400 }, async (documents) => {
    await documents.word(titled('serve'));
    const begin = performance.now();
    const lost = documents.word(titled('linger'));
    const waiting = documents.word(titled('serve'));
    await assert.rejects(lost, trouble(/was not ready after/));
    assert.deepEqual(await waiting, new Uint8Array([3]));
    assert.ok(performance.now() - begin > 950, 'not while the other still runs');
  });
});

test('a form that cannot be laid out fails without ending the worker', async () => {
  await using({ workers: 1, program: troubled }, async (documents) => {
    await assert.rejects(
      documents.pdf(titled('refuse')),
      trouble(/could not be made/, /no such thing/),
    );
    assert.deepEqual(await documents.pdf(titled('serve')), new Uint8Array([2]));
  });
});

test('a Word file of 200 pages is read, and one that is all marks and no words is refused', async () => {
  await using({ workers: 1 }, async (documents) => {
    const words = 'The board heard that reading is better, and what more follows from it. ';
    const text = `<w:p><w:r><w:t>${words.repeat(4)}</w:t></w:r></w:p>`.repeat(2000);
    const read = await documents.readWord(packed(officeParts('word', { body: text })));
    assert.ok(read.ok);
    assert.equal(read.value.body.length, 2000);
    // With more elements than a worker may hold.
    const body = Array.from({ length: 420_000 }, (_, n) => `<w:p w:a="${n}"/>`).join('');
    const refused = await documents.readWord(packed(officeParts('word', { body })));
    assert.match(refused.ok ? '' : refused.refusal.sentence, /more in it than can be compared/);
    assert.ok((await documents.readWord(packed(officeParts('word')))).ok, 'the next one is read');
  });
});

test('closing fails what is in hand and what waits, and later orders', async () => {
  const documents = createDocuments({ workers: 1, program: troubled });
  const orders = [documents.pdf(titled('loop')), documents.pdf(titled('serve'))];
  const failed = Promise.all(orders.map((order) => assert.rejects(order, trouble(/is closing/))));
  await documents.close();
  await failed;
  await assert.rejects(documents.word(entryRecord), trouble(/is closing/));
  await documents.close();
});
