import { newId } from '#kernel/ids.ts';
import type { AnswerId } from '#kernel/ids.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { Actor } from '#modules/people/index.ts';
import { largestHandedIn } from '#platform/files/files.ts';
import type { FormError } from '#ui/form.ts';
import { path as pathOf } from '#ui/url.ts';
import { problemOf } from '#web/fields.ts';
import { anyone } from '#web/gates.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Arrival, Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { answerPaper } from '../../commands/answer-paper.ts';
import { openLink } from '../../queries/open-link.ts';
import type { OpenedLink } from '../../queries/open-link.ts';
import type { PaperOfMeeting } from '../../queries/meeting-papers.ts';
import { answerIdOf, readGiven } from '../send/form.ts';
import { sendView } from '../send/view.ts';
import { deadView, linkView } from './view.ts';

// Mail scanners open links too: opening one shows the names of papers, and changes nothing.
const gate = anyone('whoever has the link may send what it asks for, and reads nothing');
const path = '/send-papers/:token';
const perMinute = 30;

export const linkRoutes = [
  route({
    method: 'GET',
    path,
    gate,
    perMinute,
    async handle(visit) {
      const opened = await open(visit);
      if (!opened.ok) return dead(visit, opened.refusal);
      return page(linkView(visit, opened.value, tokenOf(visit)));
    },
  }),
  route({
    method: 'GET',
    path: `${path}/:paper`,
    gate,
    perMinute,
    async handle(visit) {
      const opened = await openPaper(visit);
      if (!opened.ok) return dead(visit, opened.refusal);
      return show(visit, opened.value, newId<AnswerId>(), []);
    },
  }),
  route({
    method: 'POST',
    path: `${path}/:paper`,
    gate,
    perMinute,
    upload: {
      field: 'file',
      maxBytes: largestHandedIn,
      async tooLarge(visit, problems) {
        const opened = await openPaper(visit);
        return opened.ok
          ? show(visit, opened.value, answerIdOf(visit.form), problems)
          : dead(visit, opened.refusal);
      },
    },
    async handle(visit) {
      const opened = await openPaper(visit);
      if (!opened.ok) return dead(visit, opened.refusal);
      const { link, paper } = opened.value;
      const id = answerIdOf(visit.form);
      const given = await readGiven(visit.form, visit.files);
      if (!given.ok) return show(visit, opened.value, id, [problemOf(given.refusal, 'file')]);
      const { key } = paper.paper;
      const answering = { id, meetingId: link.matter.meetingId, paper: key, byLink: true };
      const work = workOf({ ...visit, actor: link.actor });
      const done = await answerPaper(work, answering, given.value);
      if (done.ok) return redirect(`${hrefOf(visit)}?done=${key}`);
      const next = done.refusal.code === 'form-used' ? newId<AnswerId>() : id;
      return show(visit, opened.value, next, [problemOf(done.refusal, 'file')]);
    },
  }),
];

function tokenOf({ params }: Arrival): string {
  return params['token'] ?? '';
}

function hrefOf(arrival: Arrival): string {
  return pathOf`/send-papers/${tokenOf(arrival)}`;
}

function open(arrival: Arrival): Promise<Result<OpenedLink>> {
  const { services, authority, now } = arrival;
  const asking = { pack: services.pack, now, laCode: authority.laCode };
  return openLink(services.db, tokenOf(arrival), asking);
}

interface OpenedPaper {
  readonly link: OpenedLink;
  readonly paper: PaperOfMeeting;
}

async function openPaper(arrival: Arrival): Promise<Result<OpenedPaper>> {
  const opened = await open(arrival);
  if (!opened.ok) return opened;
  const paper = opened.value.asked.find((each) => each.paper.key === arrival.params['paper']);
  if (paper) return { ok: true, value: { link: opened.value, paper } };
  return {
    ok: false,
    refusal: {
      code: 'not-asked',
      sentence: 'This paper is not asked for. It may be here already.',
    },
  };
}

function dead(arrival: Arrival, refusal: Refusal): Reply {
  return page(deadView(arrival, refusal.sentence), 404);
}

function show(
  visit: Visit<undefined, Actor | undefined>,
  { link, paper }: OpenedPaper,
  id: AnswerId,
  problems: readonly FormError[],
): Reply {
  const view = sendView(visit, {
    meeting: link.meeting,
    paper,
    id,
    action: pathOf`/send-papers/${tokenOf(visit)}/${paper.paper.key}`,
    back: { href: hrefOf(visit), content: 'All papers' },
    typed: visit.form,
    problems,
  });
  return page(view, problems.length === 0 ? 200 : 422);
}
