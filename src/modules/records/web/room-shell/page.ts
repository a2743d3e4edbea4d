import { html } from '#ui/html.ts';
import { column, heading, paragraph } from '#ui/text.ts';
import { anyone } from '#web/gates.ts';
import { shellPage } from '#web/pages.ts';
import { page, route } from '#web/route.ts';

export const roomShellRoutes = [
  route({
    method: 'GET',
    path: '/room-shell',
    gate: anyone('an empty page, which a device keeps for the time without a network'),
    handle: (visit) => Promise.resolve(page(roomShell(visit))),
  }),
];

/** The room without anything in it: the same for everyone, whoever is signed in. */
function roomShell(visit: Parameters<typeof shellPage>[0]) {
  return shellPage(
    { ...visit, actor: undefined },
    {
      title: 'Meeting',
      isConfidential: true,
      scripts: ['room'],
      main: html`<div data-room-shell>${column(
        heading('Meeting', { level: 1 }),
        paragraph('Opening the notes that are kept on this device…'),
      )}</div>`,
    },
  );
}
