import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { exchangeBounce, postfixBounce } from '#test/builders/bounces.ts';
import { bounceSentence, readNotice } from './bounce.ts';

const mail = {
  messageId: '019bb0c2-7d3c-7000-8000-0123456789ab@boards.avonbridge.example',
  to: 'rosa.levin@foxholes.example',
};

describe('a mail that came back', () => {
  for (const [from, message, status] of [
    ['Postfix', postfixBounce(mail), '5.1.1'],
    ['Exchange', exchangeBounce(mail), '5.1.10'],
  ] as const) {
    test(`is read as ${from} says it`, async () => {
      const notice = await readNotice(message);
      assert.deepEqual(notice?.reports, [{ action: 'failed', status, recipient: mail.to }]);
      assert.deepEqual([...new Set(notice.messageIds)], [mail.messageId]);
    });
  }

  test('is told from a delay', async () => {
    const notice = await readNotice(postfixBounce(mail, 'delayed', '4.4.1'));
    assert.deepEqual(notice?.reports, [{ action: 'delayed', status: '4.4.1', recipient: mail.to }]);
  });

  test('is told from every other mail, and from what is none', async () => {
    for (const other of [
      '',
      'no mail',
      'Subject: Out of office\r\nAuto-Submitted: auto-replied\r\n\r\nI am away.\r\n',
      'Content-Type: text/plain\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n',
    ]) {
      assert.equal(await readNotice(Buffer.from(other)), undefined);
    }
  });

  test('is never the end of the program, however it is broken', async () => {
    const whole = postfixBounce(mail).toString();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length),
        fc.nat(whole.length),
        fc.string(),
        async (from, length, put) => {
          const broken = whole.slice(0, from) + put + whole.slice(from + length);
          const notice = await readNotice(Buffer.from(broken));
          assert.ok(notice === undefined || Array.isArray(notice.reports));
        },
      ),
      { numRuns: 200 },
    );
  });

  for (const [status, sentence] of [
    ['5.1.1', 'It came back: there is no such mailbox (5.1.1).'],
    ['5.2.2', 'It came back: the mailbox is full (5.2.2).'],
    ['5.1.99', 'It came back: something is wrong with the address (5.1.99).'],
    ['5.9.9', 'It came back: the recipient’s mail server does not take it (5.9.9).'],
    [undefined, 'It came back, and the notice does not say why.'],
  ] as const) {
    test(`is said in a sentence: ${status ?? 'no status'}`, () =>
      assert.equal(bounceSentence({ status }), sentence));
  }
});
