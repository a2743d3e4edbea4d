import { make, makeHidden } from './elements.ts';
import type { Field } from './fields.ts';

/** Says beside a field why the council does not take what stands in it; without taking the focus. */
export function showProblem({ element, part }: Field, problem: string | undefined): void {
  const id = `problem-${part.replaceAll(/[^\w-]/g, '-')}`;
  const there = document.getElementById(id);
  const words = element.getAttribute('aria-describedby')?.split(' ') ?? [];
  const others = words.filter((word) => word !== id && word !== '');
  const described = problem === undefined ? others : [...others, id];
  if (described.length > 0) element.setAttribute('aria-describedby', described.join(' '));
  else element.removeAttribute('aria-describedby');
  const group = element.closest('.govuk-form-group');
  group?.classList.toggle('govuk-form-group--error', problem !== undefined);
  if (element instanceof HTMLTextAreaElement) {
    element.classList.toggle('govuk-textarea--error', problem !== undefined);
  }
  if (element instanceof HTMLInputElement) {
    element.classList.toggle('govuk-input--error', problem !== undefined);
  }
  there?.remove();
  if (problem === undefined) return;
  const message = make('p', { class: 'govuk-error-message', id }, makeHidden('Error: '), problem);
  if (element instanceof HTMLFieldSetElement) {
    const legend = element.querySelector(':scope > legend');
    if (legend) legend.after(message);
    else element.prepend(message);
  } else element.before(message);
}
