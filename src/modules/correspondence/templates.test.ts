import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { LocalTime } from '#kernel/dates.ts';
import { render } from '#platform/mail/render.ts';
import * as templates from './templates.ts';

const url = 'https://boards.avonbridge.example/meetings/1?a=1&b=2';
const facts = {
  school: 'St Mary’s & “All” <Saints> Primary School',
  meeting: 'School Improvement Board, Entry Meeting',
  date: date('2027-02-04'),
  time: '09:30' as LocalTime,
  minutes: 90,
  venue: 'at the school',
  url,
};
const signIn = {
  authority: 'Avonbridge City Council',
  url,
  until: new Date('2027-01-14T09:45:00Z'),
};
const due = date('2027-01-28');

// Every mail that the product sends.
const mails = {
  signInLink: templates.signInLink(signIn),
  invitation: templates.invitation({ ...signIn, role: 'Headteacher' }),
  meetingInvitation: templates.meetingInvitation({ ...facts, preReadsDue: due }),
  datesOffered: templates.datesOffered({ ...facts, dates: [facts, { ...facts, date: due }] }),
  datesWithdrawn: templates.datesWithdrawn(facts),
  meetingMoved: templates.meetingMoved({ ...facts, before: { date: due, time: facts.time } }),
  meetingPostponed: templates.meetingPostponed(facts),
  meetingAdjourned: templates.meetingAdjourned(facts),
  agendaChanged: templates.agendaChanged(facts),
  uninvited: templates.uninvited(facts),
  meetingCancelled: templates.meetingCancelled(facts),
  accuracyCheck: templates.accuracyCheck({ ...facts, due }),
  accuracyLinkRenewed: templates.accuracyLinkRenewed({ ...facts, due }),
  accuracyCode: templates.accuracyCode({ code: '407213', until: signIn.until, url }),
  accuracyReminder: templates.accuracyReminder({ ...facts, due }),
  accuracyUnanswered: templates.accuracyUnanswered({ ...facts, due }),
  accuracyAnswered: templates.accuracyAnswered(facts),
  recordFinal: templates.recordFinal(facts),
  recordCorrected: templates.recordCorrected({ ...facts, version: 2 }),
  papersAskedFor: templates.papersAskedFor({ ...facts, due, today: due }),
  papersReminder: templates.papersReminder({ ...facts, due }),
  papersReady: templates.papersReady(facts),
  papersSupplement: templates.papersSupplement({ ...facts, papers: ['Self-evaluation', 'Data'] }),
  actionToConfirm: templates.actionToConfirm(facts),
  weeklyDigest: templates.weeklyDigest({
    lines: [`${facts.school}: 2 agreed actions are overdue (since 4 January 2027).`],
    url,
    settingsUrl: 'https://boards.avonbridge.example/reminders',
  }),
};

test('each template of the product is among those that are looked at here', () => {
  const isTemplate = (name: string) => !/^(isSecretTemplate|insteadOfSendingAgain)$/.test(name);
  assert.deepEqual(
    Object.keys(mails).toSorted(),
    Object.keys(templates).filter(isTemplate).toSorted(),
  );
});

// What a mail may not say: it may be read over a shoulder, on a shared screen, by an assistant.
const sensitive =
  /causing concern|coasting|inadequate|requires improvement|special measures|serious weaknesses|judge|level of|\blevel\b|weak|fail|poor|pupil|child|safeguard|\b(red|amber|green)\b/i;

for (const [name, content] of Object.entries(mails)) {
  describe(`the mail ${name}`, () => {
    const { text, html } = render('Siân <O’Rourke>', content, 'Avonbridge City Council', 'REQUEST');

    test('says nothing sensitive, least of all in its subject', () => {
      assert.doesNotMatch(content.subject, sensitive);
      assert.doesNotMatch(text, sensitive);
      assert.doesNotMatch(content.subject, /[\r\n]/);
      assert.ok(content.subject.length < 140, content.subject);
    });

    test('is whole HTML that fetches nothing and says what the text says', () => {
      const open: string[] = [];
      for (const [, close, tag = ''] of html.matchAll(/<(\/?)([a-z]+)\b[^<>]*>/g)) {
        if (['meta', 'br'].includes(tag)) continue;
        if (close === '/') assert.equal(open.pop(), tag, name);
        else open.push(tag);
      }
      assert.deepEqual(open, []);
      assert.match(html, /^<!doctype html>\n<html lang="en-GB">/);
      assert.doesNotMatch(
        html,
        /<(img|link|script|iframe|object|video|form)\b|\bsrc=|url\(|@import/,
      );
      const words = (shown: string) => shown.replace(/[\s-]+/g, ' ').trim();
      const said = html
        .slice(html.indexOf('<body'))
        .replace(/<a href="([^"]*)">([^<]*)<\/a>/g, '$2: $1')
        .replace(/<[^>]*>/g, ' ')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&');
      assert.equal(words(said), words(text));
      assert.ok(text.includes(`${content.link.label}:\n${content.link.url}`));
    });
  });
}

test('a mail whose text is not kept says what to do instead of sending it again', () => {
  for (const { template } of Object.values(mails)) {
    const isSecret = templates.isSecretTemplate(template);
    assert.equal(templates.insteadOfSendingAgain(template) !== 'Tell them another way.', isSecret);
  }
});
