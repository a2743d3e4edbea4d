import type { DatabaseServer } from '#platform/postgres/embedded-server.ts';
import type { Figure } from './figure.ts';
import type { Size } from './size.ts';

/** What a case works with. */
export interface Bench {
  readonly size: Size;
  /** Whether a figure was asked for: a case measures nothing else. */
  wants(name: string): boolean;
  report(figure: Figure): void;
  /** Tells the person who waits what is going on. */
  say(line: string): void;
  /** A database server of the run's own, with the settings that the product uses. Started once. */
  server(): Promise<DatabaseServer>;
  /** A directory that is removed when the run ends, however it ends. */
  directory(): Promise<string>;
  /** Has something closed when the run ends, however it ends: the last first. */
  onClose(name: string, close: () => Promise<unknown>): void;
}

/** Something that is measured, and the names of the figures that come out of it. */
export interface Case {
  readonly names: readonly string[];
  measure(bench: Bench): Promise<void>;
}
