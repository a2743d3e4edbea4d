/**
 * Where an interpolation stands in a piece of HTML, which decides what may be put there.
 * - `text`: between tags, or inside `<title>` and `<textarea>`.
 * - `attribute`: inside a quoted attribute.
 * - `address`: a quoted attribute that is followed or fetched, interpolated from its first character.
 * - `tag`: after a tag's name, where only `attributes()` may stand (or, touching the name, a number: `<h${level}>`).
 */
export type Hole = 'text' | 'attribute' | 'address' | 'tag';

type State = 'text' | 'name' | 'tag' | 'attribute name' | 'before value' | 'value' | 'unquoted';

const addressAttributes = new Set(['href', 'src', 'action', 'formaction', 'poster', 'cite']);
/** Stands for an earlier interpolation in the same attribute. */
const filled = '\u25e6';
/** How an address may begin before an interpolation that is only a part of it. */
const fixedStart = /^(?:\u25e6?(?:\/[\w.-]|[#?])|\.{1,2}\/|https:\/\/[\w.-]+\/|mailto:|tel:)/;

/** Addresses may only be followed or fetched from these attributes after `safeUrl` has passed them. */
export function isAddressAttribute(name: string): boolean {
  return addressAttributes.has(name.toLowerCase());
}

/** Attributes that hold script, style or a whole document: the content security policy forbids them. */
export function isForbiddenAttribute(name: string): boolean {
  return /^(?:on.*|style|srcdoc)$/i.test(name);
}

/**
 * Reads the constant parts of a template and says where each interpolation stands.
 * Throws a sentence when one stands where no escaping can make it safe (an unquoted attribute, a
 * comment, a script, a style), or when the template stops inside a tag.
 */
export function holesOf(strings: readonly string[]): Hole[] {
  const holes: Hole[] = [];
  let state: State = 'text';
  let element = '';
  let attribute = '';
  let quote = '';
  let value = '';
  let isRaw = false;
  const closeTag = () => {
    state = 'text';
    isRaw = /^(?:script|style)$/i.test(element);
  };
  strings.forEach((text, part) => {
    for (const character of text) {
      const isSpace = /\s/.test(character);
      switch (state) {
        case 'text':
          if (character === '<') [state, element] = ['name', ''];
          else if (isRaw && !isSpace)
            throw new Error(`Script and style live in files, not in a ${element} element.`);
          break;
        case 'name':
          if (element === '' && !/[a-z/!]/i.test(character)) state = 'text';
          else if (character === '>') closeTag();
          else if (isSpace || (character === '/' && element !== '')) state = 'tag';
          else element += character;
          if (element === '!--') throw new Error('A comment is not allowed in a template.');
          break;
        case 'tag':
          if (character === '>') closeTag();
          else if (!isSpace && character !== '/')
            [state, attribute] = ['attribute name', character];
          break;
        case 'attribute name':
          if (character === '>') closeTag();
          else if (character === '=') state = 'before value';
          else if (isSpace) state = 'tag';
          else attribute += character;
          if (state === 'before value' && isForbiddenAttribute(attribute)) {
            throw new Error(`The attribute ${attribute} is not allowed in a page.`);
          }
          break;
        case 'before value':
          if (character === '"' || character === "'")
            [state, quote, value] = ['value', character, ''];
          else state = 'unquoted';
          break;
        case 'value':
          if (character === quote) state = 'tag';
          else value += character;
          break;
        case 'unquoted':
          if (character === '>') closeTag();
          else if (isSpace) state = 'tag';
          break;
      }
    }
    if (part === strings.length - 1) return;
    if (state === 'text' && isRaw)
      throw new Error(`Nothing can be interpolated in a ${element} element.`);
    holes.push(holeIn(state, attribute, value));
    if (state === 'value') value += filled;
    if (state === 'name') element += '1';
  });
  if (state !== 'text') throw new Error('A template stops inside a tag.');
  return holes;
}

function holeIn(state: State, attribute: string, value: string): Hole {
  switch (state) {
    case 'text':
      return 'text';
    case 'name':
    case 'tag':
      return 'tag';
    case 'value':
      if (!isAddressAttribute(attribute)) return 'attribute';
      if (value === '') return 'address';
      if (fixedStart.test(value)) return 'attribute';
      throw new Error(
        `The address in ${attribute} needs a fixed beginning, or to be interpolated whole.`,
      );
    case 'attribute name':
      throw new Error('The name of an attribute cannot be interpolated.');
    case 'before value':
    case 'unquoted':
      throw new Error(`The attribute ${attribute} is interpolated without quotes.`);
  }
}
