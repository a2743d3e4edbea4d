import { SaxesParser } from 'saxes';

/**
 * More elements than this are not within each other in what programs write: those of Word do not open
 * it either. With each of them it takes longer to find out what the next one is.
 */
export const deepestElement = 256;

/** XML that is not well-formed, is deeper than programs write, or defines entities. */
export class XmlTrouble extends Error {
  override readonly name = 'XmlTrouble';
}

export interface XmlReader {
  /** Names are without their prefix; a missing attribute is ''. Of several the one of the tag's namespace is given. */
  onTag(name: string, attribute: (name: string) => string, namespace: string): void;
  onText?(text: string): void;
  onEnd?(name: string): void;
}

/** Reads XML from its beginning to its end, keeping nothing. Throws an XmlTrouble. */
export function readXml(xml: string, reader: XmlReader): void {
  const parser = new SaxesParser({ xmlns: true });
  let depth = 0;
  parser.on('error', (trouble) => {
    throw new XmlTrouble(trouble.message);
  });
  parser.on('doctype', () => {
    throw new XmlTrouble('There is a document type in it.');
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > deepestElement) throw new XmlTrouble('There are too many elements in each other.');
    const attribute = (name: string): string => {
      const named = Object.values(tag.attributes).filter(({ local }) => local === name);
      // Of another namespace there may be anything beside it.
      const own = named.find(({ uri }) => uri === tag.uri) ?? named.find(({ uri }) => uri === '');
      return (own ?? named[0])?.value ?? '';
    };
    reader.onTag(tag.local, attribute, tag.uri);
  });
  parser.on('text', (text) => reader.onText?.(text));
  parser.on('cdata', (text) => reader.onText?.(text));
  parser.on('closetag', (tag) => {
    depth -= 1;
    reader.onEnd?.(tag.local);
  });
  parser.write(xml).close();
}
