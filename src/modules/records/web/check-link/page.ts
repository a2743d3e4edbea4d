import { addDays } from '#kernel/dates.ts';
import type { Actor } from '#modules/people/index.ts';
import type { Form } from '#platform/http/form.ts';
import { path as pathOf } from '#ui/url.ts';
import { anyone } from '#web/gates.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import {
  noteRefusal,
  noteSeen,
  openCheck,
  renewLink,
  sendCode,
} from '../../commands/check-link.ts';
import type { LinkWork } from '../../commands/mail-check-link.ts';
import { arriveByLink, hasOpened } from '../../queries/check-link.ts';
import type { Arrived, Coming, Led } from '../../queries/check-link.ts';
import { wholeRecord } from '../../queries/whole-record.ts';
import { showCheck, takeCheck } from '../accuracy-check/check.ts';
import type { Door } from '../accuracy-check/check.ts';
import { answeredView } from '../accuracy-check/view.ts';
import { recordNow } from '../frame.ts';
import { asleepView, codeView, landingView, refusedView, renewedView } from './view.ts';

// Mail scanners open links, and mailboxes are shared: opening one shows nothing of the record and uses
// nothing up. A code that is mailed opens the check, in the browser that asked for it.
const gate = anyone('a code, mailed to the headteacher whose link it is, opens this one check');
const path = '/accuracy-check/:token';
const perMinute = 30;
/** Of what sends mail or takes a guess. */
const fewPerMinute = 10;

type Came = Visit<undefined, Actor | undefined>;

export const checkLinkRoutes = [
  route({
    method: 'GET',
    path,
    gate,
    perMinute,
    async handle(visit) {
      const arrived = await arrive(visit);
      if (arrived.kind !== 'unknown' && goesOnSignedIn(visit, arrived)) {
        return redirect(`/records/${arrived.link.recordId}/accuracy-check`);
      }
      return onLink(visit, (led) =>
        led.kind === 'open'
          ? redirect(`${hrefOf(visit)}/check`)
          : page(landingView(visit, hrefOf(visit), [])),
      );
    },
  }),
  route({
    method: 'POST',
    path: `${path}/code`,
    gate,
    perMinute: fewPerMinute,
    handle: (visit) =>
      onLink(visit, async (led) => {
        if (led.kind === 'open') return redirect(`${hrefOf(visit)}/check`);
        const sent = await sendCode(linkWork(visit), comingOf(visit));
        if (sent.ok) return redirect(`${hrefOf(visit)}/code`);
        const { sentence } = sent.refusal;
        return page(landingView(visit, hrefOf(visit), [{ sentence }]), 422);
      }),
  }),
  route({
    method: 'GET',
    path: `${path}/code`,
    gate,
    perMinute,
    handle: (visit) =>
      onLink(visit, (led) => {
        if (led.kind === 'open') return redirect(`${hrefOf(visit)}/check`);
        if (!led.link.code) return redirect(hrefOf(visit));
        return page(codeView(visit, hrefOf(visit), { typed: '', problems: [] }));
      }),
  }),
  route({
    method: 'POST',
    path: `${path}/open`,
    gate,
    perMinute: fewPerMinute,
    handle: (visit) =>
      onLink(visit, async (led) => {
        if (led.kind === 'open') return redirect(`${hrefOf(visit)}/check`);
        const typed = visit.form.text('code');
        const code = typed.replaceAll(/[\s-]/g, '');
        if (!/^\d{6}$/.test(code)) {
          // What cannot be a code takes none of the tries.
          const problem = { field: 'code', sentence: 'Enter the code: it has six digits' };
          return page(codeView(visit, hrefOf(visit), { typed, problems: [problem] }), 422);
        }
        const opened = await openCheck(linkWork(visit), comingOf(visit), code);
        if (!opened.ok) return refused(visit, await arrive(visit));
        if (opened.value.kind !== 'open') {
          const sentence =
            opened.value.kind === 'wrong' && opened.value.left > 0
              ? `That is not the newest code. You can try ${opened.value.left === 1 ? 'once' : `${opened.value.left} times`} more`
              : 'That code does not work any more. Have another one mailed';
          const problems = [{ field: 'code', sentence }];
          return page(codeView(visit, hrefOf(visit), { typed, problems }), 422);
        }
        const { state } = led.matter.record;
        const due = state.status === 'with-headteacher' ? state.sending.answersDueOn : visit.today;
        const until = new Date(`${addDays(due, 1)}T00:00:00Z`);
        const secret = { value: opened.value.browser, path: hrefOf(visit), until };
        return { kind: 'redirect', to: `${hrefOf(visit)}/check`, addressSecret: secret };
      }),
  }),
  route({
    method: 'GET',
    path: `${path}/check`,
    gate,
    perMinute,
    handle: (visit) =>
      onLink(visit, async (led) => {
        if (led.kind === 'shut') return redirect(hrefOf(visit));
        await noteSeen(visit.services.db, led, visit.now);
        return showCheck(visit, doorOf(visit, led));
      }),
  }),
  route({
    method: 'POST',
    path: `${path}/check`,
    gate,
    perMinute,
    handle: (visit) =>
      onLink(
        visit,
        async (led) => {
          const door = doorOf(visit, led);
          if (led.kind === 'shut') return page(asleepView(visit, hrefOf(visit), visit.form), 401);
          await noteSeen(visit.services.db, led, visit.now);
          return takeCheck(visit, door, async () => {
            const subject = await recordNow(door.here);
            const whole = await wholeRecord(visit.services.db, subject);
            return page(answeredView({ ...door.here, subject }, whole));
          });
        },
        visit.form,
      ),
  }),
  route({
    method: 'POST',
    path: `${path}/new-link`,
    gate,
    perMinute: fewPerMinute,
    async handle(visit) {
      const arrived = await arrive(visit);
      if (arrived.kind === 'unknown') await noteRefusal(linkWork(visit), arrived);
      await renewLink(linkWork(visit), comingOf(visit));
      return page(renewedView(visit));
    },
  }),
];

function linkWork({ services, authority }: Came): LinkWork {
  const { db, clock, jobs, pack, baseUrl, senderAddress } = services;
  return { db, clock, jobs, pack, baseUrl, senderAddress, authority };
}

/** Whoever is signed in as the headteacher of a link needs no code: the record says how its check stands. */
function goesOnSignedIn({ actor }: Came, arrived: Exclude<Arrived, { kind: 'unknown' }>): boolean {
  if (actor?.id !== arrived.link.person) return false;
  return (
    arrived.kind !== 'refused' ||
    !['taken back', 'handed over', 'not theirs any more'].includes(arrived.because)
  );
}

/** The check as the headteacher of the link; whoever else is signed in here has no part in it. */
function doorOf(visit: Came, { matter, actor }: Led): Door {
  return {
    work: { ...linkWork(visit), actor },
    here: { ...visit, actor: undefined, subject: matter },
    action: `${hrefOf(visit)}/check`,
    link: {
      coming: comingOf(visit),
      dead: async () => refused(visit, await arrive(visit), visit.form),
    },
  };
}

function comingOf({ params, addressSecret }: Came): Coming {
  return { token: params['token'] ?? '', browser: addressSecret };
}

function hrefOf(visit: Came): string {
  return pathOf`/accuracy-check/${comingOf(visit).token}`;
}

function arrive(visit: Came): Promise<Arrived> {
  const { services, now, authority } = visit;
  return arriveByLink(services.db, comingOf(visit), { now, laCode: authority.laCode });
}

/** Does something with a link that may be opened or is open here; refuses every other alike. */
async function onLink(
  visit: Came,
  run: (led: Extract<Arrived, Led>) => Reply | Promise<Reply>,
  form?: Form,
): Promise<Reply> {
  const arrived = await arrive(visit);
  return arrived.kind === 'shut' || arrived.kind === 'open'
    ? run(arrived)
    : refused(visit, arrived, form);
}

async function refused(visit: Came, arrived: Arrived, form?: Form): Promise<Reply> {
  if (arrived.kind === 'unknown' || arrived.kind === 'refused') {
    await noteRefusal(linkWork(visit), arrived);
  }
  // A form that was sent twice: the first has arrived, and its browser is told so.
  const isAnswered =
    arrived.kind === 'refused' &&
    arrived.because === 'answered' &&
    hasOpened(arrived.link, comingOf(visit));
  const shown = isAnswered ? { isAnswered } : { form };
  return page(refusedView(visit, hrefOf(visit), shown), 403);
}
