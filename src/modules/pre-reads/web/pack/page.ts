import { fileToSend } from '#platform/files/files.ts';
import { json, notFound, page, redirect, route } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { askForPack } from '../../commands/ask-for-pack.ts';
import { onPack, onPapers } from '../gates.ts';
import { shareOfPack } from '../../domain/packs.ts';
import { refusedView } from '../paper/view.ts';
import { packView } from './view.ts';

const packs = '/meetings/:meeting/pre-reads/packs';
const path = `${packs}/:pack`;

export const packRoutes = [
  route({
    method: 'POST',
    path: packs,
    gate: onPapers(),
    perMinute: 20,
    async handle(visit) {
      const { matter, meeting } = visit.subject;
      const asked = await askForPack(workOf(visit), matter, meeting);
      return asked.ok
        ? redirect(`/meetings/${meeting.meetingId}/pre-reads/packs/${asked.value}`)
        : page(refusedView(visit, meeting, asked.refusal.sentence), 422);
    },
  }),
  route({
    method: 'GET',
    path,
    gate: onPack(),
    handle: (visit) => Promise.resolve(page(packView(visit, visit.subject))),
  }),
  route({
    method: 'GET',
    path: `${path}/progress.json`,
    gate: onPack(),
    handle({ subject: { pack } }) {
      const percent = Math.round(shareOfPack(pack) * 100);
      return Promise.resolve(json({ busy: pack.state.kind === 'making', percent }));
    },
  }),
  route({
    method: 'GET',
    path: `${path}/pack.pdf`,
    gate: onPack(),
    async handle({ services, subject: { pack } }) {
      if (pack.state.kind !== 'made') return notFound;
      return (await fileToSend(services.db, pack.state.file)) ?? notFound;
    },
  }),
  route({
    method: 'GET',
    path: `${path}/pack.docx`,
    gate: onPack(),
    async handle({ services, subject: { pack } }) {
      const file = pack.state.kind === 'made' ? pack.state.wordFile : undefined;
      return (file && (await fileToSend(services.db, file))) ?? notFound;
    },
  }),
];
