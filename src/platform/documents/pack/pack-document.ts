import type { FormDocument } from '../form/form-document.ts';

/**
 * Documents put together into one PDF: a page that lists them, then each in its turn. Pages are counted
 * through the whole file, so that the number on the paper is that of the screen. Every text is plain text.
 */
export interface PackDocument {
  readonly language: 'en-GB';
  /** "Pre-read documents" */
  readonly title: string;
  /** Above the title: what the pack is for. */
  readonly occasion: string;
  /** Who may read it. On every page. */
  readonly marking: string;
  /** At the top of every page. */
  readonly subject: string;
  /** At the foot of every page: the day it is about, and when it was put together. */
  readonly footLine: string;
  readonly author: string;
  /** When it was asked for. The same pack gives the same bytes, whenever it is put together. */
  readonly created: Date;
  /** Paragraphs before the list of documents. */
  readonly intro: readonly string[];
  readonly items: readonly PackItem[];
}

export interface PackItem {
  readonly title: string;
  /** Who it is from, and since when it is held. */
  readonly source: string;
  /** "Version 2, of 4 January 2027" */
  readonly version: string;
  /** In a supplement: what it is beside what its reader had. */
  readonly changed?: string;
  readonly body: PackBody;
}

/** `url` is where the document itself can be read, as it came; empty where it is nowhere. */
export type PackBody =
  /** What the product itself holds. */
  | { readonly kind: 'forms'; readonly forms: readonly FormDocument[] }
  | { readonly kind: 'pdf'; readonly bytes: Uint8Array; readonly url: string }
  | {
      readonly kind: 'picture';
      readonly format: 'png' | 'jpg';
      readonly bytes: Uint8Array;
      readonly url: string;
    }
  /** It is not in the pack: why, in a sentence. */
  | { readonly kind: 'left-out'; readonly why: string; readonly url: string };

/** Where a document stands in a pack that was made, in the order of its items. */
export type PlaceInPack =
  { readonly firstPage: number; readonly pages: number } | { readonly leftOut: string };

/** The pack as a PDF. */
export interface PrintedPack {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly pages: number;
  readonly places: readonly PlaceInPack[];
}

/** The same as a PDF and as a Word file. */
export interface MadePack extends PrintedPack {
  readonly word: Uint8Array<ArrayBuffer>;
}
