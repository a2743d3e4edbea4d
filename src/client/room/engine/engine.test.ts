import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { openPart } from '../sync/part.ts';
import type { Draft, Part } from '../sync/part.ts';
import type { Answer, Edit, Result } from '../sync/wire.ts';
import type { Connection, Reply } from './connection.ts';
import { CouncilClock } from './council-clock.ts';
import { Engine } from './engine.ts';
import type { Status } from './engine.ts';

const start = Date.parse('2027-01-14T10:00:00Z');

beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'], now: start }));
afterEach(() => mock.timers.reset());

/** Time goes by, in steps small enough for answers to come between. */
async function pass(milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= 20) {
    mock.timers.tick(Math.min(20, left));
    for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
  }
}

type Said = (edits: readonly Edit[]) => Reply<Answer> | Promise<Reply<Answer>>;

/** An engine with two texts, a council that saves everything at once unless told, and a quick disk. */
function engineWith(options: { readonly device?: 'kept' | 'nothing' } = {}) {
  const sent: {
    readonly at: number;
    readonly edits: readonly Edit[];
    readonly isFarewell: boolean;
  }[] = [];
  const late: (readonly Edit[])[] = [];
  const asked: number[] = [];
  const drafts = new Map<string, Draft>();
  const deviceKind: { kind: 'kept' | 'nothing' | 'locked' } = { kind: options.device ?? 'kept' };
  const world = {
    say: saved,
    news: (): Reply<Answer> => answerOf([]),
    late: (): Reply<{ kept: number }> => ({ kind: 'answer', body: { kept: 1 }, asked: 0, came: 0 }),
    disk: 5,
    cleared: 0,
    status: undefined as Status | undefined,
    shown: [] as string[],
  };
  const connection: Connection = {
    async save(edits, _since, isFarewell) {
      sent.push({ at: Date.now() - start, edits, isFarewell });
      return world.say(edits);
    },
    async news() {
      asked.push(Date.now() - start);
      return world.news();
    },
    async handOver(edits) {
      late.push(edits);
      return world.late();
    },
  };
  let ids = 0;
  const engine = new Engine({
    connection,
    device: {
      get state() {
        return deviceKind;
      },
      keep: (draft) =>
        new Promise((resolve) => {
          setTimeout(() => {
            drafts.set(draft.part, draft);
            resolve();
          }, world.disk);
        }),
      forget: async (part) => void drafts.delete(part),
      clear: async () => void (world.cleared += 1),
      lock: async () => void (deviceKind.kind = 'locked'),
    },
    me: 'Mia',
    version: 1,
    parts: [text('a'), text('b')],
    found: [],
    show: (part) => world.shown.push(part.text),
    tell: (status) => (world.status = status),
    place: () => undefined,
    newId: () => `id${(ids += 1)}`,
  });
  engine.start();
  return { engine, world, sent, late, asked, drafts };
}

function text(part: string): Part {
  return openPart({ part, revision: 1, text: '', by: '' }, 'text');
}

function answerOf(results: readonly Result[], more: Partial<Answer> = {}): Reply<Answer> {
  const at = new Date(Date.now()).toISOString();
  const body = { at, version: 1, news: [], results, ...more };
  return { kind: 'answer', body, asked: Date.now(), came: Date.now() };
}

const saved: Said = (edits) =>
  answerOf(
    edits.map(({ id, part, parent }) => ({ kind: 'saved', id, part, revision: parent + 1 })),
  );
const nobody: Reply<Answer> = { kind: 'nobody', why: 'no connection' };

describe('typing', () => {
  test('is on the device within 200 ms, and sent 600 ms after the last key', async () => {
    const { engine, sent, drafts } = engineWith();
    engine.typed('a', 'x');
    await pass(200);
    assert.equal(drafts.get('a')?.text, 'x');
    await pass(380);
    assert.equal(sent.length, 0);
    await pass(60);
    assert.deepEqual(
      sent.map(({ edits }) => edits.map((each) => each.text)),
      [['x']],
    );
  });

  test('that goes on is sent all the same, so that no word is older than two seconds', async () => {
    const { engine, sent, world } = engineWith();
    for (let key = 1; key <= 40; key += 1) {
      engine.typed('a', 'x'.repeat(key));
      await pass(100);
      const oldest = sent.at(-1)?.at ?? 0;
      assert.ok(Date.now() - start - oldest <= 1700, `${Date.now() - start - oldest} ms not sent`);
    }
    await pass(1000);
    assert.equal(sent.at(-1)?.edits[0]?.text, 'x'.repeat(40));
    assert.equal(world.status?.isWithCouncil, true);
  });

  test('in two parts goes in one request', async () => {
    const { engine, sent } = engineWith();
    engine.typed('a', 'x');
    engine.typed('b', 'y');
    await pass(700);
    assert.deepEqual(
      sent.map(({ edits }) => edits.map(({ part }) => part)),
      [['a', 'b']],
    );
  });

  test('is not sent before its id is on the disk, but a broken disk does not hold it up', async () => {
    const { engine, sent, world, drafts } = engineWith();
    world.disk = 100;
    engine.typed('a', 'x');
    await pass(680);
    assert.equal(sent.length, 0);
    await pass(60);
    assert.equal(drafts.get('a')?.sent?.id, sent[0]?.edits[0]?.id);
    world.disk = 100_000;
    engine.typed('a', 'xx');
    await pass(1100);
    assert.equal(sent.length, 2);
  });

  test('is never said to be where it is not', async () => {
    const { engine, world } = engineWith();
    let go: (reply: Reply<Answer>) => void = () => undefined;
    world.say = () => new Promise((resolve) => (go = resolve));
    engine.typed('a', 'x');
    assert.deepEqual([world.status?.isOnDevice, world.status?.isWithCouncil], [false, false]);
    await pass(700);
    assert.deepEqual([world.status?.isOnDevice, world.status?.isWithCouncil], [true, false]);
    engine.typed('a', 'xy');
    go(saved([{ id: 'id1', part: 'a', parent: 1, text: 'x' }]) as Reply<Answer>);
    await pass(20);
    assert.equal(world.status?.isWithCouncil, false, 'the last letter is not there yet');
    assert.equal(world.status?.councilAt, undefined);
  });

  test('is not said to have left the device while it is noted there that the council has it', async () => {
    const { engine, world } = engineWith();
    engine.typed('a', 'x');
    await pass(650);
    world.disk = 400;
    await pass(100);
    assert.deepEqual([world.status?.isOnDevice, world.status?.isWithCouncil], [true, true]);
    engine.typed('a', 'xy');
    await pass(300);
    assert.equal(world.status?.isOnDevice, false, 'the last letter is not there yet');
  });
});

describe('a bad connection', () => {
  test('is tried after 1, 2, 4 seconds with the same edit, and at once when it is back', async () => {
    const { engine, world, sent } = engineWith();
    world.say = () => nobody;
    engine.typed('a', 'x');
    await pass(8200);
    assert.equal(sent.length, 4);
    assert.deepEqual(new Set(sent.flatMap(({ edits }) => edits.map(({ id }) => id))).size, 1);
    assert.equal(world.status?.trouble, 'no connection');
    world.say = saved;
    engine.online();
    await pass(40);
    assert.deepEqual([world.status?.isWithCouncil, world.status?.trouble], [true, undefined]);
  });

  test('does not make the page take what was typed meanwhile for sent', async () => {
    const { engine, world, sent } = engineWith();
    world.say = () => nobody;
    engine.typed('a', 'x');
    await pass(700);
    engine.typed('a', 'xy');
    world.say = saved;
    await pass(3000);
    assert.deepEqual(
      sent.map(({ edits }) => edits[0]?.text),
      ['x', 'x', 'xy'],
    );
    assert.equal(world.status?.isWithCouncil, true);
  });

  test('with an answer for only some of the edits sends the others again', async () => {
    const { engine, world, sent } = engineWith();
    world.say = (edits) => saved(edits.slice(0, 1));
    engine.typed('a', 'x');
    engine.typed('b', 'y');
    await pass(700);
    world.say = saved;
    await pass(1200);
    assert.deepEqual(
      sent.map(({ edits }) => edits.map(({ id }) => id)),
      [['id1', 'id2'], ['id2']],
    );
  });
});

describe('what the council answers', () => {
  test('with “unreadable” to several is found out one by one, and only that one is refused', async () => {
    const { engine, world } = engineWith();
    world.say = (edits) =>
      edits.some((each) => each.text === 'bad')
        ? { kind: 'unreadable', problem: 'No' }
        : saved(edits);
    engine.typed('a', 'bad');
    engine.typed('b', 'good');
    await pass(3000);
    assert.equal(engine.part('a')?.refused?.problem, 'No');
    assert.equal(engine.part('b')?.base, 'good');
    assert.equal(world.status?.refused, 1);
  });

  test('with “signed out” stops everything, with the text on the disk, until it goes on', async () => {
    const { engine, world, sent, drafts } = engineWith();
    world.say = () => ({ kind: 'signed-out' });
    engine.typed('a', 'x');
    await pass(700);
    assert.equal(world.status?.phase, 'locked');
    assert.equal(drafts.get('a')?.text, 'x');
    await pass(60_000);
    assert.equal(sent.length, 1);
    world.say = saved;
    engine.resume({
      state: { kind: 'kept' },
      keep: async () => undefined,
      forget: async () => undefined,
      clear: async () => undefined,
      lock: async () => undefined,
    });
    await pass(100);
    assert.deepEqual(
      sent.map(({ edits }) => edits[0]?.id),
      ['id1', 'id1'],
    );
    assert.equal(world.status?.isWithCouncil, true);
  });

  test('with “closed” hands over what was not sent until it is taken, and clears only then', async () => {
    const { engine, world, late } = engineWith();
    world.say = () => ({ kind: 'closed', closed: { closed: 'final', sentence: 'It is final.' } });
    world.late = () => ({ kind: 'nobody', why: 'no connection' });
    engine.typed('a', 'x');
    await pass(700);
    engine.typed('a', 'never');
    await pass(2000);
    assert.equal(world.cleared, 0);
    world.late = () => ({ kind: 'answer', body: { kept: 1 }, asked: 0, came: 0 });
    await pass(5000);
    assert.equal(world.cleared, 1);
    assert.equal(world.status?.late, 'handed over');
    assert.deepEqual(new Set(late.map(([edit]) => edit?.id)).size, 1);
    assert.equal(late.at(-1)?.[0]?.text, 'x');
  });
});

describe('news', () => {
  test('are asked for every three seconds while the page is seen, every fifteen while not', async () => {
    const { engine, asked } = engineWith();
    await pass(9100);
    assert.equal(asked.length, 4);
    engine.hidden();
    await pass(29_000);
    assert.ok(asked.length <= 6, `${asked.length}`);
  });

  test('of others are merged with what is being typed, and kept on the device', async () => {
    const { engine, world, drafts } = engineWith();
    engine.typed('a', 'mine');
    world.news = () =>
      answerOf([], { version: 2, news: [{ part: 'b', revision: 2, text: 'theirs', by: 'Theo' }] });
    await pass(4200);
    assert.equal(engine.part('b')?.text, 'theirs');
    assert.ok(world.shown.includes('theirs'));
    assert.deepEqual([drafts.get('b')?.text, drafts.get('b')?.base], ['theirs', 'theirs']);
  });
});

describe('leaving', () => {
  test('sends at once what has waited, in a request that outlives the page', async () => {
    const { engine, sent } = engineWith();
    engine.typed('a', 'x');
    engine.leave();
    await pass(20);
    assert.deepEqual(
      sent.map(({ isFarewell, edits }) => [isFarewell, edits[0]?.text]),
      [[true, 'x']],
    );
  });

  test('would lose a text only while it is neither on the device nor with the council', async () => {
    const { engine } = engineWith();
    engine.typed('a', 'x');
    assert.equal(engine.wouldLose, true);
    await pass(200);
    assert.equal(engine.wouldLose, false);
    const { engine: bare, world } = engineWith({ device: 'nothing' });
    world.say = () => nobody;
    bare.typed('a', 'x');
    await pass(1000);
    assert.equal(bare.wouldLose, true);
  });

  test('by closing the meeting waits for everything, or says that it cannot be', async () => {
    const { engine, world } = engineWith();
    engine.typed('a', 'x');
    const all = engine.bringAll();
    await pass(50);
    assert.equal(await all, true);
    world.say = () => nobody;
    engine.typed('a', 'xy');
    const not = engine.bringAll();
    await pass(50);
    assert.equal(await not, false);
  });
});

describe('the council’s clock', () => {
  test('corrects a device that is a day wrong, by the quickest answer', () => {
    const clock = new CouncilClock();
    const day = 86_400_000;
    assert.equal(clock.corrected(start), start);
    clock.learn(new Date(start + day + 500).toISOString(), start, start + 1000);
    clock.learn(new Date(start + day + 2020).toISOString(), start + 2000, start + 2040);
    clock.learn(new Date(start + day + 4000).toISOString(), start + 3000, start + 5500);
    assert.equal(clock.corrected(start + 6000), start + day + 6000);
  });

  test('follows when the device’s clock is set', () => {
    const clock = new CouncilClock();
    clock.learn(new Date(start).toISOString(), start, start + 20);
    clock.learn(new Date(start + 100).toISOString(), start - 7_200_000, start - 7_199_900);
    assert.equal(Math.round((clock.corrected(start - 7_200_000) - start) / 1000), 0);
  });
});
