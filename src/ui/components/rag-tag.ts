import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { tag } from './tag.ts';

export type Rag = 'red' | 'amber' | 'green';

const words: Record<Rag, string> = { red: 'Red', amber: 'Amber', green: 'Green' };

/**
 * A red, amber or green rating. The colour's name always stands in words, so that it reads the same
 * aloud, in print and without colour; `meaning` is added after it: "Amber: some progress".
 */
export function ragTag(rag: Rag, meaning?: string): Html {
  return tag({
    content: html`${words[rag]}${meaning && `: ${meaning}`}`,
    classes: `app-rag app-rag--${rag}`,
  });
}
