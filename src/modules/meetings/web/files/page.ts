import { parseId } from '#kernel/ids.ts';
import type { FileId } from '#kernel/ids.ts';
import { fileToSend } from '#platform/files/files.ts';
import { notFound, route } from '#web/route.ts';
import { meetingFilesOf } from '../../index.ts';
import { onMeeting } from '../gates.ts';

export const meetingFileRoutes = [
  route({
    method: 'GET',
    path: '/meetings/:meeting/files/:file',
    gate: onMeeting('read its whole record'),
    async handle({ services, subject, params }) {
      const id = parseId<FileId>(params['file'] ?? '');
      const files = (await meetingFilesOf(services.db, [subject.meetingId])).get(subject.meetingId);
      if (!id || files?.some((file) => file.id === id) !== true) return notFound;
      return (await fileToSend(services.db, id)) ?? notFound;
    },
  }),
];
