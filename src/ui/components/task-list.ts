import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { classNames, part } from './part.ts';
import type { Content, Dressing, Maybe, Part } from './part.ts';
import { tag } from './tag.ts';
import type { TagOptions } from './tag.ts';

interface Classes {
  readonly classes?: string | undefined;
}

/** The state of a task: a tag, or plain words once nothing is left to do. */
export type TaskStatus =
  | { readonly tag: TagOptions; readonly classes?: string | undefined }
  | (Classes & { readonly content: Content });

export interface Task extends Classes {
  readonly title: Part<Classes>;
  readonly href?: string | undefined;
  readonly hint?: Part<object> | undefined;
  readonly status: TaskStatus;
}

export interface TaskListOptions extends Dressing {
  readonly items: readonly Maybe<Task>[];
  /** "task-list" unless told; a second list on a page needs its own. */
  readonly idPrefix?: string | undefined;
}

/** GOV.UK task list. */
export function taskList(options: TaskListOptions): Html {
  const own = attributes({
    class: classNames('govuk-task-list', options.classes),
    ...options.attributes,
  });
  const prefix = options.idPrefix || 'task-list';
  return html`<ul${own}>${options.items.map((item, index) => item && task(item, `${prefix}-${index + 1}`))}</ul>`;
}

function task(item: Task, id: string): Html {
  const title = part<Classes>(item.title);
  const hint = item.hint && part<object>(item.hint);
  const names = classNames(
    'govuk-task-list__item',
    item.href && 'govuk-task-list__item--with-link',
    item.classes,
  );
  const name = item.href
    ? html`<a class="${classNames('govuk-link govuk-task-list__link', title.classes)}" href="${item.href}" aria-describedby="${hint && `${id}-hint `}${id}-status">${title.content}</a>`
    : html`<div${attributes({ class: title.classes })}>${title.content}</div>`;
  return html`<li class="${names}"><div class="govuk-task-list__name-and-hint">${name}${
    hint && html`<div id="${id}-hint" class="govuk-task-list__hint">${hint.content}</div>`
  }</div><div class="${classNames('govuk-task-list__status', item.status.classes)}" id="${id}-status">${
    'tag' in item.status ? tag(item.status.tag) : item.status.content
  }</div></li>`;
}
