import type { LocalDate } from '#kernel/dates.ts';
import type { Actor } from '#modules/people/index.ts';
import type { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import type { Html } from '#ui/html.ts';
import type { Authority, Services } from './services.ts';
import type { AddressSecret } from './session-cookie.ts';

/** Someone at the door: what was asked for, and who asks (nobody, when signed out). */
export interface Arrival {
  readonly services: Services;
  readonly actor: Actor | undefined;
  readonly authority: Authority;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Form;
  readonly now: Date;
  readonly today: LocalDate;
}

/** Someone who was let in, to something that is theirs to see. */
export interface Visit<Subject, Who extends Actor | undefined = Actor> extends Arrival {
  readonly actor: Who;
  readonly subject: Subject;
  readonly form: Form;
  /** Files sent with the form, already on disk; they are removed after the answer. */
  readonly files: readonly UploadedFile[];
  /** The present session, to end it. */
  readonly sessionToken: string | undefined;
  /** The secret that the browser was given for this address. */
  readonly addressSecret: string | undefined;
}

export interface UploadedFile {
  readonly field: string;
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

export type Reply =
  | { readonly kind: 'page'; readonly status: number; readonly html: Html }
  | {
      readonly kind: 'redirect';
      readonly to: string;
      readonly session?: string | null;
      readonly addressSecret?: AddressSecret;
    }
  | { readonly kind: 'json'; readonly status: number; readonly body: object }
  | {
      readonly kind: 'file';
      readonly bytes: Uint8Array;
      readonly type: string;
      readonly name: string;
    }
  /** For programs that ask again and again: where nothing has changed they are told so. */
  | {
      readonly kind: 'text';
      readonly status: number;
      readonly type: 'text/calendar' | 'text/plain';
      readonly body: string;
    }
  /** The same whether it does not exist or is somebody else's. */
  | { readonly kind: 'not-found' };

export const page = (html: Html, status = 200): Reply => ({ kind: 'page', status, html });
export const redirect = (to: string): Reply => ({ kind: 'redirect', to });
export const json = (body: object, status = 200): Reply => ({ kind: 'json', status, body });
export const text = (
  body: string,
  of: { readonly status: number; readonly type: 'text/calendar' | 'text/plain' },
): Reply => ({ kind: 'text', body, ...of });
export const notFound: Reply = { kind: 'not-found' };

/** The answer at the door. */
export type Admission<Subject, Who> =
  | { readonly admitted: true; readonly actor: Who; readonly subject: Subject }
  | { readonly admitted: false; readonly because: 'signed-out' | 'not-yours' };

/**
 * Who may come in, and to what. Every route names one: a route without a gate does not compile.
 * `name` says it in words, for the list of routes and its tests.
 */
export interface Gate<Subject, Who extends Actor | undefined = Actor> {
  readonly name: string;
  admit(arrival: Arrival): Promise<Admission<Subject, Who>>;
}

/** A file that a form may carry. */
interface Upload<Subject, Who extends Actor | undefined> {
  readonly field: string;
  /** The size in bytes that it may have at most. */
  readonly maxBytes: number;
  /** The form again, with what was filled in and this said of the file: it was larger, and is not kept. */
  tooLarge(visit: Visit<Subject, Who>, problems: readonly FormError[]): Reply | Promise<Reply>;
}

interface RouteSpec<Subject, Who extends Actor | undefined> {
  readonly method: 'GET' | 'POST';
  /** `/records/:record/room` */
  readonly path: string;
  readonly gate: Gate<Subject, Who>;
  /** Set where the form may carry a file. */
  readonly upload?: Upload<Subject, Who>;
  /** Fewer requests than usual from one address, a minute: for guessing at links. */
  readonly perMinute?: number;
  handle(visit: Visit<Subject, Who>): Promise<Reply>;
}

/** What arrives once the gate is open. */
export type Entry = Omit<Visit<unknown, Actor | undefined>, 'subject'> & {
  /** That the form came with a file over the size that it may have. */
  readonly tooLarge: boolean;
};

/** A route with its types folded away, so that routes of all kinds stand in one list. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly gate: string;
  /** The size in bytes that its file may have at most. */
  readonly maxBytes: number | undefined;
  readonly perMinute: number | undefined;
  /** The gate first; the body is only asked for (`enter`) when it is open. */
  answer(arrival: Arrival, enter: () => Promise<Entry>): Promise<Reply | 'signed-out'>;
}

export function route<Subject, Who extends Actor | undefined>(
  spec: RouteSpec<Subject, Who>,
): Route {
  return {
    method: spec.method,
    path: spec.path,
    gate: spec.gate.name,
    maxBytes: spec.upload?.maxBytes,
    perMinute: spec.perMinute,
    async answer(arrival, enter) {
      const admission = await spec.gate.admit(arrival);
      if (!admission.admitted) {
        return admission.because === 'signed-out' ? 'signed-out' : notFound;
      }
      const { actor, subject } = admission;
      const { tooLarge, ...entry } = await enter();
      const visit = { ...entry, actor, subject };
      if (!tooLarge || !spec.upload) return spec.handle(visit);
      const { field, maxBytes } = spec.upload;
      const sentence = `The file must be ${Math.floor(maxBytes / 1_000_000)} MB or smaller. Nothing was stored`;
      const reply = await spec.upload.tooLarge(visit, [{ field, sentence }]);
      return reply.kind === 'page' ? { ...reply, status: 413 } : reply;
    },
  };
}
